// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace transom {

/// The loop of one thread, as transports and the API see it. Everything except post() belongs to the loop's own thread.
class EventLoop {
 public:
  /// Something the loop does as long as the object lives. Destroying
  /// it, also from inside its own callback, ends it at once.
  class Registration {
   public:
    virtual ~Registration() = default;
  };

  /// Watches one descriptor, which must stay open as long as the object lives. The descriptor remains the caller's.
  class DescriptorWatch : public Registration {
   public:
    /// Which readiness is reported from now on. Hang-up and errors are always reported, as readable.
    virtual void setInterest(bool readable, bool writable) = 0;
  };

  /// What a descriptor is ready for.
  struct Readiness {
    bool readable = false;  ///< also set on hang-up and error: reading tells which
    /// Whether there is room to write.
    bool writable = false;
  };

  virtual ~EventLoop() = default;

  /// Calls `onReady` whenever `descriptor` is ready, at first for
  /// reading only; never inside itself, even if it runs the loop.
  [[nodiscard]] virtual std::unique_ptr<DescriptorWatch> watch(int descriptor,
                                                               std::function<void(Readiness)> onReady) = 0;

  /// A hundred years: what is longer is taken for that, and fits into any clock.
  static constexpr std::chrono::milliseconds kLongestDelay = std::chrono::hours(24) * 365 * 100;

  /// Calls `callback` once, not before `delay` has passed.
  [[nodiscard]] virtual std::unique_ptr<Registration> callAfter(std::chrono::milliseconds delay,
                                                                std::function<void()> callback) = 0;

  /// Runs `task` in the loop's thread, later, in the order posted. Any thread may call it; what is posted to a loop
  /// that never runs again is dropped with the loop.
  virtual void post(std::function<void()> task) = 0;

  /// Whether the caller is in the loop's thread.
  [[nodiscard]] virtual bool isLoopThread() const = 0;
};

}  // namespace transom
