// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <utility>

namespace transom {

/// Names one registration of a listener, since a C++ function has no identity that removeListener() could go by.
/// Copyable and inert: dropping it unregisters nothing.
class Listener {
 public:
  Listener() = default;
  friend bool operator==(const Listener&, const Listener&) = default;

 private:
  template <class>
  friend class EventEmitter;
  explicit Listener(std::uint64_t id) : id_(id) {}
  std::uint64_t id_ = 0;
};

/// A registration that ends with its owner: `ScopedListener scoped = ipcMain.scoped("channel", …)`. May outlive the
/// emitter.
class [[nodiscard]] ScopedListener {
 public:
  ScopedListener() = default;
  explicit ScopedListener(std::function<void()> unregister) : unregister_(std::move(unregister)) {}
  ScopedListener(ScopedListener&& other) noexcept : unregister_(std::exchange(other.unregister_, nullptr)) {}
  ScopedListener& operator=(ScopedListener&& other) noexcept {
    if (this != &other) {
      reset();
      unregister_ = std::exchange(other.unregister_, nullptr);
    }
    return *this;
  }
  ~ScopedListener() { reset(); }

  /// Unregisters now.
  void reset() {
    if (auto unregister = std::exchange(unregister_, nullptr)) unregister();
  }

 private:
  std::function<void()> unregister_;
};

}  // namespace transom
