// SPDX-License-Identifier: MIT
#pragma once

#include <jsc/jsc.h>

#include <cstdint>
#include <map>

namespace transom::webkitgtk {

/// The window of a frame in its script worlds, and in each of them the runtime's code. The engine goes on with the
/// window of a blank frame as that of what it loads next, if that has the same origin: so one may see several
/// documents, and scripts of the page have had it before the later ones. The code is run once, before any of these, and
/// keeps for all documents the built-ins that it found.
class FrameWindow {
 public:
  /// `page`: its context in the page's own world.
  explicit FrameWindow(JSCContext* page);
  ~FrameWindow();
  FrameWindow(const FrameWindow&) = delete;
  FrameWindow& operator=(const FrameWindow&) = delete;

  /// Whether that is its context in the page's world: a window keeps it.
  [[nodiscard]] bool isOf(JSCContext* page) const;

  /// createRuntime of page/src/index.ts, in that world of the window; run here at first.
  [[nodiscard]] JSCValue* runtimeIn(std::uint32_t world, JSCContext* context);

 private:
  struct Realm {
    JSCContext* context;
    JSCValue* createRuntime;
  };
  std::map<std::uint32_t, Realm> realms_;
};

}  // namespace transom::webkitgtk
