// SPDX-License-Identifier: MIT
'use strict';

// How a page measures what it does alone.

// The page's clock ticks once in a millisecond, so that a batch of this length is off by 10 % at most.
const kBatchMilliseconds = 10;

function runBatch(run, count) {
  const begin = performance.now();
  for (let i = 0; i < count; ++i) run();
  return performance.now() - begin;
}

/** Microseconds per operation, one number for each batch that fits into `milliseconds`, of which the last may not fit whole. */
function measureBatches(run, milliseconds) {
  const times = [];
  const end = performance.now() + milliseconds;
  let count = 1;
  while (times.length === 0 || performance.now() < end) {
    const took = runBatch(run, count);
    if (took >= kBatchMilliseconds) times.push((1000 * took) / count);
    // Batches grow until they are long enough: at first, and again once the engine has compiled the code to something faster.
    else count *= 2;
  }
  // The first long enough one may have been so because somebody else had the CPU.
  return times.length > 1 ? times.slice(1) : times;
}
