// SPDX-License-Identifier: MIT
#pragma once

#include "core/session_delegate.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace transom {
class WebContents;
}

namespace transom::detail {

/// Where the messages of all pages go, not decoded yet: to the listeners of C++, or to a binding for another language.
/// Any of these may destroy the page.
class MessageReceiver {
 public:
  using Sender = std::shared_ptr<WebContents>;
  using Ports = std::vector<std::shared_ptr<core::Port>>;

  MessageReceiver() = default;
  virtual ~MessageReceiver() = default;
  MessageReceiver(const MessageReceiver&) = delete;
  MessageReceiver& operator=(const MessageReceiver&) = delete;

  virtual void message(const Sender& sender, const core::IncomingMessage& message) = 0;
  /// Nobody sees the ports who may not use the channel.
  virtual void postMessage(const Sender& sender, const core::IncomingMessage& message, const Ports& ports) = 0;
  /// Gets exactly one answer.
  virtual void syncCall(const Sender& sender, const core::IncomingMessage& message, core::Reply reply) = 0;
  virtual void invoke(const Sender& sender, const core::IncomingMessage& message, core::Reply reply,
                      std::stop_token stop) = 0;
  virtual void stream(const Sender& sender, const core::IncomingMessage& message, core::StreamReply reply,
                      std::stop_token stop) = 0;
};

}  // namespace transom::detail
