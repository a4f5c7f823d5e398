// SPDX-License-Identifier: MIT
#include "loops/glib/glib_event_loop.h"

#include "loops/glib/glib_source.h"
#include "loops/glib/glib_watch.h"

#include <algorithm>
#include <deque>
#include <mutex>
#include <utility>

namespace transom {
namespace {

// After so many posted tasks everything else in the loop has its turn.
constexpr int kTasksPerTurn = 256;

class Timer final : public EventLoop::Registration {
 public:
  Timer(GMainContext* context, std::chrono::milliseconds delay, std::function<void()> callback) {
    attach(source_.get(), context, [callback = std::move(callback)] {
      callback();
      return false;
    });
    const std::chrono::microseconds wait = std::clamp(delay, std::chrono::milliseconds(0), EventLoop::kLongestDelay);
    g_source_set_ready_time(source_.get(), g_get_monotonic_time() + wait.count());
  }

 private:
  SourcePointer source_ = newPlainSource("transom timer");
};

}  // namespace

/// The tasks that other threads, or this one, have posted.
class GlibEventLoop::Posts : public std::enable_shared_from_this<Posts> {
 public:
  void attachTo(GMainContext* context) {
    // A task may run the loop, for a modal dialog say: tasks behind it must not wait until that has closed.
    g_source_set_can_recurse(source_.get(), TRUE);
    attach(source_.get(), context, [weak = weak_from_this()] {
      // Kept while tasks run, since one of them may destroy the loop.
      if (const auto self = weak.lock()) self->runSome();
      return true;
    });
  }

  /// Nothing runs from now on. Tasks are destroyed outside the lock: what they own may post.
  void shut() {
    std::deque<std::function<void()>> dropped;
    {
      const std::lock_guard lock(mutex_);
      shut_ = true;
      dropped.swap(posted_);
    }
    taken_.clear();
    source_.reset();
  }

  void add(std::function<void()> task) {
    const std::lock_guard lock(mutex_);
    if (shut_) return;
    // One wake-up for a batch: asked for with its first task, called off when none is left.
    if (posted_.empty()) g_source_set_ready_time(source_.get(), 0);
    posted_.push_back(std::move(task));
  }

 private:
  /// What is posted meanwhile waits for the next turn.
  void runSome() {
    if (taken_.empty()) takePosted();
    for (int i = 0; i < kTasksPerTurn && !taken_.empty(); ++i) {
      const std::function<void()> task = std::move(taken_.front());
      taken_.pop_front();
      task();
    }
    if (taken_.empty()) takePosted();
  }

  void takePosted() {
    const std::lock_guard lock(mutex_);
    taken_.swap(posted_);
    if (taken_.empty() && !shut_) g_source_set_ready_time(source_.get(), -1);
  }

  SourcePointer source_ = newPlainSource("transom posted tasks");
  std::deque<std::function<void()>> taken_;  // the loop's thread only: older than all in posted_
  std::mutex mutex_;
  std::deque<std::function<void()>> posted_;
  bool shut_ = false;
};

GlibEventLoop::GlibEventLoop(GMainContext* context)
    : context_(g_main_context_ref(context ? context : g_main_context_default())),
      thread_(std::this_thread::get_id()),
      posts_(std::make_shared<Posts>()) {
  posts_->attachTo(context_);
}

GlibEventLoop::~GlibEventLoop() {
  posts_->shut();
  g_main_context_unref(context_);
}

std::unique_ptr<EventLoop::DescriptorWatch> GlibEventLoop::watch(int descriptor,
                                                                 std::function<void(Readiness)> onReady) {
  return std::make_unique<GlibWatch>(context_, descriptor, std::move(onReady));
}

std::unique_ptr<EventLoop::Registration> GlibEventLoop::callAfter(std::chrono::milliseconds delay,
                                                                  std::function<void()> callback) {
  return std::make_unique<Timer>(context_, delay, std::move(callback));
}

void GlibEventLoop::post(std::function<void()> task) {
  posts_->add(std::move(task));
}

bool GlibEventLoop::isLoopThread() const {
  return std::this_thread::get_id() == thread_;
}

}  // namespace transom
