// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace transom::test {

class DragSource;

/// Somebody who sits at the display that $DISPLAY names, with a keyboard and a mouse: what he does comes to windows as
/// the X server's events, as from a real keyboard and mouse. There is no window manager; he does himself what one
/// would.
class User {
 public:
  User();
  ~User();
  User(const User&) = delete;
  User& operator=(const User&) = delete;

  /// From now on looks at the window with this title, wherever that is. @return whether there is one
  bool look(std::string_view title);

  void moveTo(int x, int y);  ///< in the window
  void click(int x, int y);
  void clickRight(int x, int y);
  void pressButton();
  void releaseButton();
  /// Keys with a name of one character are that character; others have X's names. Held down together, as in
  /// `Ctrl+Shift+b`.
  void press(std::string_view keys);
  /// Text of ASCII characters and line ends.
  void type(std::string_view text);
  /// How many keys he has let go of.
  [[nodiscard]] int keysReleased() const { return keysReleased_; }
  /// And how often of the mouse's button.
  [[nodiscard]] int buttonsReleased() const { return buttonsReleased_; }
  /// Clicks on the window's ×.
  void closeWindow();
  /// Begins to drag a file from another application, a file manager, into the window.
  [[nodiscard]] std::unique_ptr<DragSource> dragFile(const std::string& path);

 private:
  class Connection;
  void pressTogether(const std::vector<unsigned long>& keys);

  std::unique_ptr<Connection> x_;
  int keysReleased_ = 0;
  int buttonsReleased_ = 0;
};

}  // namespace transom::test
