// SPDX-License-Identifier: MIT
#pragma once

#include "message_receiver.h"

namespace transom::detail {

class AppImpl;

/// Brings messages to the listeners and handlers of their channel, as values of C++: first `ipc-message` of the page,
/// then those of its frame, of itself and of the application. A message is decoded only if there is a listener at all.
class Dispatch final : public MessageReceiver {
 public:
  /// `app` must outlive it.
  explicit Dispatch(AppImpl& app) : app_(app) {}

  void message(const Sender& sender, const core::IncomingMessage& message) override;
  void postMessage(const Sender& sender, const core::IncomingMessage& message, const Ports& ports) override;
  void syncCall(const Sender& sender, const core::IncomingMessage& message, core::Reply reply) override;
  void invoke(const Sender& sender, const core::IncomingMessage& message, core::Reply reply,
              std::stop_token stop) override;
  void stream(const Sender& sender, const core::IncomingMessage& message, core::StreamReply reply,
              std::stop_token stop) override;

 private:
  AppImpl& app_;
};

}  // namespace transom::detail
