// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

namespace transom::core {

/// What one message that waits counts for in its sender's PortBudget; given back when the message goes.
class PortCharge {
 public:
  PortCharge() = default;
  PortCharge(std::shared_ptr<std::uint64_t> used, std::uint64_t bytes) : used_(std::move(used)), bytes_(bytes) {
    *used_ += bytes_;
  }
  PortCharge(PortCharge&& other) noexcept = default;
  PortCharge& operator=(PortCharge&& other) noexcept {
    std::swap(used_, other.used_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~PortCharge() {
    if (used_) *used_ -= bytes_;
  }

 private:
  std::shared_ptr<std::uint64_t> used_;
  std::uint64_t bytes_ = 0;
};

/// How much of what one page has posted may wait in main, in all ports together. The sender pays, wherever its messages
/// wait: so no page can fill main's memory through another's ports.
class PortBudget {
 public:
  explicit PortBudget(std::uint64_t limit) : limit_(limit) {}

  [[nodiscard]] std::uint64_t used() const { return *used_; }
  /// Nothing if that were more than the limit.
  [[nodiscard]] std::optional<PortCharge> charge(std::uint64_t bytes) const {
    if (bytes > limit_ - *used_) return std::nullopt;
    return PortCharge(used_, bytes);
  }

 private:
  std::uint64_t limit_;
  std::shared_ptr<std::uint64_t> used_ = std::make_shared<std::uint64_t>(0);  // messages may outlive the connection
};

}  // namespace transom::core
