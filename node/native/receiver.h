// SPDX-License-Identifier: MIT
#pragma once

#include <transom/encoded.h>

namespace transom::node {

class Addon;

/// Hands what pages send to JavaScript, in bytes.
class JsReceiver final : public encoded::Receiver {
 public:
  /// `addon` must outlive it.
  explicit JsReceiver(Addon& addon) : addon_(addon) {}

  void message(const encoded::Message& message) override;
  void postMessage(const encoded::Message& message, const encoded::Ports& ports) override;
  void syncCall(const encoded::Message& message, std::unique_ptr<encoded::Reply> reply) override;
  void invoke(const encoded::Message& message, std::unique_ptr<encoded::Reply> reply, std::stop_token stop) override;
  void stream(const encoded::Message& message, std::unique_ptr<encoded::StreamReply> reply,
              std::stop_token stop) override;

 private:
  /// src/native.ts has the same.
  enum class Kind { send, posted, syncCall, invoke, stream };

  void tell(Kind kind, const encoded::Message& message, std::uint32_t call, const encoded::Ports& ports);

  Addon& addon_;
};

}  // namespace transom::node
