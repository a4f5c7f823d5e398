// SPDX-License-Identifier: MIT
#include "loops/epoll/epoll_event_loop.h"

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include <poll.h>
#include <sys/epoll.h>

namespace transom {
namespace {

// Keys of the loop's own two descriptors; those of watches come after them.
constexpr std::uint64_t kPostsKey = 0;
constexpr std::uint64_t kTimersKey = 1;

// What one turn takes at most.
constexpr int kEventsPerTurn = 64;

FileDescriptor newEpoll() {
  FileDescriptor epoll(epoll_create1(EPOLL_CLOEXEC));
  if (!epoll.isOpen()) throw std::system_error(errno, std::generic_category(), "epoll_create1");
  return epoll;
}

std::uint32_t eventsOf(bool readable, bool writable) {
  return (readable ? std::uint32_t{EPOLLIN} : 0U) | (writable ? std::uint32_t{EPOLLOUT} : 0U);
}

}  // namespace

/// Shared with the callback, which may destroy the watch.
class EpollEventLoop::WatchState {
 public:
  WatchState(int epoll, int descriptor, std::uint64_t key, std::function<void(Readiness)> onReady)
      : epoll_(epoll), descriptor_(descriptor), key_(key), onReady_(std::move(onReady)) {
    control(EPOLL_CTL_ADD);
  }

  void setInterest(bool readable, bool writable) {
    const std::uint32_t interest = eventsOf(readable, writable);
    if (std::exchange(interest_, interest) != interest && isWatched_) control(EPOLL_CTL_MOD);
  }

  void end() {
    if (std::exchange(isWatched_, false)) control(EPOLL_CTL_DEL);
    isEnded_ = true;
  }

  void dispatch(std::uint32_t events) {
    if (calling_) {  // the callback runs the loop, which must not find the descriptor ready over and over
      if (std::exchange(isWatched_, false)) control(EPOLL_CTL_DEL);
      return;
    }
    calling_ = true;
    onReady_({.readable = (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0, .writable = (events & EPOLLOUT) != 0});
    calling_ = false;
    if (!isWatched_ && !isEnded_) {
      isWatched_ = true;
      control(EPOLL_CTL_ADD);
    }
  }

 private:
  void control(int operation) const {
    epoll_event event{.events = interest_, .data = {.u64 = key_}};
    const bool done = ::epoll_ctl(epoll_, operation, descriptor_, &event) == 0;
    if (!done && operation == EPOLL_CTL_ADD) throw std::system_error(errno, std::generic_category(), "epoll_ctl");
  }

  int epoll_;
  int descriptor_;
  std::uint64_t key_;
  std::function<void(Readiness)> onReady_;
  std::uint32_t interest_ = eventsOf(true, false);
  bool isWatched_ = true;
  bool isEnded_ = false;
  bool calling_ = false;
};

class EpollEventLoop::Watch final : public DescriptorWatch {
 public:
  Watch(std::shared_ptr<WatchMap> watches, std::uint64_t key, std::shared_ptr<WatchState> state)
      : watches_(std::move(watches)), key_(key), state_(std::move(state)) {
    watches_->emplace(key_, state_);
  }
  ~Watch() override {
    state_->end();
    watches_->erase(key_);
  }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  void setInterest(bool readable, bool writable) override { state_->setInterest(readable, writable); }

 private:
  std::shared_ptr<WatchMap> watches_;
  std::uint64_t key_;
  std::shared_ptr<WatchState> state_;
};

EpollEventLoop::EpollEventLoop()
    : epoll_(newEpoll()),
      thread_(std::this_thread::get_id()),
      posts_(std::make_shared<PostQueue>()),
      timers_(std::make_shared<TimerQueue>()),
      watches_(std::make_shared<WatchMap>()),
      lastKey_(kTimersKey) {
  add(posts_->descriptor(), kPostsKey);
  add(timers_->descriptor(), kTimersKey);
}

EpollEventLoop::~EpollEventLoop() {
  posts_->shut();
}

void EpollEventLoop::add(int descriptor, std::uint64_t key) const {
  epoll_event event{.events = EPOLLIN, .data = {.u64 = key}};
  if (::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, descriptor, &event) != 0) {
    throw std::system_error(errno, std::generic_category(), "epoll_ctl");
  }
}

std::unique_ptr<EventLoop::DescriptorWatch> EpollEventLoop::watch(int descriptor,
                                                                  std::function<void(Readiness)> onReady) {
  const std::uint64_t key = ++lastKey_;
  auto state = std::make_shared<WatchState>(epoll_.get(), descriptor, key, std::move(onReady));
  return std::make_unique<Watch>(watches_, key, std::move(state));
}

std::unique_ptr<EventLoop::Registration> EpollEventLoop::callAfter(std::chrono::milliseconds delay,
                                                                   std::function<void()> callback) {
  return TimerQueue::add(timers_, delay, std::move(callback));
}

void EpollEventLoop::post(std::function<void()> task) {
  posts_->add(std::move(task));
}

bool EpollEventLoop::isLoopThread() const {
  return std::this_thread::get_id() == thread_;
}

void EpollEventLoop::dispatch() {
  std::array<epoll_event, kEventsPerTurn> events;
  const int count = ::epoll_wait(epoll_.get(), events.data(), kEventsPerTurn, 0);
  // Any callback may end the loop and whoever owns it.
  const auto posts = posts_;
  const auto timers = timers_;
  const auto watches = watches_;
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    if (event.data.u64 == kPostsKey) {
      posts->runSome();
    } else if (event.data.u64 == kTimersKey) {
      timers->runDue();
    } else if (const auto found = watches->find(event.data.u64); found != watches->end()) {
      const std::shared_ptr<WatchState> state = found->second;
      state->dispatch(event.events);
    }
  }
}

void EpollEventLoop::wait() const {
  pollfd descriptor{.fd = epoll_.get(), .events = POLLIN, .revents = 0};
  while (::poll(&descriptor, 1, -1) < 0 && errno == EINTR) {
  }
}

}  // namespace transom
