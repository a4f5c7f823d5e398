// SPDX-License-Identifier: MIT
#pragma once

#include <transom/export.h>

#include <functional>

namespace transom::detail {

/// Leads from the threads of a pool to the main thread.
class HomewardWay {
 public:
  /// Runs `task` in the main thread, in the order of these calls. It is destroyed there, whether it has run or not.
  virtual void postHome(std::function<void()> task) = 0;

 protected:
  ~HomewardWay() = default;
};

/// The calling thread is one of a pool from now on. Exported, like all that looks at it: where one program has both
/// libraries, main's and that of native child processes, they share it.
TRANSOM_API void beginPoolThread(HomewardWay& home);
/// Whether the calling thread was begun with `home`.
[[nodiscard]] TRANSOM_API bool isPoolThreadOf(const HomewardWay& home) noexcept;

}  // namespace transom::detail
