// SPDX-License-Identifier: MIT
#pragma once

#include "base/log.h"
#include "core/port.h"
#include "post_box.h"

#include <transom/message_port.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace transom::detail {

/// What a port needs of the application, which may be gone before the port is.
struct PortTerms {
  std::shared_ptr<PostBox> box;
  std::shared_ptr<const Log> log;
  std::uint64_t maxMessageBytes = 0;
};

/// The inside of MessagePortMain: an end of a channel that is in main. Its listeners are called from the loop, in turns
/// of their own, so that core may tell it of news at any moment.
class PortEnd final : private core::PortHolder {
 public:
  static std::shared_ptr<MessagePortMain> newPort(std::shared_ptr<core::Port> port, const PortTerms& terms);
  static MessagePorts newPorts(const std::vector<std::shared_ptr<core::Port>>& ports, const PortTerms& terms);

  /// Takes the channels' ends out of `ports`, all or none. `source`: what they are posted to; null: a page. Throws
  /// Error as MessagePortMain::postMessage().
  static std::vector<std::shared_ptr<core::Port>> takeAway(const MessagePorts& ports, const MessagePortMain* source);

  PortEnd(std::shared_ptr<core::Port> port, PortTerms terms);
  ~PortEnd();
  PortEnd(const PortEnd&) = delete;
  PortEnd& operator=(const PortEnd&) = delete;

  void post(const MessagePortMain& self, const Value& message, const MessagePorts& ports);
  void start();
  void close(MessagePortMain& self);

 private:
  class Turn;

  void portReady(core::Port& port) override;
  void requireMainThread() const;
  void schedule();
  void tell(MessagePortMain& self);
  void tellMessage(MessagePortMain& self, const core::PortMessage& message);
  void tellClose(MessagePortMain& self);
  void emit(MessagePortMain& self, const char* event, MessageEvent& messageEvent, const Arguments& arguments) const;

  std::shared_ptr<core::Port> port_;  // null: sent away
  PortTerms terms_;
  std::weak_ptr<MessagePortMain> self_;
  bool started_ = false;
  bool scheduled_ = false;
  bool closeTold_ = false;
};

}  // namespace transom::detail
