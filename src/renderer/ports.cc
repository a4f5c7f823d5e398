// SPDX-License-Identifier: MIT
#include "renderer/ports.h"

#include "api/encode_message.h"
#include "api/post_box.h"

namespace transom::renderer {

Ports::Ports(std::uint32_t document, peer::Connection& connection, EventLoop& loop, std::shared_ptr<const Log> log,
             const Limits& limits, std::function<void()> onWritten)
    : document_(document),
      connection_(connection),
      limits_(limits),
      onWritten_(std::move(onWritten)),
      terms_{.box = std::make_shared<detail::PostBox>(loop),
             .log = std::move(log),
             .maxMessageBytes = limits.maxMessageBytes},
      gate_(*this, limits, core::PortGate::Side::page) {}

/// Ports of the application may live longer.
Ports::~Ports() {
  terms_.box->close();
}

void Ports::post(std::string_view channel, const Value& message, const MessagePorts& ports) {
  const Bytes payload = detail::encodePostedMessage(channel, message, limits_);
  gate_.send(document_, channel, payload, detail::PortEnd::takeAway(ports));
}

Ports::Arrival Ports::open(const wire::Frame& frame) {
  const auto arrival = gate_.open(frame);
  noteBroken(arrival.violation);
  return {.value = arrival.value, .ports = detail::PortEnd::newPorts(arrival.ports, terms_)};
}

std::pair<std::shared_ptr<MessagePortMain>, std::shared_ptr<MessagePortMain>> Ports::newChannel() const {
  const auto [one, two] = core::Port::makePair();
  return {detail::PortEnd::newPort(one, terms_), detail::PortEnd::newPort(two, terms_)};
}

void Ports::write(wire::FrameHeader header, std::string_view channel, ByteView payload) {
  connection_.post(header, channel, payload);
  onWritten_();
}

/// Main is trusted, but of a newer version perhaps.
void Ports::noteBroken(const std::string& why) const {
  if (!why.empty()) terms_.log->warning("main sent a message that " + why);
}

}  // namespace transom::renderer
