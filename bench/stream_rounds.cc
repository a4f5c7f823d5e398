// SPDX-License-Identifier: MIT
#include "stream_rounds.h"

namespace transom::bench {

Task<Samples> repeatStream(std::function<Task<Samples>()> stream, Budget budget) {
  co_await stream();
  Samples rates;
  const auto began = Clock::now();
  do {
    const Samples rate = co_await stream();
    rates.push_back(rate.front());
  } while (Clock::now() - began < budget.time);
  co_return rates;
}

}  // namespace transom::bench
