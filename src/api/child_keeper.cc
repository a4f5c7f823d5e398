// SPDX-License-Identifier: MIT
#include "child_keeper.h"

#include <chrono>
#include <csignal>
#include <utility>

namespace transom::detail {
namespace {

using Clock = std::chrono::steady_clock;
using Children = std::set<std::shared_ptr<process::ChildProcess>>;

// For programs that save something: their connection is closed already. The end of the application must not hang on
// them.
constexpr std::chrono::milliseconds kGraceAtTheEnd{500};

/// Leaves those that have not ended in that time.
void awaitAll(Children& children) {
  const auto deadline = Clock::now() + kGraceAtTheEnd;
  std::erase_if(children, [deadline](const auto& child) { return child->waitUntil(deadline); });
}

}  // namespace

ChildKeeper::~ChildKeeper() {
  Children children = std::exchange(children_, {});
  for (const int signal : {SIGTERM, SIGKILL}) {
    awaitAll(children);
    for (const auto& child : children) child->signal(signal);
  }
  awaitAll(children);
}

}  // namespace transom::detail
