// SPDX-License-Identifier: MIT
#include "user.h"

#include "drag_source.h"
#include "x_connection.h"

#include <stdexcept>
#include <vector>

#include <X11/extensions/XTest.h>
#include <X11/keysym.h>

namespace transom::test {
namespace {

KeySym keyNamed(const std::string& name) {
  if (name == "Ctrl") return XK_Control_L;
  if (name == "Shift") return XK_Shift_L;
  // Latin-1 characters are their own key symbols.
  const KeySym symbol =
      name.size() == 1 ? static_cast<KeySym>(static_cast<unsigned char>(name[0])) : XStringToKeysym(name.c_str());
  if (symbol == NoSymbol) throw std::invalid_argument("no key is named " + name);
  return symbol;
}

std::vector<KeySym> keysIn(std::string_view keys) {
  std::vector<KeySym> symbols;
  while (!keys.empty()) {
    const std::size_t plus = keys.find('+', 1);
    symbols.push_back(keyNamed(std::string(keys.substr(0, plus))));
    keys.remove_prefix(plus == std::string_view::npos ? keys.size() : plus + 1);
  }
  return symbols;
}

}  // namespace

class User::Connection : public XConnection {
 public:
  /// Whether the key has to be pressed together with Shift to give this.
  bool needsShift(KeySym symbol) const { return symbolAt(symbol, 0) != symbol && symbolAt(symbol, 1) == symbol; }
  void send(KeySym symbol, bool down) const {
    XTestFakeKeyEvent(display(), XKeysymToKeycode(display(), symbol), down ? True : False, CurrentTime);
    XFlush(display());
  }
  void press(const std::vector<KeySym>& symbols) const {
    for (const KeySym symbol : symbols) send(symbol, true);
    for (auto symbol = symbols.rbegin(); symbol != symbols.rend(); ++symbol) send(*symbol, false);
  }

 private:
  KeySym symbolAt(KeySym symbol, int level) const { return keySymbolAt(XKeysymToKeycode(display(), symbol), level); }
};

User::User() : x_(std::make_unique<Connection>()) {}
User::~User() = default;

bool User::look(std::string_view title) {
  return x_->findWindow(title);
}

void User::moveTo(int x, int y) {
  const auto [left, top] = x_->windowPlace();
  XTestFakeMotionEvent(x_->display(), -1, left + x, top + y, CurrentTime);
  XFlush(x_->display());
}

void User::pressButton() {
  XTestFakeButtonEvent(x_->display(), 1, True, CurrentTime);
  XFlush(x_->display());
}

void User::releaseButton() {
  ++buttonsReleased_;
  XTestFakeButtonEvent(x_->display(), 1, False, CurrentTime);
  XFlush(x_->display());
}

void User::click(int x, int y) {
  moveTo(x, y);
  pressButton();
  releaseButton();
}

void User::clickRight(int x, int y) {
  moveTo(x, y);
  XTestFakeButtonEvent(x_->display(), 3, True, CurrentTime);
  XTestFakeButtonEvent(x_->display(), 3, False, CurrentTime);
  XFlush(x_->display());
}

void User::press(std::string_view keys) {
  pressTogether(keysIn(keys));
}

void User::type(std::string_view text) {
  for (const char character : text) {
    const KeySym symbol = character == '\n' ? XK_Return : keyNamed(std::string(1, character));
    pressTogether(x_->needsShift(symbol) ? std::vector<KeySym>{XK_Shift_L, symbol} : std::vector<KeySym>{symbol});
  }
}

void User::pressTogether(const std::vector<unsigned long>& keys) {
  x_->press(keys);
  keysReleased_ += static_cast<int>(keys.size());
}

void User::closeWindow() {
  x_->sendToWindow("WM_PROTOCOLS", {static_cast<long>(x_->atom("WM_DELETE_WINDOW")), CurrentTime, 0, 0, 0});
}

std::unique_ptr<DragSource> User::dragFile(const std::string& path) {
  return std::make_unique<DragSource>(*x_, "file://" + path + "\r\n");
}

}  // namespace transom::test
