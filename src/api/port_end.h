// SPDX-License-Identifier: MIT
#pragma once

#include "main_port.h"

#include <transom/message_port.h>

#include <memory>
#include <vector>

namespace transom::detail {

/// The inside of MessagePortMain: a port with values of C++, told to its listeners.
class PortEnd final : public MainPort {
 public:
  static std::shared_ptr<MessagePortMain> newPort(std::shared_ptr<core::Port> port, const PortTerms& terms);
  static MessagePorts newPorts(const std::vector<std::shared_ptr<core::Port>>& ports, const PortTerms& terms);

  /// MainPort::takeAway() for a message to a page.
  static std::vector<std::shared_ptr<core::Port>> takeAway(const MessagePorts& ports);

  using MainPort::MainPort;

  void post(const Value& message, const MessagePorts& ports);

 private:
  static std::vector<MainPort*> endsOf(const MessagePorts& ports);
  void tellMessage(const core::PortMessage& message) override;
  void tellClose() override;
  void letGo() override;
  void emit(const char* event, MessageEvent& messageEvent, const Arguments& arguments) const;

  MessagePortMain* self_ = nullptr;  // whose part this is
};

}  // namespace transom::detail
