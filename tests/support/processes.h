// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <set>

namespace transom::test {

/// The processes that descend from this one. Those that have ended are not among them.
std::set<int> descendants();

/// Those of descendants() that show pages.
std::set<int> webProcesses();

/// Runs the main loop until all of them have ended, which the kernel tells. @return whether they did in time
bool runUntilEnded(const std::set<int>& processes);

/// How often to do what must not cost a descriptor or a process each time: more often than the engine opens some for
/// good, once, which are 7 or 8 descriptors in one of the first ten rounds.
inline constexpr std::size_t kRoundsThatTell = 12;

/// How many descriptors this process has open.
std::size_t openDescriptors();

/// How much memory a process holds, as the kernel counts it; 0 if it is gone.
std::size_t residentBytes(int process);

/// How much this process has on its heap.
std::size_t heapBytes();

}  // namespace transom::test
