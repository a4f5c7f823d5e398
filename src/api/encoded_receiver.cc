// SPDX-License-Identifier: MIT
#include "encoded_receiver.h"

#include "access.h"
#include "app_impl.h"
#include "encode_message.h"
#include "encoded_port_end.h"
#include "web_contents_impl.h"

#include <cstdint>
#include <string>

namespace transom::detail {
namespace {

class AnyReply final : public encoded::Reply {
 public:
  AnyReply(core::Reply reply, std::uint64_t maxMessageBytes)
      : reply_(std::move(reply)), maxMessageBytes_(maxMessageBytes) {}

  void send(ByteView value) override {
    requireEncodedWithin(value.size(), maxMessageBytes_);
    reply_.send(value);
  }
  void fail(ByteView error) override { reply_.fail(error); }

 private:
  core::Reply reply_;
  std::uint64_t maxMessageBytes_;
};

class AnyStreamReply final : public encoded::StreamReply {
 public:
  AnyStreamReply(core::StreamReply reply, std::uint64_t maxMessageBytes)
      : reply_(std::move(reply)), maxMessageBytes_(maxMessageBytes) {}

  void send(ByteView /*value*/) override { reply_.end(); }
  void fail(ByteView error) override { reply_.fail(error); }
  [[nodiscard]] bool hasRoom() const override { return reply_.hasRoom(); }
  void onRoom(std::function<void()> callback) override { reply_.onRoom(std::move(callback)); }
  void chunk(ByteView value) override {
    requireEncodedWithin(value.size(), maxMessageBytes_);
    reply_.send(value);
  }

 private:
  core::StreamReply reply_;
  std::uint64_t maxMessageBytes_;
};

SendingFrame senderOf(const WebContents& sender, const core::IncomingMessage& message) {
  return WebContentsImpl::of(sender).frames().sender(message.document);
}

/// The message as a binding sees it. Refers to all that it is given.
encoded::Message seen(AppImpl& app, const MessageReceiver::Sender& sender, const core::IncomingMessage& message,
                      const SendingFrame& frame) {
  return {.sender = sender,
          .frame = frame.frame,
          .frameId = frame.id,
          .document = frame.document,
          .channel = message.channel,
          .payload = message.payload,
          .isAllowed = isAllowed(app, *sender, frame, std::string(message.channel))};
}

}  // namespace

void EncodedReceiver::message(const Sender& sender, const core::IncomingMessage& message) {
  const SendingFrame frame = senderOf(*sender, message);
  receiver_->message(seen(app_, sender, message, frame));
}

void EncodedReceiver::postMessage(const Sender& sender, const core::IncomingMessage& message, const Ports& ports) {
  const SendingFrame frame = senderOf(*sender, message);
  const encoded::Message given = seen(app_, sender, message, frame);
  receiver_->postMessage(given, given.isAllowed ? EncodedPortEnd::newPorts(ports, app_.portTerms()) : encoded::Ports{});
}

void EncodedReceiver::syncCall(const Sender& sender, const core::IncomingMessage& message, core::Reply reply) {
  const SendingFrame frame = senderOf(*sender, message);
  receiver_->syncCall(seen(app_, sender, message, frame),
                      std::make_unique<AnyReply>(std::move(reply), app_.limits().maxMessageBytes));
}

void EncodedReceiver::invoke(const Sender& sender, const core::IncomingMessage& message, core::Reply reply,
                             std::stop_token stop) {
  const SendingFrame frame = senderOf(*sender, message);
  receiver_->invoke(seen(app_, sender, message, frame),
                    std::make_unique<AnyReply>(std::move(reply), app_.limits().maxMessageBytes), std::move(stop));
}

void EncodedReceiver::stream(const Sender& sender, const core::IncomingMessage& message, core::StreamReply reply,
                             std::stop_token stop) {
  const SendingFrame frame = senderOf(*sender, message);
  receiver_->stream(seen(app_, sender, message, frame),
                    std::make_unique<AnyStreamReply>(std::move(reply), app_.limits().maxMessageBytes), std::move(stop));
}

}  // namespace transom::detail
