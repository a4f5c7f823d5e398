// SPDX-License-Identifier: MIT
#include "loops/epoll/post_queue.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <sys/eventfd.h>

namespace transom {
namespace {

// After so many tasks everything else in the loop has its turn.
constexpr int kTasksPerTurn = 256;

}  // namespace

PostQueue::PostQueue() : event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!event_.isOpen()) throw std::system_error(errno, std::generic_category(), "eventfd");
}

void PostQueue::add(std::function<void()> task) {
  const std::lock_guard lock(mutex_);
  if (shut_) return;
  // One wake-up for a batch: asked for with its first task, called off when none is left.
  if (posted_.empty()) ::eventfd_write(event_.get(), 1);
  posted_.push_back(std::move(task));
}

void PostQueue::runSome() {
  if (taken_.empty()) takePosted();
  for (int i = 0; i < kTasksPerTurn && !taken_.empty(); ++i) {
    const std::function<void()> task = std::move(taken_.front());
    taken_.pop_front();
    task();
  }
  if (taken_.empty()) takePosted();
}

void PostQueue::takePosted() {
  const std::lock_guard lock(mutex_);
  taken_.swap(posted_);
  eventfd_t count = 0;
  if (taken_.empty() && !shut_) ::eventfd_read(event_.get(), &count);
}

/// Tasks are destroyed outside the lock: what they own may post.
void PostQueue::shut() {
  std::deque<std::function<void()>> dropped;
  {
    const std::lock_guard lock(mutex_);
    shut_ = true;
    dropped.swap(posted_);
  }
  taken_.clear();
}

}  // namespace transom
