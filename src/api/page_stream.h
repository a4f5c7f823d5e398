// SPDX-License-Identifier: MIT
#pragma once

#include "core/stream_reply.h"
#include "page_invoke.h"

#include <transom/stream_call.h>

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace transom::detail {

/// A page's request for a stream, answered over its connection: asks the handler for the next value whenever the page
/// has taken enough of the last ones, and for no more once nobody waits for it.
class PageStream final : public StreamCall, public std::enable_shared_from_this<PageStream> {
 public:
  PageStream(std::shared_ptr<WebContents> sender, SendingFrame frame, std::string channel, core::StreamReply reply,
             std::stop_token stop, Arguments arguments, InvokeTerms terms);

  void begin(std::shared_ptr<StreamSource> source) override;
  /// The end of the stream, which has no value.
  void resolve(const Value& value) override;
  void reject(const std::exception_ptr& error) override;

 private:
  void pump();
  void advance();
  void deliver(StreamSource& source);
  void stop();

  std::string channel_;
  core::StreamReply reply_;
  InvokeTerms terms_;
  /// Its coroutine keeps this object: so it must be let go at the end, whichever that is.
  std::shared_ptr<StreamSource> source_;
  bool advancing_ = false;
  std::optional<std::stop_callback<std::function<void()>>> onStop_;
};

}  // namespace transom::detail
