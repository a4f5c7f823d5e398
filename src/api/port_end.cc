// SPDX-License-Identifier: MIT
#include "port_end.h"

#include "call_listeners.h"
#include "codec/codec.h"

#include <transom/error.h>

#include <algorithm>
#include <string>
#include <utility>

namespace transom::detail {

std::shared_ptr<MessagePortMain> PortEnd::newPort(std::shared_ptr<core::Port> port, const PortTerms& terms) {
  auto made = std::make_shared<MessagePortMain>(std::make_unique<PortEnd>(std::move(port), terms));
  PortEnd& end = *made->end_;
  end.self_ = made;
  end.port_->hold(&end);
  return made;
}

MessagePorts PortEnd::newPorts(const std::vector<std::shared_ptr<core::Port>>& ports, const PortTerms& terms) {
  MessagePorts made;
  made.reserve(ports.size());
  for (const auto& port : ports) made.push_back(newPort(port, terms));
  return made;
}

std::vector<std::shared_ptr<core::Port>> PortEnd::takeAway(const MessagePorts& ports, const MessagePortMain* source) {
  const auto refuse = [](std::size_t index, const std::string& why) {
    throw Error("Error", "Port at index " + std::to_string(index) + " " + why + ".");
  };
  for (std::size_t i = 0; i < ports.size(); ++i) {
    if (source && ports[i].get() == source) refuse(i, "contains the source port");
  }
  for (std::size_t i = 0; i < ports.size(); ++i) {
    if (!ports[i]) refuse(i, "is null");
    if (!ports[i]->end_->port_) refuse(i, "is already neutered");
    if (std::find(ports.begin(), ports.begin() + std::ptrdiff_t(i), ports[i]) != ports.begin() + std::ptrdiff_t(i)) {
      refuse(i, "is a duplicate");
    }
  }
  std::vector<std::shared_ptr<core::Port>> taken;
  taken.reserve(ports.size());
  for (const auto& port : ports) {
    taken.push_back(std::move(port->end_->port_));
    taken.back()->hold(nullptr);
    port->removeAllListeners();
  }
  return taken;
}

/// A turn of the loop for one port. Where it never comes, since the application is over, no listener is called any
/// more: those that hold their port must not keep it for ever.
class PortEnd::Turn {
 public:
  explicit Turn(std::weak_ptr<MessagePortMain> port) : port_(std::move(port)) {}
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    if (const auto port = taken_ ? nullptr : port_.lock()) port->removeAllListeners();
  }

  void take() {
    taken_ = true;
    if (const auto port = port_.lock()) port->end_->tell(*port);
  }

 private:
  std::weak_ptr<MessagePortMain> port_;
  bool taken_ = false;
};

PortEnd::PortEnd(std::shared_ptr<core::Port> port, PortTerms terms)
    : port_(std::move(port)), terms_(std::move(terms)) {}

PortEnd::~PortEnd() {
  if (port_) port_->hold(nullptr);
}

void PortEnd::requireMainThread() const {
  terms_.box->requireLoopThread();
}

void PortEnd::post(const MessagePortMain& self, const Value& message, const MessagePorts& ports) {
  requireMainThread();
  if (!port_ || port_->isClosed() || closeTold_) return;
  Bytes payload = codec::encodeValue(message, {.maxMessageBytes = terms_.maxMessageBytes});
  auto carried = takeAway(ports, &self);
  port_->post({.payload = std::move(payload), .ports = std::move(carried)});
}

void PortEnd::start() {
  requireMainThread();
  if (std::exchange(started_, true) || !port_) return;
  if (port_->waiting() > 0) schedule();
}

void PortEnd::close(MessagePortMain& self) {
  requireMainThread();
  if (!port_) return;
  port_->close();
  self.removeAllListeners();
}

void PortEnd::portReady(core::Port& port) {
  if (started_ || port.isOver()) schedule();
}

void PortEnd::schedule() {
  if (std::exchange(scheduled_, true)) return;
  terms_.box->post([turn = std::make_shared<Turn>(self_)] { turn->take(); });
}

/// Only of what waits now: a listener may go on posting for ever.
void PortEnd::tell(MessagePortMain& self) {
  scheduled_ = false;
  std::size_t count = started_ && port_ ? port_->waiting() : 0;
  for (; count > 0 && port_; --count) {
    if (const auto message = port_->take()) tellMessage(self, *message);
  }
  if (!port_) return;
  if (port_->isOver()) return tellClose(self);
  if (started_ && port_->waiting() > 0) schedule();
}

void PortEnd::tellMessage(MessagePortMain& self, const core::PortMessage& message) {
  if (self.listenerCount("message") == 0) return;
  try {
    const Value data = codec::decodeValue(message.payload, {.maxMemoryBytes = 4 * terms_.maxMessageBytes});
    MessageEvent event(self, data, newPorts(message.ports, terms_));
    emit(self, "message", event, Arguments{data});
  } catch (const codec::DecodeError& error) {
    terms_.log->warning(std::string("A message port was sent: ") + error.what());
  }
}

void PortEnd::tellClose(MessagePortMain& self) {
  if (std::exchange(closeTold_, true)) return;
  MessageEvent event(self, {}, {});
  emit(self, "close", event, {});
  self.removeAllListeners();
}

void PortEnd::emit(MessagePortMain& self, const char* event, MessageEvent& messageEvent,
                   const Arguments& arguments) const {
  const auto log = terms_.log;
  callListeners(self, event, messageEvent, arguments, *log);
}

}  // namespace transom::detail
