// SPDX-License-Identifier: MIT
#pragma once

#include <transom/access.h>
#include <transom/engine_error.h>
#include <transom/event_emitter.h>
#include <transom/export.h>
#include <transom/ipc_main.h>
#include <transom/limits.h>
#include <transom/resource_bundle.h>
#include <transom/serve_options.h>
#include <transom/task.h>
#include <transom/thread_change.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string_view>
#include <vector>

namespace transom {

class App;
class MessageChannelMain;
class WebContents;

namespace detail {
class AppImpl;
}

/// How an application runs. A page costs it what `limits` allow, at most.
struct AppOptions {
  /// Where relative paths of loadFile() begin; empty: the directory of the executable.
  std::filesystem::path appPath{};
  /// Where pages keep cookies, local storage and caches; empty: in the user's directories for such data, under the name
  /// of the executable (`$XDG_DATA_HOME/<name>`, `$XDG_CACHE_HOME/<name>`).
  std::filesystem::path dataDirectory{};
  /// Prints every page's console to standard output, each line after `[page] `. Also turned on by the argument
  /// `--enable-logging` and by TRANSOM_ENABLE_LOGGING=1 in the environment.
  bool enableLogging = false;
  /// Takes every warning of the library but those of tasks that nobody took, one line each; null: they go to standard
  /// error after `transom: `. Main thread.
  std::function<void(std::string_view line)> logSink{};
  /// What one page may cost this process.
  Limits limits{};
  /// No web engine, and so no display: for applications whose only parts are native child processes (UtilityProcess). A
  /// BrowserWindow throws EngineError.
  bool headless = false;
  /// Where the part of Transom lies that runs inside the web process; empty: where it was installed.
  std::filesystem::path webExtensionDirectory{};
};

/// What a listener of App::on() gets first.
class AppEvent {
 public:
  /// For the library, which makes it.
  explicit AppEvent(App& app) : app_(app) {}
  /// The one it is about.
  [[nodiscard]] App& app() const { return app_; }

 private:
  App& app_;
};

/// The application: its loop, its windows, its ipcMain. The thread that makes it is the main thread; everything belongs
/// to that one except post() and what WebContents::sender() gives. Calls from another thread throw std::logic_error
/// where they can tell.
class TRANSOM_API App {
 public:
  /// Starts the web engine. Where that can't be (no display, engine not installed), prints one line that says how to
  /// mend it to standard error and ends the process with status 1; an application that wants to handle it calls
  /// create().
  ///
  /// With the argument `--transom-types` or `--transom-types=FILE` it starts no engine and needs no display: windows
  /// never open, what they are to show is never read, and run() only writes what writeTypes() does. So a build can have
  /// the types of the channels from the application itself: transom_types() in CMake.
  App(int argc, char** argv, const AppOptions& options = {});
  /// The same, but throws EngineError.
  static std::unique_ptr<App> create(int argc, char** argv, const AppOptions& options = {});
  ~App();
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  /// Receives what all pages and programs send. Lives as long as the App; main thread only.
  [[nodiscard]] IpcMain& ipcMain() const;

  /// Whether it was started with `--transom-types`: it will not run, and can leave out whatever it does before run()
  /// but registering listeners and handlers.
  [[nodiscard]] bool writesTypes() const;

  /// Runs the application until quit(), exit(), SIGINT or SIGTERM, or until its last window has been closed and nobody
  /// listens to `window-all-closed`. @return the exit status: 0, or what exit() was given
  int run();
  /// The same for an application whose thread runs GLib's default main context itself, or has another loop do so: this
  /// returns at once, and `ended` is called from that loop, with the exit status, when run() would return. Signals are
  /// the application's own affair then. Not for headless applications, whose loop is another.
  void start(std::function<void(int status)> ended);
  /// Closes all windows and ends run(); unless a listener of `close` of one of them prevents it, then nothing is
  /// closed.
  void quit();
  /// Closes all windows, without asking them by `close`, and ends run() with an exit status. SIGINT and SIGTERM do so
  /// with 0.
  void exit(int status);

  /// Runs `task` on the main thread, later, in the order posted. From any thread, as long as the App lives.
  /// What it throws is logged.
  void post(std::function<void()> task) const;

