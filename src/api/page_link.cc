// SPDX-License-Identifier: MIT
#include "page_link.h"

#include "codec/codec.h"
#include "codec/remote_error.h"

#include <transom/error.h>

#include <utility>

namespace transom::detail {
namespace {

Error pageGone() {
  return {"Error", "The page is gone"};
}

ByteView bytesOf(std::string_view text) {
  return std::as_bytes(std::span(text));
}

/// What a page's script or handler came to. All of it is the page's word: an answer that doesn't decode is an error
/// like any other.
void settle(const TaskSource<Value>& source, const core::CallResult& result, bool isInvoke,
            std::uint64_t maxMessageBytes) {
  if (result.outcome == core::CallResult::Outcome::gone) {
    source.reject(pageGone());
    return;
  }
  const codec::DecodeLimits limits{.maxMemoryBytes = 4 * maxMessageBytes};
  try {
    if (result.outcome == core::CallResult::Outcome::answered) {
      source.resolve(codec::decodeValue(result.payload, limits));
    } else if (isInvoke) {
      source.reject(codec::decodeInvokeError(result.payload, limits));
    } else {
      source.reject(codec::decodeError(result.payload, limits));
    }
  } catch (const codec::DecodeError& error) {
    source.reject(error);
  }
}

}  // namespace

PageLink::PageLink(const core::SessionSettings& settings, const Log& log, PageLinkDelegate& delegate)
    : settings_(settings), log_(log), delegate_(delegate) {}

PageLink::~PageLink() = default;

void PageLink::connect(std::unique_ptr<Transport> transport) {
  mainDocument_ = 0;
  processGone_ = false;
  core::SessionDelegate& delegate = *this;
  const auto former =
      std::exchange(session_, std::make_unique<core::Session>(std::move(transport), settings_, delegate));
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
  sayOrHold({.kind = Kind::message, .channel = channel, .payload = payload, .answer = {}});
}

void PageLink::sendTo(core::DocumentId document, std::string_view channel, ByteView payload) {
  if (session_) session_->send(document, channel, payload);
}

void PageLink::postMessage(std::string_view channel, ByteView payload, Ports ports) {
  sayOrHold({.kind = Kind::posted, .channel = channel, .payload = payload, .answer = {}, .ports = std::move(ports)});
}

void PageLink::postMessageTo(core::DocumentId document, std::string_view channel, ByteView payload,
                             const Ports& ports) {
  if (session_) session_->postMessage(document, channel, payload, ports);
}

Task<Value> PageLink::evaluate(std::string_view code) {
  return ask(Kind::script, {}, bytesOf(code));
}

Task<Value> PageLink::invoke(std::string_view channel, ByteView payload) {
  return ask(Kind::question, channel, payload);
}

Task<Value> PageLink::evaluateIn(core::DocumentId document, std::string_view code) {
  return askIn(document, Kind::script, {}, bytesOf(code));
}

Task<Value> PageLink::invokeIn(core::DocumentId document, std::string_view channel, ByteView payload) {
  return askIn(document, Kind::question, channel, payload);
}

Task<Value> PageLink::askIn(core::DocumentId document, Kind kind, std::string_view channel, ByteView payload) {
  const TaskSource<Value> source;
  if (session_) {
    say(document, {.kind = kind, .channel = channel, .payload = payload, .answer = source});
  } else {
    source.reject(pageGone());
  }
  return source.task();
}

Task<Value> PageLink::ask(Kind kind, std::string_view channel, ByteView payload) {
  const TaskSource<Value> source;
  if (shut_) {
    source.reject(pageGone());
  } else {
    sayOrHold({.kind = kind, .channel = channel, .payload = payload, .answer = source});
  }
  return source.task();
}

void PageLink::shut() {
  shut_ = true;
  mainDocument_ = 0;
  session_.reset();
  for (const Waiting& waiting : std::exchange(waiting_, {})) {
    if (waiting.answer) waiting.answer->reject(pageGone());
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
  const auto done = [source = *saying.answer, kind = saying.kind, limit = settings_.limits.maxMessageBytes](
                        const core::CallResult& result) { settle(source, result, kind == Kind::question, limit); };
  if (saying.kind == Kind::script) {
    session_->evaluate(document, saying.payload, done);
  } else {
    session_->invoke(document, saying.channel, saying.payload, done);
  }
}

void PageLink::hold(const Saying& saying) {
  if (shut_) return;
  const std::size_t size = sizeof(Waiting) + saying.channel.size() + saying.payload.size();
  if (waitingBytes_ + size > settings_.limits.maxQueuedBytes) {
    log_.warning("a message is dropped: more than maxQueuedBytes wait for the first document of a page");
    if (saying.answer) saying.answer->reject(rangeError("too many bytes wait for the first document of the page"));
    return;
  }
  waitingBytes_ += size;
  waiting_.push_back({.kind = saying.kind,
                      .channel = std::string(saying.channel),
                      .payload = Bytes(saying.payload.begin(), saying.payload.end()),
                      .answer = saying.answer,
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
      if (waiting.answer) waiting.answer->reject(pageGone());
      continue;
    }
    sayOrHold({.kind = waiting.kind,
               .channel = waiting.channel,
               .payload = waiting.payload,
               .answer = waiting.answer,
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
