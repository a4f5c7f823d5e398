// SPDX-License-Identifier: MIT
#include <transom/message_port.h>

#include "port_end.h"

namespace transom {

MessageEvent::MessageEvent(MessagePortMain& target, Value data, MessagePorts ports)
    : target_(target), data_(std::move(data)), ports_(std::move(ports)) {}

MessageEvent::~MessageEvent() = default;

MessagePortMain::MessagePortMain(std::unique_ptr<detail::PortEnd> end) : end_(std::move(end)) {}
MessagePortMain::~MessagePortMain() = default;

void MessagePortMain::postValue(const Value& message, const MessagePorts& ports) {
  end_->post(message, ports);
}

void MessagePortMain::start() {
  end_->start();
}

void MessagePortMain::close() {
  end_->close();
}

}  // namespace transom
