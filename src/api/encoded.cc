// SPDX-License-Identifier: MIT
#include <transom/encoded.h>

#include "access.h"
#include "app_impl.h"
#include "encode_message.h"
#include "encoded_port_end.h"
#include "encoded_receiver.h"
#include "script_world.h"
#include "web_contents_impl.h"
#include "web_frame_impl.h"

#include <string>
#include <utility>

namespace transom::encoded {
namespace {

using detail::WebContentsImpl;

core::CallCallback asAnswer(AnswerCallback done) {
  return [done = std::move(done)](const core::CallResult& result) {
    using From = core::CallResult::Outcome;
    using To = Answer::Outcome;
    const To outcome = result.outcome == From::answered ? To::answered
                       : result.outcome == From::failed ? To::failed
                                                        : To::gone;
    done({.outcome = outcome, .payload = result.payload});
  };
}

}  // namespace

Reply::~Reply() = default;
Receiver::~Receiver() = default;

void setReceiver(App& app, std::unique_ptr<Receiver> receiver) {
  detail::AppImpl& impl = detail::AppImpl::of(app);
  impl.requireMainThread();
  impl.setReceiver(std::make_unique<detail::EncodedReceiver>(impl, std::move(receiver)));
}

void logRefusal(App& app, const Message& message) {
  detail::logRefusal(detail::AppImpl::of(app), *message.sender,
                     {.frame = message.frame, .document = message.document, .id = message.frameId},
                     std::string(message.channel));
}

void send(WebContents& contents, Target target, std::string_view channel, ByteView arguments) {
  WebContentsImpl& page = WebContentsImpl::of(contents);
  detail::requireWithinLimits(channel, arguments, page.limits());
  if (!page.view()) return;
  if (target) {
    page.link().sendTo(*target, channel, arguments);
  } else {
    page.link().send(channel, arguments);
  }
}

void postMessage(WebContents& contents, Target target, std::string_view channel, ByteView value, const Ports& ports) {
  WebContentsImpl& page = WebContentsImpl::of(contents);
  detail::requireWithinLimits(channel, value, page.limits());
  auto taken = detail::EncodedPortEnd::takeAway(ports);
  if (!page.view()) return;
  if (target) {
    page.link().postMessageTo(*target, channel, value, taken);
  } else {
    page.link().postMessage(channel, value, std::move(taken));
  }
}

void invoke(WebContents& contents, Target target, std::string_view channel, ByteView arguments, AnswerCallback done) {
  WebContentsImpl& page = WebContentsImpl::of(contents);
  detail::requireWithinLimits(channel, arguments, page.limits());
  if (!page.view()) return done({});
  if (target) {
    page.link().invokeIn(*target, channel, arguments, asAnswer(std::move(done)));
  } else {
    page.link().invoke(channel, arguments, asAnswer(std::move(done)));
  }
}

void evaluate(WebContents& contents, Target target, int world, std::string_view code, AnswerCallback done) {
  const std::string number = detail::worldNumber(world);
  WebContentsImpl& page = WebContentsImpl::of(contents);
  if (!page.view()) return done({});
  if (target) {
    page.link().evaluateIn(*target, number, code, asAnswer(std::move(done)));
  } else {
    page.link().evaluate(number, code, asAnswer(std::move(done)));
  }
}

std::uint32_t documentOf(const WebFrameMain& frame) {
  return detail::WebFrameImpl::of(frame).document;
}

Target targetOf(const WebFrameMain& frame) {
  const detail::WebFrameImpl& state = detail::WebFrameImpl::of(frame);
  return state.mainFrame ? Target() : Target(state.document);
}

void attach(WebFrameMain& frame, std::shared_ptr<void> companion) {
  detail::WebFrameImpl::of(frame).companion = std::move(companion);
}

const std::shared_ptr<void>& companionOf(const WebFrameMain& frame) {
  return detail::WebFrameImpl::of(frame).companion;
}

}  // namespace transom::encoded
