// SPDX-License-Identifier: MIT
#include "pool_thread.h"

#include <transom/thread_change.h>

#include <stdexcept>
#include <utility>

namespace transom::detail {
namespace {

/// Null: the thread belongs to no pool. Only functions of this file look at it: a coroutine that did so itself might
/// remember where the variable of its former thread lies.
thread_local HomewardWay* wayHome = nullptr;

}  // namespace

void beginPoolThread(HomewardWay& home) {
  wayHome = &home;
}

bool isPoolThreadOf(const HomewardWay& home) noexcept {
  return wayHome == &home;
}

bool isPoolThread() noexcept {
  return wayHome != nullptr;
}

void postHome(std::function<void()> task) {
  wayHome->postHome(std::move(task));
}

void requireNoPoolThread() {
  if (isPoolThread()) {
    throw std::logic_error("Tasks belong to the main thread: come back with co_await app.onMainThread()");
  }
}

}  // namespace transom::detail
