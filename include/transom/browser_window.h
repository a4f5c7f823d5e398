// SPDX-License-Identifier: MIT
#pragma once

#include <transom/event_emitter.h>
#include <transom/export.h>
#include <transom/web_contents.h>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace transom {

class App;
class BrowserWindow;

namespace detail {
class BrowserWindowImpl;
}

struct WebPreferences {
  /// A script that runs in every document before the page does, and has `require('electron')` with `ipcRenderer` and
  /// `contextBridge`; in child frames only with ipcInSubFrames. A relative path starts at App::appPath(); it is read
  /// when the window is made. Empty: none.
  std::filesystem::path preload{};
  /// The preload script runs in a world of its own: the page shares the DOM with it and no object of JavaScript, and
  /// has of it only what it gives with `contextBridge.exposeInMainWorld`. Without, it runs in the page's world, where
  /// the page can change everything under it.
  bool contextIsolation = true;
  /// Puts `ipcRenderer` into the page's own world, as `require('electron').ipcRenderer` and as `transom.ipcRenderer`.
  /// For pages that you wrote yourself, all of them: whatever runs in the page may then send to main. A preload script
  /// then runs in that world, too. Without it and without a preload script the page has no IPC.
  bool exposeIpcToPage = false;
  /// Gives the frames in the page the same, each with a senderFrame of its own, whatever site they come from. Without
  /// it only the page's main frame has IPC.
  bool ipcInSubFrames = false;
  /// Whether the page's inspector can be opened.
  bool devTools = true;
};

struct BrowserWindowOptions {
  int width = 800;      ///< logical pixels
  int height = 600;     ///< logical pixels
  std::string title{};  ///< empty: the title of the page
  bool show = true;
  WebPreferences webPreferences{};
};

/// What a listener of BrowserWindow::on() gets first.
class BrowserWindowEvent {
 public:
  explicit BrowserWindowEvent(BrowserWindow& window) : window_(window) {}
  [[nodiscard]] BrowserWindow& window() const { return window_; }

 private:
  BrowserWindow& window_;
};

/// What a listener of `close` gets: the window is about to be closed.
class CloseEvent : public BrowserWindowEvent {
 public:
  using BrowserWindowEvent::BrowserWindowEvent;

  /// The window stays open.
  void preventDefault() { prevented_ = true; }
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

  [[nodiscard]] WebContents& webContents() const;

  /// WebContents::loadURL().
  Task<void> loadURL(const std::string& url) { return webContents().loadURL(url); }
  /// WebContents::loadFile().
  Task<void> loadFile(const std::filesystem::path& path) { return webContents().loadFile(path); }

  void show();
  void hide();
  [[nodiscard]] bool isVisible() const;
  /// From now on the window shows this and no longer the page's title.
  void setTitle(const std::string& title);
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
  [[nodiscard]] bool isDestroyed() const;

  /// Listens to an event of the window; an unknown name, or the wrong kind of event for it, throws
  /// std::invalid_argument. A listener is `[](BrowserWindowEvent&) {…}` or `[] {…}`.
  ///
  /// - `close`, also `[](CloseEvent& event) {…}`: the user, the page (`window.close()`), close() or App::quit() wants
  /// the
  ///   window closed; `event.preventDefault()` keeps it open. The page's `beforeunload` is not asked: a page that hangs
  ///   must not keep its window open. A listener that throws prevents nothing.
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
  void removeListener(std::string_view event, Listener listener);
  /// The same as removeListener().
  void off(std::string_view event, Listener listener) { removeListener(event, listener); }

 private:
  friend class detail::BrowserWindowImpl;
  EventEmitter<BrowserWindowEvent>& events(std::string_view name) const;
  EventEmitter<CloseEvent>& closeEvents(std::string_view name) const;
  std::shared_ptr<detail::BrowserWindowImpl> impl_;
};

}  // namespace transom
