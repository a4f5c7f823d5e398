// SPDX-License-Identifier: MIT
#pragma once

#include "loops/epoll/epoll_event_loop.h"

#include <transom/interfaces/engine.h>

#include <functional>
#include <memory>
#include <string>

namespace transom {

/// For an application that is only asked what it is made of: windows can be made, nothing ever shows or loads, and no
/// time passes in its loop.
class IdleEngine final : public Engine {
 public:
  IdleEngine() = default;
  IdleEngine(const IdleEngine&) = delete;
  IdleEngine& operator=(const IdleEngine&) = delete;

  [[nodiscard]] EventLoop& loop() override { return loop_; }
  [[nodiscard]] std::unique_ptr<View> createView(const ViewOptions& options, ViewDelegate& delegate) override;
  void registerScheme(const std::string& /*scheme*/, SchemeHandler /*handler*/) override {}
  /// Returns at once.
  void run(std::function<void()> /*onSignal*/) override {}
  void quit() override {}

 private:
  EpollEventLoop loop_;
};

}  // namespace transom
