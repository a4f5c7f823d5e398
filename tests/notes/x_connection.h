// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string_view>
#include <utility>

#include <X11/Xlib.h>

namespace transom::test {

/// A connection to the X server, and the window that is looked at.
class XConnection {
 public:
  /// To the server that $DISPLAY names.
  XConnection();
  ~XConnection();
  XConnection(const XConnection&) = delete;
  XConnection& operator=(const XConnection&) = delete;

  [[nodiscard]] Display* display() const { return display_; }
  [[nodiscard]] Window window() const { return window_; }
  [[nodiscard]] Atom atom(const char* name) const;
  [[nodiscard]] KeySym keySymbolAt(KeyCode key, int level) const;

  /// Looks at the visible window with this title, and gives it the keyboard, as a window manager would. @return whether
  /// there is one
  bool findWindow(std::string_view title);
  /// Its left upper corner on the screen.
  [[nodiscard]] std::pair<int, int> windowPlace() const;
  /// Sends it a client message of that type.
  void sendToWindow(const char* type, const std::array<long, 5>& data) const;

 private:
  Display* display_;
  Window window_ = None;
};

}  // namespace transom::test
