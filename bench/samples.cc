// SPDX-License-Identifier: MIT
#include "samples.h"

#include <algorithm>

namespace transom::bench {
namespace {

// Caches, branch predictors and just-in-time compilers settle in this time or number of ticks, whichever is over first.
constexpr std::size_t kWarmUpTicks = 500;
constexpr int kWarmUpFraction = 5;

// A median of fewer says nothing, however slow the machine.
constexpr std::size_t kMinSamples = 5;

}  // namespace

double percentile(Samples values, double fraction) {
  const auto rank = static_cast<std::ptrdiff_t>(fraction * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + rank, values.end());
  return values[static_cast<std::size_t>(rank)];
}

bool Recorder::tick(std::size_t operations) {
  const auto now = Clock::now();
  if (ticks_++ == 0) {
    begin_ = now;
  } else if (isWarm()) {
    const std::chrono::duration<double, std::micro> passed = now - last_;
    samples_.push_back(passed.count() / static_cast<double>(operations));
  }
  last_ = now;
  return !isEnough(now);
}

/// Whether what began with the last tick counts.
bool Recorder::isWarm() const {
  return ticks_ > kWarmUpTicks || last_ - begin_ > budget_.time / kWarmUpFraction;
}

bool Recorder::isEnough(Clock::time_point now) const {
  if (samples_.size() < kMinSamples) return false;
  return samples_.size() >= budget_.samples || now - begin_ >= budget_.time;
}

}  // namespace transom::bench
