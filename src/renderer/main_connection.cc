// SPDX-License-Identifier: MIT
#include "renderer/main_connection.h"

#include <utility>

namespace transom::renderer {

MainConnection::MainConnection(int socket, EventLoop& loop, FrameHandler onFrame, std::function<void()> onEnd)
    : peer::Connection(socket, std::move(onFrame)), loop_(loop), onEnd_(std::move(onEnd)) {}

MainConnection::~MainConnection() {
  close();
}

void MainConnection::start() {
  watch_ = loop_.watch(descriptor(), [this](EventLoop::Readiness) { deliver(); });
}

void MainConnection::closing() {
  watch_.reset();
}

void MainConnection::abandon() {
  onEnd_ = nullptr;
  shut();
}

void MainConnection::deliverLater() {
  if (deliveryPosted_ || (isOpen() && !hasFrame())) return;
  deliveryPosted_ = true;
  loop_.post([weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self) return;
    self->deliveryPosted_ = false;
    self->deliver();
  });
}

void MainConnection::deliver() {
  const auto self = shared_from_this();
  deliverSome();
  if (!onEnd_) return;
  if (isOpen() || hasFrame()) return deliverLater();
  if (const auto onEnd = std::exchange(onEnd_, nullptr)) onEnd();
}

}  // namespace transom::renderer
