// SPDX-License-Identifier: MIT
#pragma once

#include "peer/connection.h"

#include <transom/interfaces/event_loop.h>

#include <functional>
#include <memory>

namespace transom::renderer {

/// The connection with main inside an EventLoop: what comes is handed over from there, and so is what calls that waited
/// have read.
class MainConnection final : public peer::Connection, public std::enable_shared_from_this<MainConnection> {
 public:
  /// Takes over `socket`. `onEnd` is called once, from the loop, when all that came before the end has been delivered;
  /// not after shut(). `loop` must outlive it.
  MainConnection(int socket, EventLoop& loop, FrameHandler onFrame, std::function<void()> onEnd);
  ~MainConnection() override;
  MainConnection(const MainConnection&) = delete;
  MainConnection& operator=(const MainConnection&) = delete;

  /// Begins to deliver.
  void start();

  /// After a call that may have waited: what it has read is delivered soon.
  void deliverLater();

  /// Nothing is delivered any more, and nobody is told.
  void abandon();

 private:
  void closing() override;
  void deliver();

  EventLoop& loop_;
  std::function<void()> onEnd_;
  std::unique_ptr<EventLoop::DescriptorWatch> watch_;
  bool deliveryPosted_ = false;
};

}  // namespace transom::renderer
