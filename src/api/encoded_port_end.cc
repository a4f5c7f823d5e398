// SPDX-License-Identifier: MIT
#include "encoded_port_end.h"

#include "app_impl.h"
#include "encode_message.h"

#include <transom/app.h>

#include <utility>

namespace transom {
namespace detail {

std::shared_ptr<encoded::Port> EncodedPortEnd::newPort(std::shared_ptr<core::Port> port, const PortTerms& terms) {
  auto made = std::make_shared<encoded::Port>(std::make_unique<EncodedPortEnd>(std::move(port), terms));
  made->end_->belongTo(std::shared_ptr<MainPort>(made, made->end_.get()));
  return made;
}

encoded::Ports EncodedPortEnd::newPorts(const std::vector<std::shared_ptr<core::Port>>& ports, const PortTerms& terms) {
  encoded::Ports made;
  made.reserve(ports.size());
  for (const auto& port : ports) made.push_back(newPort(port, terms));
  return made;
}

std::vector<MainPort*> EncodedPortEnd::endsOf(const encoded::Ports& ports) {
  std::vector<MainPort*> ends;
  ends.reserve(ports.size());
  for (const auto& port : ports) ends.push_back(port ? port->end_.get() : nullptr);
  return ends;
}

std::vector<std::shared_ptr<core::Port>> EncodedPortEnd::takeAway(const encoded::Ports& ports) {
  return MainPort::takeAway(endsOf(ports), nullptr);
}

void EncodedPortEnd::post(ByteView value, const encoded::Ports& ports) {
  const auto copy = [&] {
    requireEncodedWithin(value.size(), terms().maxMessageBytes);
    return Bytes(value.begin(), value.end());
  };
  MainPort::post(copy, endsOf(ports));
}

void EncodedPortEnd::tellMessage(const core::PortMessage& message) {
  // Kept: the call may close the port.
  if (const auto listener = listener_) listener->message(message.payload, newPorts(message.ports, terms()));
}

void EncodedPortEnd::tellClose() {
  if (const auto listener = listener_) listener->closed();
}

}  // namespace detail

namespace encoded {

PortListener::~PortListener() = default;

Port::Port(std::unique_ptr<detail::EncodedPortEnd> end) : end_(std::move(end)) {}
Port::~Port() = default;

std::pair<std::shared_ptr<Port>, std::shared_ptr<Port>> Port::makeChannel(App& app) {
  const detail::AppImpl& impl = detail::AppImpl::of(app);
  impl.requireMainThread();
  const auto [one, two] = core::Port::makePair();
  return {detail::EncodedPortEnd::newPort(one, impl.portTerms()),
          detail::EncodedPortEnd::newPort(two, impl.portTerms())};
}

void Port::listen(std::shared_ptr<PortListener> listener) {
  end_->listen(std::move(listener));
}

void Port::post(ByteView value, const Ports& ports) {
  end_->post(value, ports);
}

void Port::start() {
  end_->start();
}

void Port::close() {
  end_->close();
}

}  // namespace encoded
}  // namespace transom
