// SPDX-License-Identifier: MIT
#pragma once

#include "loops/epoll/epoll_event_loop.h"

#include <transom/interfaces/engine.h>

#include <functional>
#include <memory>
#include <string>

namespace transom {

/// No engine at all, but a loop: for applications without windows, on machines without a display or a web engine.
class HeadlessEngine final : public Engine {
 public:
  HeadlessEngine() = default;
  HeadlessEngine(const HeadlessEngine&) = delete;
  HeadlessEngine& operator=(const HeadlessEngine&) = delete;

  [[nodiscard]] EventLoop& loop() override { return loop_; }
  /// Throws EngineError.
  [[nodiscard]] std::unique_ptr<View> createView(const ViewOptions& options, ViewDelegate& delegate) override;
  /// Nobody will ask for one of its URLs.
  void registerScheme(const std::string& /*scheme*/, SchemeHandler /*handler*/) override {}
  void run(std::function<void()> onSignal) override;
  void quit() override { quit_ = true; }

 private:
  EpollEventLoop loop_;
  bool quit_ = false;
};

}  // namespace transom
