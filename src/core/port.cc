// SPDX-License-Identifier: MIT
#include "core/port.h"

#include <algorithm>

namespace transom::core {

std::pair<std::shared_ptr<Port>, std::shared_ptr<Port>> Port::makePair() {
  auto one = std::make_shared<Port>();
  auto two = std::make_shared<Port>();
  one->other_ = two;
  two->other_ = one;
  return {std::move(one), std::move(two)};
}

void Port::post(PortMessage message) {
  if (closed_) return;
  // Held: its holder may let it go when it hears of the message.
  if (const auto other = other_.lock()) other->deliver(std::move(message));
}

void Port::deliver(PortMessage message) {
  if (closed_ || !mayCarry(message)) return;
  carry(message);
  waiting_.push_back(std::move(message));
  tellHolder();
}

bool Port::mayCarry(const PortMessage& message) const {
  if (message.ports.empty()) return true;
  std::vector<const Port*> line;
  for (const Port* each = this; each; each = each->carrier_) line.push_back(each);
  return std::all_of(message.ports.begin(), message.ports.end(), [&line](const auto& port) {
    return std::find(line.begin(), line.end(), port.get()) == line.end() && line.size() + port->height_ <= kMaxNesting;
  });
}

void Port::carry(const PortMessage& message) {
  std::size_t height = 0;
  for (const auto& port : message.ports) {
    port->carrier_ = this;
    height = std::max(height, port->height_ + 1);
  }
  if (height == 0) return;
  for (Port* each = this; each; each = each->carrier_) each->height_ = std::max(each->height_, height++);
}

std::optional<PortMessage> Port::take() {
  if (waiting_.empty()) return std::nullopt;
  PortMessage message = std::move(waiting_.front());
  waiting_.pop_front();
  for (const auto& port : message.ports) port->carrier_ = nullptr;
  if (waiting_.empty()) height_ = 0;
  return message;
}

void Port::close() {
  if (closed_) return;
  closed_ = true;
  holder_ = nullptr;
  while (take()) {
  }
  if (const auto other = other_.lock()) other->tellHolder();
}

void Port::hold(PortHolder* holder) {
  holder_ = holder;
  if (waiting() > 0 || isOver()) tellHolder();
}

bool Port::isOver() const {
  if (closed_ || !waiting_.empty()) return false;
  const auto other = other_.lock();
  return !other || other->closed_;
}

void Port::tellHolder() {
  if (!closed_ && holder_) holder_->portReady(*this);
}

}  // namespace transom::core
