// SPDX-License-Identifier: MIT
#pragma once

#include <transom/browser_window.h>
#include <transom/interfaces/engine.h>

#include <memory>
#include <string_view>

namespace transom::detail {

class AppImpl;
struct WindowOpener;

/// The inside of BrowserWindow.
class BrowserWindowImpl : public std::enable_shared_from_this<BrowserWindowImpl> {
 public:
  explicit BrowserWindowImpl(AppImpl& app) : app_(app) {}
  BrowserWindowImpl(const BrowserWindowImpl&) = delete;
  BrowserWindowImpl& operator=(const BrowserWindowImpl&) = delete;

  void open(const BrowserWindowOptions& options);
  /// The same with a view that a page asked for; `opener` null: that nobody asked for.
  void open(const BrowserWindowOptions& options, const ViewMaker& make, const WindowOpener* opener);
  /// The object that it is the inside of has been made.
  void belongTo(BrowserWindow& self) { self_ = &self; }
  /// The object goes: the window is closed, and nobody is told any more.
  void abandon();

  [[nodiscard]] WebContents& contents() const { return *contents_; }
  /// Null once the window is gone, and before it could be opened.
  [[nodiscard]] View* view() const;
  [[nodiscard]] EventEmitter<BrowserWindowEvent>& events() { return events_; }
  [[nodiscard]] EventEmitter<CloseEvent>& closeEvents() { return closeEvents_; }

 private:
  bool mayClose();
  void closed();
  template <class Event>
  void tell(std::string_view name, const EventEmitter<Event>& emitter, Event& event);

  AppImpl& app_;
  BrowserWindow* self_ = nullptr;  // null once abandoned
  std::shared_ptr<WebContents> contents_;
  EventEmitter<BrowserWindowEvent> events_;
  EventEmitter<CloseEvent> closeEvents_;
  bool asking_ = false;  // a listener of `close` that calls close() or quit() means it
};

}  // namespace transom::detail
