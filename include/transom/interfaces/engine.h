// SPDX-License-Identifier: MIT
#pragma once

#include <transom/engine_error.h>
#include <transom/interfaces/event_loop.h>
#include <transom/interfaces/scheme.h>
#include <transom/interfaces/transport.h>
#include <transom/interfaces/view_policy.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace transom {

/// Why a page did not load.
struct LoadError {
  int code = 0;  ///< the engine's own number
  /// What the engine says, for a person to read.
  std::string description;
  /// What was to be loaded.
  std::string url;
  bool cancelled = false;  ///< given up, by the application or for another load
};

/// A page whose process asks for a connection.
struct ConnectingPage {
  /// The kernel's word, in the numbering of this process; 0 if unknown.
  int processId = 0;
  /// The engine's word on what the view shows at this moment; empty: nothing was loaded yet. Every document of the main
  /// frame that comes over this connection has the origin of that, or an opaque one.
  std::string url;
  /// It is what View::loadUrl() was given, and nothing that a page has gone to by itself.
  bool isAsked = false;
  /// What the page's process calls the origin of what it shows, which is that of another document where `url` has none
  /// of its own; `null` for an opaque one; empty: it didn't say.
  std::string origin;
};

/// What a view tells. Called in the loop's thread; any of them may destroy the view.
class ViewDelegate {
 public:
  /// A page's process asks for a connection.
  virtual void viewConnected(std::unique_ptr<Transport> transport, const ConnectingPage& page) = 0;
  /// A load has begun, whoever asked for it.
  virtual void viewLoadStarted() {}
  /// The main frame shows another document from now on, which has that URL.
  virtual void viewCommitted(const std::string& /*url*/) {}
  /// A load has come to its end, and the page is there.
  virtual void viewLoadFinished() = 0;
  /// loadUrl() has led to another place in the document that is shown.
  virtual void viewJumped() = 0;
  /// A load has failed, or was given up for another one.
  virtual void viewLoadFailed(const LoadError& error) = 0;
  /// The process that shows the page is gone; `reason` is one of those of `render-process-gone`: `crashed`, `oom`,
  /// `killed` (by terminateProcess(), too), `clean-exit`, `abnormal-exit`, `launch-failed`.
  virtual void viewProcessGone(const std::string& reason, const std::string& description) = 0;
  /// The user, or the page by `window.close()`, asks for the window to be closed. It stays until View::close().
  virtual void viewCloseRequested() = 0;
  /// Lives as long as the delegate.
  [[nodiscard]] virtual ViewPolicy& viewPolicy() = 0;
  /// The window is gone, whoever closed it. The last call; after it only the view's destructor may be called.
  virtual void viewClosed() = 0;

 protected:
  ~ViewDelegate() = default;
};

/// The size of what a window shows.
struct Size {
  int width = 0;   ///< logical pixels
  int height = 0;  ///< logical pixels
};

/// How a window is made.
struct ViewOptions {
  /// At first.
  Size size;
  std::string title;  ///< empty: the page's title
  /// Whether it is shown at once.
  bool show = true;
  /// Whether openDevTools() does anything.
  bool devTools = true;
};

/// One window with one page. Destroying it closes the window without a word to the delegate.
class View {
 public:
  virtual ~View() = default;

  /// Begins to load; what comes of it the delegate is told.
  virtual void loadUrl(const std::string& url) = 0;
  /// Loads what is shown again, after its process is gone, too.
  virtual void reload() = 0;
  /// Gives up the load under way, which the delegate is told.
  virtual void stop() = 0;
  /// The engine's word on what is shown; empty: nothing yet.
  [[nodiscard]] virtual std::string url() const = 0;
  /// What the page calls itself.
  [[nodiscard]] virtual std::string pageTitle() const = 0;

  /// Shows the window.
  virtual void show() = 0;
  /// Takes it off the screen; the page goes on.
  virtual void hide() = 0;
  /// Whether it is shown.
  [[nodiscard]] virtual bool isVisible() const = 0;
  /// From now on in the place of the page's title.
  virtual void setTitle(const std::string& title) = 0;
  /// What the window shows as its title.
  [[nodiscard]] virtual std::string title() const = 0;
  /// The size of what the window shows, not counting its frame.
  virtual void setSize(Size size) = 0;
  /// As it is now.
  [[nodiscard]] virtual Size size() const = 0;
  /// Closes the window at once.
  virtual void close() = 0;

  /// Opens the page's inspector.
  virtual void openDevTools() = 0;
  /// Closes the inspector.
  virtual void closeDevTools() = 0;
  /// Whether the inspector is open.
  [[nodiscard]] virtual bool isDevToolsOpened() const = 0;

  /// Ends the process that shows the page, as its guilt or the application demands.
  virtual void terminateProcess() = 0;
  /// The connection that viewConnected() brought was closed from the other side. @return whether another one may come:
  /// if not, what waits for it has failed
  virtual bool connectionClosed() { return true; }
};

/// What an engine is started with.
struct EngineOptions {
  /// Where the part of the engine lies that runs inside the web process; empty: beside the engine itself.
  std::filesystem::path webExtensionDirectory;
  /// Where pages keep cookies and local storage; empty: where the system has such data of the application
  /// `applicationName`.
  std::filesystem::path dataDirectory;
  /// The name of the executable.
  std::string applicationName;
};

/// A web engine with its loop. Everything but loop().post() belongs to the thread that made it.
class Engine {
 public:
  virtual ~Engine() = default;

  /// The loop that everything runs in. Lives as long as the engine.
  [[nodiscard]] virtual EventLoop& loop() = 0;
  /// `delegate` must live until viewClosed() or the end of the view.
  [[nodiscard]] virtual std::unique_ptr<View> createView(const ViewOptions& options, ViewDelegate& delegate) = 0;
  /// From now on `handler` answers for URLs `scheme://…`, in windows there are and those to come. The engine takes them
  /// for secure, with the origin `scheme://host`. Once for each scheme; the handler lives as long as the engine.
  virtual void registerScheme(const std::string& scheme, SchemeHandler handler) = 0;
  /// Runs the loop until quit(). SIGINT and SIGTERM call `onSignal` in the loop's thread meanwhile.
  virtual void run(std::function<void()> onSignal) = 0;
  /// Makes run() return, soon.
  virtual void quit() = 0;
};

/// What the shared object of an engine exports as `transomCreateEngine`. Gives null and fills `error` where the engine
/// can't start.
using CreateEngineFunction = Engine* (*)(const EngineOptions& options, std::string& error);

}  // namespace transom
