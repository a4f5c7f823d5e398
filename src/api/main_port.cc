// SPDX-License-Identifier: MIT
#include "main_port.h"

#include <transom/error.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace transom::detail {

/// A turn of the loop for one port. Where it never comes, since the application is over, no listener is called any
/// more: those that hold their port must not keep it for ever.
class MainPort::Turn {
 public:
  explicit Turn(std::weak_ptr<MainPort> port) : port_(std::move(port)) {}
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() {
    if (const auto port = taken_ ? nullptr : port_.lock()) port->letGo();
  }

  void take() {
    taken_ = true;
    if (const auto port = port_.lock()) port->tell();
  }

 private:
  std::weak_ptr<MainPort> port_;
  bool taken_ = false;
};

MainPort::MainPort(std::shared_ptr<core::Port> port, PortTerms terms)
    : port_(std::move(port)), terms_(std::move(terms)) {}

MainPort::~MainPort() {
  if (port_) port_->hold(nullptr);
}

void MainPort::belongTo(std::weak_ptr<MainPort> self) {
  self_ = std::move(self);
  port_->hold(this);
}

std::vector<std::shared_ptr<core::Port>> MainPort::takeAway(const std::vector<MainPort*>& ports,
                                                            const MainPort* source) {
  const auto refuse = [](std::size_t index, const std::string& why) {
    throw Error("Error", "Port at index " + std::to_string(index) + " " + why + ".");
  };
  for (std::size_t i = 0; i < ports.size(); ++i) {
    if (source && ports[i] == source) refuse(i, "contains the source port");
  }
  for (std::size_t i = 0; i < ports.size(); ++i) {
    if (!ports[i]) refuse(i, "is null");
    if (!ports[i]->port_) refuse(i, "is already neutered");
    if (std::find(ports.begin(), ports.begin() + std::ptrdiff_t(i), ports[i]) != ports.begin() + std::ptrdiff_t(i)) {
      refuse(i, "is a duplicate");
    }
  }
  std::vector<std::shared_ptr<core::Port>> taken;
  taken.reserve(ports.size());
  for (MainPort* const port : ports) {
    taken.push_back(std::move(port->port_));
    taken.back()->hold(nullptr);
    port->letGo();
  }
  return taken;
}

void MainPort::requireMainThread() const {
  terms_.box->requireLoopThread();
}

void MainPort::post(const std::function<Bytes()>& encode, const std::vector<MainPort*>& ports) {
  requireMainThread();
  if (!port_ || port_->isClosed() || closeTold_) return;
  Bytes payload = encode();
  auto carried = takeAway(ports, this);
  port_->post({.payload = std::move(payload), .ports = std::move(carried)});
}

void MainPort::start() {
  requireMainThread();
  if (std::exchange(started_, true) || !port_) return;
  if (port_->waiting() > 0) schedule();
}

void MainPort::close() {
  requireMainThread();
  if (!port_) return;
  port_->close();
  letGo();
}

void MainPort::portReady(core::Port& port) {
  if (started_ || port.isOver()) schedule();
}

void MainPort::schedule() {
  if (std::exchange(scheduled_, true)) return;
  terms_.box->post([turn = std::make_shared<Turn>(self_)] { turn->take(); });
}

/// Only of what waits now: a listener may go on posting for ever.
void MainPort::tell() {
  scheduled_ = false;
  std::size_t count = started_ && port_ ? port_->waiting() : 0;
  for (; count > 0 && port_; --count) {
    if (const auto message = port_->take()) tellMessage(*message);
  }
  if (!port_) return;
  if (port_->isOver()) {
    if (std::exchange(closeTold_, true)) return;
    tellClose();
    letGo();
  } else if (started_ && port_->waiting() > 0) {
    schedule();
  }
}

}  // namespace transom::detail
