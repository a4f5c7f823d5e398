// SPDX-License-Identifier: MIT
#include "page_stream.h"

#include "codec/codec.h"
#include "codec/remote_error.h"
#include "error_text.h"

#include <transom/error.h>

#include <utility>

namespace transom::detail {

PageStream::PageStream(std::shared_ptr<WebContents> sender, SendingFrame frame, std::string channel,
                       core::StreamReply reply, std::stop_token stop, Arguments arguments, InvokeTerms terms)
    : StreamCall(std::move(sender), std::move(frame), std::move(stop), std::move(arguments)),
      channel_(std::move(channel)),
      reply_(std::move(reply)),
      terms_(std::move(terms)) {}

void PageStream::begin(std::shared_ptr<StreamSource> source) {
  source_ = std::move(source);
  reply_.onRoom([weak = weak_from_this()] {
    if (const auto self = weak.lock()) self->pump();
  });
  // Called at once if it is too late already.
  onStop_.emplace(event().stopToken(), [this] { stop(); });
  pump();
}

void PageStream::resolve(const Value&) {
  stop();
  reply_.end();
}

void PageStream::reject(const std::exception_ptr& error) {
  stop();
  reportHandlerError(terms_, channel_, event().stopToken(), error);
  reply_.fail(codec::encodeInvokeError(errorForPage(error), terms_.maxMessageBytes));
}

void PageStream::pump() {
  const auto self = shared_from_this();
  while (source_ && !advancing_ && reply_.hasRoom()) advance();
}

/// The handler may do anything meanwhile, close the page for one: what it runs in is held here.
void PageStream::advance() {
  const auto source = source_;
  advancing_ = true;
  const bool isReady = source->advance([weak = weak_from_this()] {
    const auto self = weak.lock();
    const auto current = self ? self->source_ : nullptr;
    if (!current) return;
    self->deliver(*current);
    self->pump();
  });
  if (isReady && source_) deliver(*source);
}

void PageStream::deliver(StreamSource& source) {
  advancing_ = false;
  try {
    const std::optional<Value> value = source.take();
    if (!value) return resolve({});
    reply_.send(codec::encodeValue(*value, {.maxMessageBytes = terms_.maxMessageBytes}));
  } catch (...) {
    reject(std::current_exception());
  }
}

void PageStream::stop() {
  const auto self = shared_from_this();
  std::exchange(source_, nullptr).reset();
}

}  // namespace transom::detail
