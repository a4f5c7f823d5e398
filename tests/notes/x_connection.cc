// SPDX-License-Identifier: MIT
#include "x_connection.h"

#include <algorithm>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>

#include <X11/XKBlib.h>
#include <X11/Xatom.h>
#include <X11/Xutil.h>

namespace transom::test {
namespace {

struct Free {
  void operator()(void* memory) const { XFree(memory); }
};

std::string titleOf(Display* display, Window window) {
  Atom type = None;
  int format = 0;
  unsigned long count = 0;
  unsigned long rest = 0;
  unsigned char* data = nullptr;
  XGetWindowProperty(display, window, XInternAtom(display, "_NET_WM_NAME", False), 0, 1024, False, AnyPropertyType,
                     &type, &format, &count, &rest, &data);
  const std::unique_ptr<unsigned char, Free> owner(data);
  return data && format == 8 ? std::string(data, data + count) : std::string();
}

bool isVisible(Display* display, Window window) {
  XWindowAttributes attributes{};
  return XGetWindowAttributes(display, window, &attributes) != 0 && attributes.map_state == IsViewable;
}

}  // namespace

XConnection::XConnection() : display_(XOpenDisplay(nullptr)) {
  if (!display_) throw std::runtime_error("no display");
}

XConnection::~XConnection() {
  XCloseDisplay(display_);
}

Atom XConnection::atom(const char* name) const {
  return XInternAtom(display_, name, False);
}

KeySym XConnection::keySymbolAt(KeyCode key, int level) const {
  return XkbKeycodeToKeysym(display_, key, 0, static_cast<unsigned>(level));
}

bool XConnection::findWindow(std::string_view title) {
  Window root = None;
  Window parent = None;
  Window* children = nullptr;
  unsigned count = 0;
  if (XQueryTree(display_, DefaultRootWindow(display_), &root, &parent, &children, &count) == 0) return false;
  const std::unique_ptr<Window, Free> owner(children);
  const std::span<const Window> windows(children, count);
  const auto found = std::find_if(windows.begin(), windows.end(), [&](Window window) {
    return isVisible(display_, window) && titleOf(display_, window) == title;
  });
  if (found == windows.end()) return false;
  window_ = *found;
  XSetInputFocus(display_, window_, RevertToParent, CurrentTime);
  XSync(display_, False);
  return true;
}

std::pair<int, int> XConnection::windowPlace() const {
  int x = 0;
  int y = 0;
  Window child = None;
  XTranslateCoordinates(display_, window_, DefaultRootWindow(display_), 0, 0, &x, &y, &child);
  return {x, y};
}

void XConnection::sendToWindow(const char* type, const std::array<long, 5>& data) const {
  XEvent event{};
  event.xclient.type = ClientMessage;
  event.xclient.window = window_;
  event.xclient.message_type = atom(type);
  event.xclient.format = 32;
  std::copy(data.begin(), data.end(), event.xclient.data.l);
  XSendEvent(display_, window_, False, NoEventMask, &event);
  XFlush(display_);
}

}  // namespace transom::test
