// SPDX-License-Identifier: MIT
#pragma once

#include "message_receiver.h"

#include <transom/encoded.h>

#include <memory>
#include <utility>

namespace transom::detail {

class AppImpl;

/// Hands messages to a binding as they came.
class EncodedReceiver final : public MessageReceiver {
 public:
  /// `app` must outlive it.
  EncodedReceiver(AppImpl& app, std::unique_ptr<encoded::Receiver> receiver)
      : app_(app), receiver_(std::move(receiver)) {}

  void message(const Sender& sender, const core::IncomingMessage& message) override;
  void postMessage(const Sender& sender, const core::IncomingMessage& message, const Ports& ports) override;
  void syncCall(const Sender& sender, const core::IncomingMessage& message, core::Reply reply) override;
  void invoke(const Sender& sender, const core::IncomingMessage& message, core::Reply reply,
              std::stop_token stop) override;
  void stream(const Sender& sender, const core::IncomingMessage& message, core::StreamReply reply,
              std::stop_token stop) override;

 private:
  AppImpl& app_;
  std::unique_ptr<encoded::Receiver> receiver_;
};

}  // namespace transom::detail