  /// `co_await app.onThreadPool();`: the coroutine goes on in a thread of the application's pool, where it may be busy
  /// without the application standing still. `co_await app.onMainThread();` brings it back; so does awaiting a Task. In
  /// the pool it may use what any thread may, and its own variables; not the application, its pages, or its event
  /// except for IpcMainInvokeEvent::stopToken(). It may end there, or `co_yield`: its result is handed on by the main
  /// thread, which destroys what the coroutine was given, too; after a `co_yield` it is in the main thread again.
  ///
  ///     ipcMain.handle("count", [&](IpcMainInvokeEvent&, std::string text) -> Task<int> {
  ///       co_await app.onThreadPool();
  ///       co_return countWords(text);
  ///     });
  ///
  /// The pool has as many threads as there are CPUs, at least two, each started when it is needed first. Coroutines
  /// beyond that wait for a free one. From any thread, as long as the App lives. The App's destructor waits for
  /// coroutines that are busy in the pool, so none of them may wait for the main thread by other means than co_await;
  /// those that wait for a thread or for time then are destroyed.
  [[nodiscard]] ThreadChange onThreadPool() const;
  /// Awaited by a coroutine it goes on in the main thread; at once if it is there already. Any thread.
  [[nodiscard]] ThreadChange onMainThread() const;

  /// `co_await app.delay(std::chrono::milliseconds(50));`: done when `time` has passed. If stop is requested before, it
  /// fails at once, with an Error named `AbortError`: `app.delay(time, event.stopToken())`. Main thread only.
  [[nodiscard]] Task<void> delay(std::chrono::milliseconds time, const std::stop_token& stop = {}) const;

  /// Where relative paths of loadFile() begin.
  [[nodiscard]] const std::filesystem::path& appPath() const;
  /// The page of that id, or null.
  [[nodiscard]] WebContents* webContents(int id) const;
  /// Every page, and every native child process, that is not destroyed.
  [[nodiscard]] std::vector<WebContents*> allWebContents() const;

  /// Makes the files under `directory` pages: `app.serve("app", "ui")` shows `ui/index.html` at `app://main/index.html`
  /// and at `app://main/`. A relative directory starts at appPath(). Such pages are a secure context with the origin
  /// `app://main`, may use what only those may (`crypto.subtle`, modules, workers, local storage), and can be named in
  /// rules of access. What changes in the directory shows on reload.
  ///
  /// Nothing outside the directory is served, whatever a URL says: links that lead out of it and links with absolute
  /// targets are not followed, and names that begin with a dot are not there. What isn't there is answered with 404
  /// and a line in the log. Parts of files (`Range`) are, too; only GET and HEAD are. The type goes by the ending of
  /// the name.
  ///
  /// The scheme is in lower case, and none that the engine or the web has a meaning for. Throws std::invalid_argument
  /// for any other, for a host that isn't one, and where the same scheme and host are served already; Error
  /// NotFoundError if there is no such directory.
  void serve(std::string_view scheme, const std::filesystem::path& directory, const ServeOptions& options = {});
  /// The same from files that are part of the executable.
  void serve(std::string_view scheme, const ResourceBundle& bundle, const ServeOptions& options = {});

  /// Who may use channels that have no rule of their own (IpcMain::setAccess()). Everybody, unless it is set.
  void setDefaultAccess(const Access& access);

  /// Is called instead of logging when a listener of a message throws. Null: log again.
  void setListenerErrorHandler(std::function<void(const ListenerError&)> handler);

  /// Listens to `window-all-closed`: `[](AppEvent&) {…}` or `[] {…}`. Whoever listens decides about quit() himself.
  /// An unknown name throws std::invalid_argument.
  template <class F>
  Listener on(std::string_view event, F&& listener) {
    return events(event).on(event, std::forward<F>(listener));
  }
  /// Takes off a listener; does nothing if it is gone already. An unknown name is no error. Main thread only.
  void removeListener(std::string_view event, const Listener& listener);

 private:
  friend class BrowserWindow;
  friend class MessageChannelMain;
  friend class UtilityProcess;
  friend class detail::AppImpl;
  struct Started {};
  App(Started, int argc, char** argv, const AppOptions& options);
  EventEmitter<AppEvent>& events(std::string_view name) const;
  std::unique_ptr<detail::AppImpl> impl_;
};

}  // namespace transom
