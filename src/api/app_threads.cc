// SPDX-License-Identifier: MIT
#include "app_threads.h"

#include <transom/thread_change.h>

#include <algorithm>
#include <thread>
#include <utility>

namespace transom {
namespace detail {
namespace {

/// Work that computes has use for as many threads as there are CPUs. One that is alone would be kept busy by a single
/// coroutine.
std::size_t poolSize() {
  return std::max(2U, std::thread::hardware_concurrency());
}

/// Whoever takes `waiting` owns it. If he can't, it goes on at once, with his error.
template <class Taker>
void handOver(std::coroutine_handle<> waiting, Taker taker) {
  const auto owner = std::make_shared<SuspendedCoroutine>(waiting);
  try {
    taker([owner] { owner->resume(); });
  } catch (...) {
    owner->release();
    throw;
  }
}

}  // namespace

AppThreads::AppThreads(EventLoop& loop, std::shared_ptr<PostBox> home)
    : loop_(loop),
      home_(std::move(home)),
      homeward_(std::make_shared<Homeward>()),
      pool_(poolSize(), [this] { beginPoolThread(*this); }) {}

AppThreads::~AppThreads() {
  stop();
}

bool AppThreads::isOwnPoolThread() const {
  return isPoolThreadOf(*this);
}

void AppThreads::goToPool(std::coroutine_handle<> waiting) {
  handOver(waiting, [this](std::function<void()> resume) { pool_.run(std::move(resume)); });
}

void AppThreads::goHome(std::coroutine_handle<> waiting) {
  handOver(waiting, [this](std::function<void()> resume) { postHome(std::move(resume)); });
}

void AppThreads::postHome(std::function<void()> task) {
  const std::lock_guard lock(homeward_->mutex);
  homeward_->tasks.push_back(std::move(task));
  home_->post([weak = std::weak_ptr(homeward_)] {
    if (const auto homeward = weak.lock()) homeward->runOne();
  });
}

void AppThreads::Homeward::runOne() {
  std::function<void()> task;
  {
    const std::lock_guard lock(mutex);
    if (tasks.empty()) return;
    task = std::move(tasks.front());
    tasks.pop_front();
  }
  task();
}

void AppThreads::stop() {
  pool_.stop();
  std::deque<std::function<void()>> dropped;
  const std::lock_guard lock(homeward_->mutex);
  dropped.swap(homeward_->tasks);
}

}  // namespace detail

bool ThreadChange::await_ready() const {
  return to_ == To::pool ? threads_.isOwnPoolThread() : threads_.isMainThread();
}

void ThreadChange::await_suspend(std::coroutine_handle<> waiting) const {
  // From here on it may be gone already.
  if (to_ == To::pool) {
    threads_.goToPool(waiting);
  } else {
    threads_.goHome(waiting);
  }
}

}  // namespace transom
