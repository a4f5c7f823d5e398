// SPDX-License-Identifier: MIT
#include "port_end.h"

#include "call_listeners.h"
#include "codec/codec.h"

#include <cstddef>
#include <string>
#include <utility>

namespace transom::detail {

std::shared_ptr<MessagePortMain> PortEnd::newPort(std::shared_ptr<core::Port> port, const PortTerms& terms) {
  auto made = std::make_shared<MessagePortMain>(std::make_unique<PortEnd>(std::move(port), terms));
  PortEnd& end = *made->end_;
  end.self_ = made.get();
  end.belongTo(std::shared_ptr<MainPort>(made, &end));
  return made;
}

MessagePorts PortEnd::newPorts(const std::vector<std::shared_ptr<core::Port>>& ports, const PortTerms& terms) {
  MessagePorts made;
  made.reserve(ports.size());
  for (const auto& port : ports) made.push_back(newPort(port, terms));
  return made;
}

std::vector<MainPort*> PortEnd::endsOf(const MessagePorts& ports) {
  std::vector<MainPort*> ends;
  ends.reserve(ports.size());
  for (const auto& port : ports) ends.push_back(port ? port->end_.get() : nullptr);
  return ends;
}

std::vector<std::shared_ptr<core::Port>> PortEnd::takeAway(const MessagePorts& ports) {
  return MainPort::takeAway(endsOf(ports), nullptr);
}

void PortEnd::post(const Value& message, const MessagePorts& ports) {
  MainPort::post([&] { return codec::encodeValue(message, {.maxMessageBytes = terms().maxMessageBytes}); },
                 endsOf(ports));
}

void PortEnd::tellMessage(const core::PortMessage& message) {
  if (self_->listenerCount("message") == 0) return;
  try {
    const Value data = codec::decodeValue(message.payload, {.maxMemoryBytes = 4 * terms().maxMessageBytes});
    MessageEvent event(*self_, data, newPorts(message.ports, terms()));
    emit("message", event, Arguments{data});
  } catch (const codec::DecodeError& error) {
    terms().log->warning(std::string("A message port was sent: ") + error.what());
  }
}

void PortEnd::tellClose() {
  MessageEvent event(*self_, {}, {});
  emit("close", event, {});
}

void PortEnd::letGo() {
  self_->removeAllListeners();
}

void PortEnd::emit(const char* event, MessageEvent& messageEvent, const Arguments& arguments) const {
  const auto log = terms().log;
  callListeners(*self_, event, messageEvent, arguments, *log);
}

}  // namespace transom::detail
