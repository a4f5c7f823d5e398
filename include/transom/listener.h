// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <utility>

namespace transom {

/// Names one registration of a listener, since a C++ function has no identity that removeListener() could go by.
/// Copyable and inert: dropping it unregisters nothing, and no other emitter takes it for one of its own.
class Listener {
 public:
  Listener() = default;
  /// Whether both name the same registration, or none.
  friend bool operator==(const Listener& one, const Listener& other) {
    return !one.entry_.owner_before(other.entry_) && !other.entry_.owner_before(one.entry_);
  }

 private:
  template <class>
  friend class EventEmitter;
  explicit Listener(std::weak_ptr<const void> entry) : entry_(std::move(entry)) {}
  std::weak_ptr<const void> entry_;
};

/// A registration that ends with its owner: `ScopedListener scoped = ipcMain.scoped("channel", …)`. May outlive the
/// emitter.
class [[nodiscard]] ScopedListener {
 public:
  ScopedListener() = default;
  /// `unregister` is called when this goes. EventEmitter::scoped() makes it.
  explicit ScopedListener(std::function<void()> unregister) : unregister_(std::move(unregister)) {}
  /// Takes the registration over; `other` has none then.
  ScopedListener(ScopedListener&& other) noexcept : unregister_(std::exchange(other.unregister_, nullptr)) {}
  /// Ends the registration that this had, and takes over the other one.
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
