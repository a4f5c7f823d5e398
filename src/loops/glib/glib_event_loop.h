// SPDX-License-Identifier: MIT
#pragma once

#include <transom/interfaces/event_loop.h>

#include <memory>
#include <thread>

using GMainContext = struct _GMainContext;

namespace transom {

/// GLib's main loop as an EventLoop: GTK's, Qt's on Linux, an application's own. It only adds sources to a context;
/// whoever iterates that context drives it. Callbacks must not throw.
class GlibEventLoop final : public EventLoop {
 public:
  /// Over `context`, which this keeps a reference to, or the default context if null. Belongs to the thread that makes
  /// it, which must be the one that iterates the context.
  explicit GlibEventLoop(GMainContext* context = nullptr);
  /// What was posted and has not run is dropped. Watches and timers must be gone.
  ~GlibEventLoop() override;
  GlibEventLoop(const GlibEventLoop&) = delete;
  GlibEventLoop& operator=(const GlibEventLoop&) = delete;

  [[nodiscard]] std::unique_ptr<DescriptorWatch> watch(int descriptor, std::function<void(Readiness)> onReady) override;
  [[nodiscard]] std::unique_ptr<Registration> callAfter(std::chrono::milliseconds delay,
                                                        std::function<void()> callback) override;
  void post(std::function<void()> task) override;
  [[nodiscard]] bool isLoopThread() const override;

 private:
  class Posts;

  GMainContext* context_;
  std::thread::id thread_;
  std::shared_ptr<Posts> posts_;
};

}  // namespace transom
