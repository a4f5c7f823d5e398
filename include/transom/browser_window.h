// SPDX-License-Identifier: MIT
#pragma once

#include <transom/event_emitter.h>
#include <transom/export.h>
#include <transom/web_contents.h>
#include <transom/window_options.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace transom {

class App;
class BrowserWindow;

namespace detail {
class BrowserWindowImpl;
class OpenedWindows;
}  // namespace detail

/// What a listener of BrowserWindow::on() gets first.
class BrowserWindowEvent {
 public:
  /// For the library, which makes it.
  explicit BrowserWindowEvent(BrowserWindow& window) : window_(window) {}
  /// The one it is about.
  [[nodiscard]] BrowserWindow& window() const { return window_; }

 private:
  BrowserWindow& window_;
};

/// What a listener of `close` gets: the window is about to be closed.
class CloseEvent : public BrowserWindowEvent {
 public:
  /// For the library, which makes it.
  using BrowserWindowEvent::BrowserWindowEvent;

  /// The window stays open.
  void preventDefault() { prevented_ = true; }
  /// Whether a listener has called preventDefault().
  [[nodiscard]] bool defaultPrevented() const { return prevented_; }

 private:
  bool prevented_ = false;
};

/// A window with one page. Destroying the object closes the window. Main thread only; the App must outlive it.
class TRANSOM_API BrowserWindow {
 public:
  /// Throws Error NotFoundError if there is no such preload script.
  explicit BrowserWindow(App& app, const BrowserWindowOptions& options = {});
  ~BrowserWindow();
  BrowserWindow(const BrowserWindow&) = delete;
  BrowserWindow& operator=(const BrowserWindow&) = delete;

  /// The page in the window: the same object as long as the window, and destroyed with it.
  [[nodiscard]] WebContents& webContents() const;

  /// WebContents::loadURL().
  Task<void> loadURL(const std::string& url) { return webContents().loadURL(url); }
  /// WebContents::loadFile().
  Task<void> loadFile(const std::filesystem::path& path) { return webContents().loadFile(path); }

  /// Shows the window; it stays where it is if it is shown already.
  void show();
  /// Takes the window off the screen. Its page goes on.
  void hide();
  /// Whether it is shown; false once it is closed.
  [[nodiscard]] bool isVisible() const;
  /// From now on the window shows this and no longer the page's title.
  void setTitle(const std::string& title);
  /// What the window shows as its title; empty once it is closed.
  [[nodiscard]] std::string title() const;
  /// In logical pixels.
  void setSize(int width, int height);
  /// Width and height in logical pixels.
  [[nodiscard]] std::pair<int, int> size() const;
  /// Closes the window and ends its page, unless a listener of `close` prevents it. Every other call is silent
  /// afterwards.
  void close();
  /// Closes the window and ends its page, and asks nobody: there is no `close`, only `closed`.
  void destroy();
  /// Whether the window is closed.
  [[nodiscard]] bool isDestroyed() const;

  /// Listens to an event of the window; an unknown name, or the wrong kind of event for it, throws
  /// std::invalid_argument. A listener is `[](BrowserWindowEvent&) {…}` or `[] {…}`.
  ///
  /// - `close`, also `[](CloseEvent& event) {…}`: the user, the page (`window.close()`), close() or App::quit() wants
  ///   the window closed; `event.preventDefault()` keeps it open. The page's `beforeunload` is not asked: a page that
  ///   hangs must not keep its window open. A listener that throws prevents nothing.
  /// - `closed`: the window is gone, whoever closed it.
  template <class F>
  Listener on(std::string_view event, F&& listener) {
    if constexpr (!detail::TakesEvent<F, CloseEvent>) {
      if (event != "close") return events(event).on(event, std::forward<F>(listener));
    }
    return closeEvents(event).on(event, std::forward<F>(listener));
  }
  /// on(), for one time.
  template <class F>
  Listener once(std::string_view event, F&& listener) {
    if constexpr (!detail::TakesEvent<F, CloseEvent>) {
      if (event != "close") return events(event).once(event, std::forward<F>(listener));
    }
    return closeEvents(event).once(event, std::forward<F>(listener));
  }
  /// Takes off a listener; does nothing if it is gone already. An unknown name is no error.
  void removeListener(std::string_view event, const Listener& listener);
  /// The same as removeListener().
  void off(std::string_view event, const Listener& listener) { removeListener(event, listener); }

 private:
  friend class detail::BrowserWindowImpl;
  friend class detail::OpenedWindows;
  explicit BrowserWindow(std::shared_ptr<detail::BrowserWindowImpl> impl);
  EventEmitter<BrowserWindowEvent>& events(std::string_view name) const;
  EventEmitter<CloseEvent>& closeEvents(std::string_view name) const;
  std::shared_ptr<detail::BrowserWindowImpl> impl_;
};

}  // namespace transom
