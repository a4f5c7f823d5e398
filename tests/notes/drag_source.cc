// SPDX-License-Identifier: MIT
#include "drag_source.h"

#include "x_connection.h"

#include <array>
#include <utility>

#include <X11/Xatom.h>
#include <X11/extensions/XTest.h>

namespace transom::test {
namespace {

constexpr long kVersion = 5;

/// Gives what is dragged to the window that asks for it.
void answer(XConnection& x, std::string uris, const XSelectionRequestEvent& request) {
  const Atom uriList = x.atom("text/uri-list");
  const Atom targets = x.atom("TARGETS");
  XEvent reply{};
  reply.xselection.type = SelectionNotify;
  reply.xselection.requestor = request.requestor;
  reply.xselection.selection = request.selection;
  reply.xselection.target = request.target;
  reply.xselection.time = request.time;
  reply.xselection.property = request.property;
  if (request.target == uriList) {
    XChangeProperty(x.display(), request.requestor, request.property, request.target, 8, PropModeReplace,
                    reinterpret_cast<unsigned char*>(uris.data()), static_cast<int>(uris.size()));
  } else if (request.target == targets) {
    std::array<Atom, 2> offered{targets, uriList};
    XChangeProperty(x.display(), request.requestor, request.property, XA_ATOM, 32, PropModeReplace,
                    reinterpret_cast<unsigned char*>(offered.data()), static_cast<int>(offered.size()));
  } else {
    reply.xselection.property = None;
  }
  XSendEvent(x.display(), request.requestor, False, NoEventMask, &reply);
  XFlush(x.display());
}

}  // namespace

DragSource::DragSource(XConnection& x, std::string uris)
    : x_(x),
      uris_(std::move(uris)),
      window_(XCreateSimpleWindow(x.display(), DefaultRootWindow(x.display()), 0, 0, 1, 1, 0, 0, 0)) {
  XSetSelectionOwner(x_.display(), x_.atom("XdndSelection"), window_, CurrentTime);
  x_.sendToWindow("XdndEnter",
                  {static_cast<long>(window_), kVersion << 24, static_cast<long>(x_.atom("text/uri-list")), 0, 0});
}

DragSource::~DragSource() {
  XDestroyWindow(x_.display(), window_);
  XSync(x_.display(), False);
}

void DragSource::moveTo(int x, int y) {
  accepted_ = false;
  const auto [left, top] = x_.windowPlace();
  XTestFakeMotionEvent(x_.display(), -1, left + x, top + y, CurrentTime);
  x_.sendToWindow("XdndPosition", {static_cast<long>(window_), 0, static_cast<long>(left + x) << 16 | (top + y),
                                   CurrentTime, static_cast<long>(x_.atom("XdndActionCopy"))});
}

void DragSource::drop() {
  x_.sendToWindow("XdndDrop", {static_cast<long>(window_), 0, CurrentTime, 0, 0});
}

int DragSource::descriptor() const {
  return ConnectionNumber(x_.display());
}

void DragSource::readEvents() {
  while (XPending(x_.display()) > 0) {
    XEvent event{};
    XNextEvent(x_.display(), &event);
    if (event.type == SelectionRequest) answer(x_, uris_, event.xselectionrequest);
    if (event.type != ClientMessage) continue;
    if (event.xclient.message_type == x_.atom("XdndStatus")) {
      accepted_ = (event.xclient.data.l[1] & 1) != 0;
    }
    finished_ = finished_ || event.xclient.message_type == x_.atom("XdndFinished");
  }
}

}  // namespace transom::test
