// SPDX-License-Identifier: MIT
#pragma once

#include "engines/process/child_process.h"

#include <memory>
#include <set>

namespace transom::detail {

/// The programs that the application has started and that still run: whoever started one may go before it.
class ChildKeeper {
 public:
  ChildKeeper() = default;
  /// Ends all that are left, and waits for that.
  ~ChildKeeper();
  ChildKeeper(const ChildKeeper&) = delete;
  ChildKeeper& operator=(const ChildKeeper&) = delete;

  void add(const std::shared_ptr<process::ChildProcess>& child) { children_.insert(child); }
  /// It has ended.
  void remove(const std::shared_ptr<process::ChildProcess>& child) { children_.erase(child); }

 private:
  std::set<std::shared_ptr<process::ChildProcess>> children_;
};

}  // namespace transom::detail
