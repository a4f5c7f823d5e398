// SPDX-License-Identifier: MIT
#pragma once

#include "loops/glib/glib_event_loop.h"

#include <glib.h>

#include <functional>
#include <memory>

namespace transom::test {

/// A loop of the test's own.
class TestLoop {
 public:
  EventLoop& loop() { return loop_; }

  /// Runs until `done`. What never comes to be is ended by the time-out of CTest.
  void runUntil(const std::function<bool()>& done) {
    while (!done()) g_main_context_iteration(context_.get(), TRUE);
  }

  /// One turn, if anything is ready.
  bool turn() { return g_main_context_iteration(context_.get(), FALSE) != FALSE; }

  /// Runs until nothing is ready.
  void settle() {
    while (turn()) {
    }
  }

 private:
  struct Unref {
    void operator()(GMainContext* context) const { g_main_context_unref(context); }
  };
  std::unique_ptr<GMainContext, Unref> context_{g_main_context_new()};
  GlibEventLoop loop_{context_.get()};
};

}  // namespace transom::test
