// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

namespace transom {

/// A member that lets an object's own functions notice that a callback has destroyed the object:
///
///     const auto alive = lifetime_.observe();
///     callback_();
///     if (alive.expired()) return;
class Lifetime {
 public:
  Lifetime() : token_(std::make_shared<char>()) {}
  Lifetime(const Lifetime&) = delete;
  Lifetime& operator=(const Lifetime&) = delete;

  [[nodiscard]] std::weak_ptr<const void> observe() const { return token_; }

 private:
  std::shared_ptr<const void> token_;
};

}  // namespace transom
