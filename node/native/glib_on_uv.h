// SPDX-License-Identifier: MIT
#pragma once

#include "uv_handle.h"

#include <glib.h>
#include <uv.h>

#include <vector>

namespace transom::node {

/// Has libuv's loop drive GLib's default main context: GLib's descriptors wake libuv, GLib's next time-out bounds its
/// sleep, and each turn of libuv's is one of GLib's. Nobody polls in vain: with nothing to do the process sleeps.
///
/// The thread that makes it is the loop's, and owns the context from then on.
class GlibOnUv {
 public:
  /// Throws std::runtime_error if another thread owns the context.
  explicit GlibOnUv(uv_loop_t* loop);
  ~GlibOnUv();
  GlibOnUv(const GlibOnUv&) = delete;
  GlibOnUv& operator=(const GlibOnUv&) = delete;

  /// Whether libuv's loop goes on for GLib's sake alone; at first it doesn't.
  void keepAlive(bool wanted);

 private:
  void startPoll();
  void prepare();
  void check();
  void query(gint priority);
  [[nodiscard]] bool isAnyReady();
  void spin();
  void watch();
  void forgetWatches();

  uv_loop_t* loop_;
  GMainContext* context_;
  int epoll_;  // holds GLib's descriptors, for libuv to watch
  UvHandle<uv_prepare_t> prepare_;
  UvHandle<uv_check_t> check_;
  UvHandle<uv_idle_t> idle_;
  UvHandle<uv_timer_t> timer_;
  UvHandle<uv_poll_t> poll_;
  bool woken_ = false;  // epoll said that something is ready
  gint priority_ = 0;
  gint timeout_ = -1;             // milliseconds; -1: none
  std::vector<GPollFD> wanted_;   // what GLib waits for now
  std::vector<GPollFD> watched_;  // what epoll watches, each descriptor once, in order
};

}  // namespace transom::node
