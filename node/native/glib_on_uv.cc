// SPDX-License-Identifier: MIT
#include "glib_on_uv.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

namespace transom::node {
namespace {

static_assert(G_IO_IN == int{EPOLLIN} && G_IO_OUT == int{EPOLLOUT} && G_IO_PRI == int{EPOLLPRI});

int newEpoll() {
  const int descriptor = ::epoll_create1(EPOLL_CLOEXEC);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
  return descriptor;
}

/// Whom a handle of libuv's belongs to.
template <class Handle>
GlibOnUv& selfOf(const Handle* handle) {
  return *static_cast<GlibOnUv*>(handle->data);
}

GMainContext* acquireContext() {
  GMainContext* const context = g_main_context_default();
  if (!g_main_context_acquire(context)) throw std::runtime_error("GLib's main loop runs in another thread already");
  return context;
}

/// GLib may name a descriptor more than once.
std::vector<GPollFD> merged(std::vector<GPollFD> all) {
  std::sort(all.begin(), all.end(), [](const GPollFD& a, const GPollFD& b) { return a.fd < b.fd; });
  std::vector<GPollFD> once;
  for (const GPollFD& each : all) {
    if (once.empty() || once.back().fd != each.fd) {
      once.push_back(each);
    } else {
      once.back().events = static_cast<gushort>(once.back().events | each.events);
    }
  }
  return once;
}

}  // namespace

GlibOnUv::GlibOnUv(uv_loop_t* loop)
    : loop_(loop),
      context_(acquireContext()),
      epoll_(newEpoll()),
      prepare_(loop, this, uv_prepare_init),
      check_(loop, this, uv_check_init),
      idle_(loop, this, uv_idle_init),
      timer_(loop, this, uv_timer_init),
      poll_(loop, this, uv_poll_init, epoll_) {
  uv_prepare_start(prepare_.get(), [](uv_prepare_t* handle) { selfOf(handle).prepare(); });
  uv_check_start(check_.get(), [](uv_check_t* handle) { selfOf(handle).check(); });
  startPoll();
  for (uv_handle_t* each : {prepare_.base(), check_.base(), idle_.base(), timer_.base(), poll_.base()}) uv_unref(each);
}

GlibOnUv::~GlibOnUv() {
  uv_poll_stop(poll_.get());
  ::close(epoll_);
  g_main_context_release(context_);
}

void GlibOnUv::keepAlive(bool wanted) {
  if (wanted) {
    uv_ref(prepare_.base());
  } else {
    uv_unref(prepare_.base());
  }
}

void GlibOnUv::startPoll() {
  uv_poll_start(poll_.get(), UV_READABLE, [](uv_poll_t* handle, int, int) { selfOf(handle).woken_ = true; });
}

/// Just before libuv sleeps.
void GlibOnUv::prepare() {
  g_main_context_prepare(context_, &priority_);
  query(priority_);
  if (timeout_ == 0 || isAnyReady()) return spin();
  // Where libuv won't sleep anyway, check() asks for itself.
  if (uv_backend_timeout(loop_) == 0) return;
  watch();
  if (timeout_ < 0) return;
  uv_update_time(loop_);
  uv_timer_start(
      timer_.get(), [](uv_timer_t*) {}, static_cast<std::uint64_t>(timeout_), 0);
}

/// Just after.
void GlibOnUv::check() {
  uv_idle_stop(idle_.get());
  uv_timer_stop(timer_.get());
  const bool ready = isAnyReady();
  // A descriptor that was closed here and lives on in another process, and that nobody can take off any more.
  if (std::exchange(woken_, false) && !ready) forgetWatches();
  const auto count = static_cast<gint>(wanted_.size());
  if (g_main_context_check(context_, priority_, wanted_.data(), count)) g_main_context_dispatch(context_);
}

void GlibOnUv::query(gint priority) {
  for (;;) {
    const auto room = static_cast<gint>(wanted_.size());
    const gint count = g_main_context_query(context_, priority, &timeout_, wanted_.data(), room);
    wanted_.resize(static_cast<std::size_t>(count));
    if (count <= room) return;
  }
}

bool GlibOnUv::isAnyReady() {
  return g_poll(wanted_.data(), static_cast<guint>(wanted_.size()), 0) > 0;
}

/// libuv doesn't sleep this time.
void GlibOnUv::spin() {
  uv_idle_start(idle_.get(), [](uv_idle_t*) {});
}

/// Tells the kernel each descriptor anew, even if nothing seems to have changed: one that was closed is gone from
/// epoll, and the next one that is opened has its number.
void GlibOnUv::watch() {
  std::vector<GPollFD> now = merged(wanted_);
  for (const GPollFD& old : watched_) {
    const bool stays = std::any_of(now.begin(), now.end(), [&old](const GPollFD& each) { return each.fd == old.fd; });
    if (!stays) ::epoll_ctl(epoll_, EPOLL_CTL_DEL, old.fd, nullptr);
  }
  for (const GPollFD& each : now) {
    epoll_event event{.events = each.events, .data = {.fd = each.fd}};
    if (::epoll_ctl(epoll_, EPOLL_CTL_MOD, each.fd, &event) < 0) ::epoll_ctl(epoll_, EPOLL_CTL_ADD, each.fd, &event);
  }
  watched_ = std::move(now);
}

void GlibOnUv::forgetWatches() {
  const int fresh = newEpoll();
  uv_poll_stop(poll_.get());
  ::dup3(fresh, epoll_, O_CLOEXEC);  // in its place: libuv's handle stays
  ::close(fresh);
  startPoll();
  watched_.clear();
}

}  // namespace transom::node
