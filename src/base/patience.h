// SPDX-License-Identifier: MIT
#pragma once

namespace transom {

/// Waits a few microseconds for an answer that is likely on its way, without going to sleep: a CPU that sleeps takes
/// longer to wake than most answers take to come. But where the other side can't answer that fast, because it has to
/// wait for this CPU or has much to do, that only delays it; so one who has waited in vain many times in a row doesn't
/// wait for a while, and then tries again. One for each place that waits. Belongs to one thread.
class Patience {
 public:
  /// Whether `descriptor` is readable, or its other side gone, after that wait, if there was one. Where this process
  /// has one CPU only there is none, since the other side can't run meanwhile.
  [[nodiscard]] bool isReadableSoon(int descriptor);

 private:
  int inVain_ = 0;   // waits in a row
  int leftOut_ = 0;  // waits that are still to be left out
};

}  // namespace transom
