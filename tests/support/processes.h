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

/// How many descriptors this process has open.
std::size_t openDescriptors();

/// How much this process has on its heap.
std::size_t heapBytes();

}  // namespace transom::test
