// SPDX-License-Identifier: MIT
#include "page_link.h"

#include "codec/codec.h"
#include "codec/remote_error.h"

#include <transom/error.h>

#include <utility>

namespace transom::detail {
namespace {

ByteView bytesOf(std::string_view text) {
  return std::as_bytes(std::span(text));
}

/// What nobody can answer, since the page would have to keep too much for its first document.
Bytes tooMuchWaits(bool isInvoke, std::uint64_t maxMessageBytes) {
  const Error error = rangeError("too many bytes wait for the first document of the page");
  return isInvoke ? codec::encodeInvokeError(error, maxMessageBytes)
                  : codec::encodeError(error.name(), error.message());
}

}  // namespace

PageLink::PageLink(const Limits& limits, const Log& log, PageLinkDelegate& delegate)
    : limits_(limits), log_(log), delegate_(delegate) {}

PageLink::~PageLink() = default;

void PageLink::connect(std::unique_ptr<Transport> transport, const core::PageRights& rights) {
  mainDocument_ = 0;
  processGone_ = false;
  core::SessionDelegate& delegate = *this;
  const core::SessionSettings settings{.rights = rights, .limits = limits_};
  const auto former =
      std::exchange(session_, std::make_unique<core::Session>(std::move(transport), settings, delegate));
  session_->start();
  // Now the former one goes, and what waits for it fails: whoever hears of that may close the page.
}

void PageLink::processGone() {
  mainDocument_ = 0;
  processGone_ = true;
}

void PageLink::readWaiting() {
  if (session_) session_->readWaiting();
}

void PageLink::send(std::string_view channel, ByteView payload) {
  sayOrHold({.kind = Kind::message, .channel = channel, .payload = payload});
}

void PageLink::sendTo(core::DocumentId document, std::string_view channel, ByteView payload) {
  if (session_) session_->send(document, channel, payload);
}

void PageLink::postMessage(std::string_view channel, ByteView payload, Ports ports) {
  sayOrHold({.kind = Kind::posted, .channel = channel, .payload = payload, .ports = std::move(ports)});
}

void PageLink::postMessageTo(core::DocumentId document, std::string_view channel, ByteView payload,
                             const Ports& ports) {
  if (session_) session_->postMessage(document, channel, payload, ports);
}

void PageLink::evaluate(std::string_view world, std::string_view code, core::CallCallback done) {
  ask({.kind = Kind::script, .channel = world, .payload = bytesOf(code), .done = std::move(done)});
}

void PageLink::invoke(std::string_view channel, ByteView payload, core::CallCallback done) {
  ask({.kind = Kind::question, .channel = channel, .payload = payload, .done = std::move(done)});
}

void PageLink::evaluateIn(core::DocumentId document, std::string_view world, std::string_view code,
                          const core::CallCallback& done) {
  askIn(document, {.kind = Kind::script, .channel = world, .payload = bytesOf(code), .done = done});
}

void PageLink::invokeIn(core::DocumentId document, std::string_view channel, ByteView payload,
                        const core::CallCallback& done) {
  askIn(document, {.kind = Kind::question, .channel = channel, .payload = payload, .done = done});
}

void PageLink::askIn(core::DocumentId document, const Saying& saying) {
  if (!session_) return saying.done({});
  say(document, saying);
}

void PageLink::ask(const Saying& saying) {
  if (shut_) return saying.done({});
  sayOrHold(saying);
}

void PageLink::shut() {
  shut_ = true;
  mainDocument_ = 0;
  session_.reset();
  for (const Waiting& waiting : std::exchange(waiting_, {})) {
    if (waiting.done) waiting.done({});
  }
}

void PageLink::sayOrHold(const Saying& saying) {
  if (mainDocument_ != 0) {
    say(mainDocument_, saying);
  } else {
    hold(saying);
  }
}

void PageLink::say(core::DocumentId document, const Saying& saying) {
  if (saying.kind == Kind::message) return session_->send(document, saying.channel, saying.payload);
  if (saying.kind == Kind::posted) {
    return session_->postMessage(document, saying.channel, saying.payload, saying.ports);
  }
  if (saying.kind == Kind::script) {
    session_->evaluate(document, saying.payload, saying.done, saying.channel);
  } else {
    session_->invoke(document, saying.channel, saying.payload, saying.done);
  }
}

void PageLink::hold(const Saying& saying) {
  if (shut_) return;
  const std::size_t size = sizeof(Waiting) + saying.channel.size() + saying.payload.size();
  if (waitingBytes_ + size > limits_.maxQueuedBytes) {
    log_.warning("a message is dropped: more than maxQueuedBytes wait for the first document of a page");
    if (!saying.done) return;
    const Bytes error = tooMuchWaits(saying.kind == Kind::question, limits_.maxMessageBytes);
    return saying.done({.outcome = core::CallResult::Outcome::failed, .payload = error});
  }
  waitingBytes_ += size;
  waiting_.push_back({.kind = saying.kind,
                      .channel = std::string(saying.channel),
                      .payload = Bytes(saying.payload.begin(), saying.payload.end()),
                      .done = saying.done,
                      .ports = saying.ports});
}

void PageLink::documentOpened(const core::DocumentInfo& document) {
  if (processGone_) return;
  delegate_.linkDocumentOpened(document);
  if (!document.mainFrame) return;
  mainDocument_ = document.id;
  waitingBytes_ = 0;
  for (const Waiting& waiting : std::exchange(waiting_, {})) {
    // A script that fails at once may close the page.
    if (shut_) {
      if (waiting.done) waiting.done({});
      continue;
    }
    sayOrHold({.kind = waiting.kind,
               .channel = waiting.channel,
               .payload = waiting.payload,
               .done = waiting.done,
               .ports = waiting.ports});
  }
}

void PageLink::documentClosed(core::DocumentId document, bool replaced) {
  if (document == mainDocument_) mainDocument_ = 0;
  delegate_.linkDocumentClosed(document, replaced);
}

void PageLink::documentReady(core::DocumentId document) {
  if (document == mainDocument_) delegate_.linkDomReady();
}

void PageLink::message(const core::IncomingMessage& message) {
  delegate_.linkMessage(message);
}

void PageLink::postMessage(const core::IncomingMessage& message, std::vector<std::shared_ptr<core::Port>> ports) {
  delegate_.linkPostMessage(message, ports);
}

void PageLink::syncCall(const core::IncomingMessage& message, core::Reply reply) {
  delegate_.linkSyncCall(message, std::move(reply));
}

void PageLink::invoke(const core::IncomingMessage& message, core::Reply reply, std::stop_token stop) {
  delegate_.linkInvoke(message, std::move(reply), std::move(stop));
}

void PageLink::stream(const core::IncomingMessage& message, core::StreamReply reply, std::stop_token stop) {
  delegate_.linkStream(message, std::move(reply), std::move(stop));
}

void PageLink::console(const core::ConsoleMessage& message) {
  delegate_.linkConsole(message);
}

void PageLink::sessionClosed(const core::CloseReason& reason) {
  // The reason lives in the session.
  const core::CloseReason why = reason;
  mainDocument_ = 0;
  session_.reset();
  if (why.violation) {
    delegate_.linkViolated(why.text);
  } else {
    delegate_.linkClosed();
  }
}

}  // namespace transom::detail
