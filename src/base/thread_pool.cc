// SPDX-License-Identifier: MIT
#include "base/thread_pool.h"

#include <csignal>
#include <system_error>
#include <utility>

namespace transom {
namespace {

/// Signals are for the threads of the application: a thread that is started meanwhile never gets one.
class SignalsHeldBack {
 public:
  SignalsHeldBack() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &former_);
  }
  ~SignalsHeldBack() { pthread_sigmask(SIG_SETMASK, &former_, nullptr); }
  SignalsHeldBack(const SignalsHeldBack&) = delete;
  SignalsHeldBack& operator=(const SignalsHeldBack&) = delete;

 private:
  sigset_t former_{};
};

}  // namespace

ThreadPool::ThreadPool(std::size_t maxThreads, std::function<void()> onThreadStart)
    : maxThreads_(maxThreads), onThreadStart_(std::move(onThreadStart)) {}

ThreadPool::~ThreadPool() {
  stop();
}

void ThreadPool::run(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (!closed_) requireThread();
    jobs_.push_back(std::move(job));
  }
  wake_.notify_one();
}

void ThreadPool::requireThread() {
  if (idle_ > jobs_.size() || threads_.size() >= maxThreads_) return;
  const SignalsHeldBack held;
  try {
    threads_.emplace_back([this] { work(); });
  } catch (const std::system_error&) {
    if (threads_.empty()) throw;  // else those that are there do it, later
  }
}

void ThreadPool::work() {
  if (onThreadStart_) onThreadStart_();
  std::unique_lock lock(mutex_);
  for (;;) {
    ++idle_;
    wake_.wait(lock, [this] { return closed_ || !jobs_.empty(); });
    --idle_;
    if (closed_) return;
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    lock.unlock();
    job();
    job = nullptr;  // what it holds may run jobs
    lock.lock();
  }
}

void ThreadPool::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  wake_.notify_all();
}

void ThreadPool::stop() {
  close();
  threads_.clear();
  std::deque<Job> dropped;
  const std::lock_guard lock(mutex_);
  dropped.swap(jobs_);
}

}  // namespace transom
