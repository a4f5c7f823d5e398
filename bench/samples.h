// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <utility>
#include <vector>

namespace transom::bench {

using Clock = std::chrono::steady_clock;

/// What one row gave in one sitting: microseconds, messages per second, MB/s or MiB, as its row says.
using Samples = std::vector<double>;

/// `fraction` of the values, 0 to 1, are at most as large as this one. REQUIRES: values not empty.
double percentile(Samples values, double fraction);
inline double median(const Samples& values) {
  return percentile(values, 0.5);
}

inline double megabytesPerSecond(std::size_t bytes, Clock::duration time) {
  return static_cast<double>(bytes) / 1e6 / std::chrono::duration<double>(time).count();
}

/// When a measurement ends: with the first of both limits, so that neither a fast nor a busy machine makes it long.
struct Budget {
  Clock::duration time;
  std::size_t samples;
  /// Messages in a burst; fewer where these would take longer than that time.
  std::size_t burst;
  Clock::duration burstTime;
};

/// Takes the time between one tick and the next, which is what every row of times consists of: floors, peer and ours
/// are measured by this one class.
class Recorder {
 public:
  explicit Recorder(const Budget& budget) : budget_(budget) {}

  /// Notes that `operations` have ended, all begun since the last tick; the first tick only begins.
  /// @return whether more are wanted
  bool tick(std::size_t operations = 1);

  [[nodiscard]] Samples takeSamples() { return std::move(samples_); }

 private:
  [[nodiscard]] bool isWarm() const;
  [[nodiscard]] bool isEnough(Clock::time_point now) const;

  Budget budget_;
  Clock::time_point begin_;
  Clock::time_point last_;
  std::size_t ticks_ = 0;
  Samples samples_;
};

}  // namespace transom::bench
