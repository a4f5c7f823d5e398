// SPDX-License-Identifier: MIT
#include <transom/message_port.h>

#include "app_impl.h"
#include "port_end.h"

#include <transom/app.h>

namespace transom {

MessageEvent::MessageEvent(MessagePortMain& target, Value data, MessagePorts ports)
    : target_(target), data_(std::move(data)), ports_(std::move(ports)) {}

MessageEvent::~MessageEvent() = default;

MessagePortMain::MessagePortMain(std::unique_ptr<detail::PortEnd> end) : end_(std::move(end)) {}
MessagePortMain::~MessagePortMain() = default;

void MessagePortMain::postValue(const Value& message, const MessagePorts& ports) {
  end_->post(*this, message, ports);
}

void MessagePortMain::start() {
  end_->start();
}

void MessagePortMain::close() {
  end_->close(*this);
}

MessageChannelMain::MessageChannelMain(App& app) {
  const detail::AppImpl& impl = *app.impl_;
  impl.requireMainThread();
  const auto [one, two] = core::Port::makePair();
  port1_ = detail::PortEnd::newPort(one, impl.portTerms());
  port2_ = detail::PortEnd::newPort(two, impl.portTerms());
}

}  // namespace transom
