// SPDX-License-Identifier: MIT
#include "page_link.h"

#include "codec/codec.h"

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

/// What a page's script came to. All of it is the page's word: an answer that doesn't decode is an error like any
/// other.
void settle(const TaskSource<Value>& source, const core::CallResult& result, std::uint64_t maxMessageBytes) {
  if (result.outcome == core::CallResult::Outcome::gone) {
    source.reject(pageGone());
    return;
  }
  try {
    Value value = codec::decodeValue(result.payload, {.maxMemoryBytes = 4 * maxMessageBytes});
    if (result.outcome == core::CallResult::Outcome::answered) {
      source.resolve(std::move(value));
    } else if (value.isError()) {
      source.reject(Error(value.asError().type, value.asError().message.value_or("")));
    } else {
      source.reject(Error("Error", value.inspect()));
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
  session_ = std::make_unique<core::Session>(std::move(transport), settings_, delegate);
  session_->start();
}

void PageLink::processGone() {
  mainDocument_ = 0;
  processGone_ = true;
}

void PageLink::readWaiting() {
  if (session_) session_->readWaiting();
}

void PageLink::send(std::string_view channel, ByteView payload) {
  if (mainDocument_ != 0) {
    session_->send(mainDocument_, channel, payload);
  } else {
    hold({.channel = std::string(channel), .payload = Bytes(payload.begin(), payload.end()), .script = {}});
  }
}

void PageLink::sendTo(core::DocumentId document, std::string_view channel, ByteView payload) {
  if (session_) session_->send(document, channel, payload);
}

Task<Value> PageLink::evaluate(std::string_view code) {
  const TaskSource<Value> source;
  const ByteView bytes = bytesOf(code);
  if (shut_) {
    source.reject(pageGone());
  } else if (mainDocument_ != 0) {
    runScript(bytes, source);
  } else {
    hold({.channel = {}, .payload = Bytes(bytes.begin(), bytes.end()), .script = source});
  }
  return source.task();
}

void PageLink::shut() {
  shut_ = true;
  mainDocument_ = 0;
  session_.reset();
  for (const Waiting& waiting : std::exchange(waiting_, {})) {
    if (waiting.script) waiting.script->reject(pageGone());
  }
}

void PageLink::hold(Waiting waiting) {
  const std::size_t size = sizeof(Waiting) + waiting.channel.size() + waiting.payload.size();
  if (shut_) return;
  if (waitingBytes_ + size > settings_.limits.maxQueuedBytes) {
    log_.warning("a message is dropped: more than maxQueuedBytes wait for the first document of a page");
    if (waiting.script) waiting.script->reject(rangeError("too many bytes wait for the first document of the page"));
    return;
  }
  waitingBytes_ += size;
  waiting_.push_back(std::move(waiting));
}

void PageLink::runScript(ByteView code, const TaskSource<Value>& source) {
  session_->evaluate(mainDocument_, code,
                     [source, limit = settings_.limits.maxMessageBytes](const core::CallResult& result) {
                       settle(source, result, limit);
                     });
}

void PageLink::documentOpened(const core::DocumentInfo& document) {
  if (!document.mainFrame || processGone_) return;
  mainDocument_ = document.id;
  waitingBytes_ = 0;
  for (const Waiting& waiting : std::exchange(waiting_, {})) {
    if (waiting.script) {
      runScript(waiting.payload, *waiting.script);
    } else {
      session_->send(mainDocument_, waiting.channel, waiting.payload);
    }
  }
}

void PageLink::documentClosed(core::DocumentId document) {
  if (document == mainDocument_) mainDocument_ = 0;
}

void PageLink::documentReady(core::DocumentId document) {
  if (document == mainDocument_) delegate_.linkDomReady();
}

void PageLink::message(const core::IncomingMessage& message) {
  delegate_.linkMessage(message);
}

void PageLink::syncCall(const core::IncomingMessage& message, core::Reply reply) {
  delegate_.linkSyncCall(message, std::move(reply));
}

void PageLink::console(const core::ConsoleMessage& message) {
  delegate_.linkConsole(message);
}

void PageLink::sessionClosed(const core::CloseReason& reason) {
  // The reason lives in the session.
  const core::CloseReason why = reason;
  mainDocument_ = 0;
  session_.reset();
  if (why.violation) delegate_.linkViolated(why.text);
}

}  // namespace transom::detail
