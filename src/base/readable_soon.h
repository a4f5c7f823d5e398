// SPDX-License-Identifier: MIT
#pragma once

namespace transom {

/// Waits a few microseconds for `descriptor` to be readable, or its other side gone, without going to sleep. For use
/// where an answer is likely on its way: a CPU that sleeps takes longer to wake than most answers take to come. Where
/// this process has one CPU only it doesn't wait at all, since the other side can't run meanwhile. Any thread.
[[nodiscard]] bool isReadableSoon(int descriptor);

}  // namespace transom
