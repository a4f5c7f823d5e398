// SPDX-License-Identifier: MIT
#pragma once

#include <transom/contents_sender.h>
#include <transom/event_emitter.h>
#include <transom/ipc_event.h>
#include <transom/ipc_main.h>
#include <transom/message.h>
#include <transom/message_port.h>
#include <transom/navigation.h>
#include <transom/task.h>
#include <transom/task_conversion.h>
#include <transom/value.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace transom {

class WebFrameMain;

namespace detail {

class WebContentsImpl;

template <class Event, class ParameterTypes>
inline constexpr bool kFirstIs = false;
template <class Event, class First, class... Rest>
inline constexpr bool kFirstIs<Event, std::tuple<First, Rest...>> = std::is_same_v<std::decay_t<First>, Event>;

/// A listener whose first parameter is that event.
template <class F, class Event>
concept TakesEvent = kFirstIs<Event, ParametersOf<F>>;

}  // namespace detail

/// What a listener of WebContents::on() gets first.
class WebContentsEvent {
 public:
  /// For the library, which makes it.
  explicit WebContentsEvent(WebContents& sender) : sender_(sender) {}
  /// The page it is about.
  [[nodiscard]] WebContents& sender() const { return sender_; }

 private:
  WebContents& sender_;
};

/// One page: what it shows and the messages to it. Belongs to its BrowserWindow; that of a UtilityProcess stands for a
/// native child process. Main thread only, except what sender() gives.
///
/// When its window is closed it is destroyed in the sense of isDestroyed(): every call is silent then, and tasks end
/// with an error.
class TRANSOM_API WebContents {
 public:
  /// For the library: BrowserWindow and UtilityProcess make it.
  explicit WebContents(std::unique_ptr<detail::WebContentsImpl> impl);
  ~WebContents();
  WebContents(const WebContents&) = delete;
  WebContents& operator=(const WebContents&) = delete;

  /// Unique in this application, from 1, never used again.
  [[nodiscard]] int id() const;

  /// Sends to the main frame of the page. Before its first document exists the message waits for it; once sent to a
  /// document, it never reaches the next one. Silent if the page is gone; throws RangeError if the message is too deep
  /// or too large.
  template <class... Args>
  void send(std::string_view channel, const Args&... args) {
    sendArguments(channel, Arguments::of(args...));
  }
  /// The same for a message whose channel and types are known by name.
  template <class... Parameters>
  void send(const Message<Parameters...>& message, const std::type_identity_t<Parameters>&... arguments) {
    sendArguments(message.channel(), Arguments::of(arguments...));
  }
  /// send(), for arguments that are collected at run time.
  void sendArguments(std::string_view channel, const Arguments& arguments);

  /// Sends one value to the main frame, as send(), and gives `ports` away with it: the listeners in the page find them
  /// as `event.ports`. Where the message is dropped, also because the page has no IPC, they are closed. Before anything
  /// is given away throws Error `Port at index N is null.`, `… is already neutered.` or `… is a duplicate.`, and
  /// RangeError as send().
  template <class T = Value>
  void postMessage(std::string_view channel, const T& message, const MessagePorts& ports = {}) {
    postValue(channel, detail::valueOf(message), ports);
  }
  /// postMessage(), for a Value.
  void postValue(std::string_view channel, const Value& message, const MessagePorts& ports);

  /// Asks the page: the answer of what it registered for `channel` with `ipcRenderer.handle`. Fails with name, message,
  /// `code` and `data` of what that threw; with ``No handler registered for '<channel>'``; when the page goes; or as
  /// TimeoutError after 30 s. Never trust the answer more than any other message of a page.
  template <class... Args>
  Task<Value> invoke(std::string_view channel, const Args&... args) {
    return invokeArguments(kInvokeTimeout, channel, Arguments::of(args...));
  }
  /// The same with a deadline of one's own.
  template <class... Args>
  Task<Value> invokeWithTimeout(std::chrono::milliseconds timeout, std::string_view channel, const Args&... args) {
    return invokeArguments(timeout, channel, Arguments::of(args...));
  }
  /// The same for questions whose channel and types are known by name. Fails with ConversionError, too: if the answer
  /// is no Result.
  template <class Result, class... Parameters>
  Task<Result> invoke(const Question<Result(Parameters...)>& question,
                      const std::type_identity_t<Parameters>&... arguments) {
    return invokeWithTimeout(kInvokeTimeout, question, arguments...);
  }
  /// The same with a deadline of one's own.
  template <class Result, class... Parameters>
  Task<Result> invokeWithTimeout(std::chrono::milliseconds timeout, const Question<Result(Parameters...)>& question,
                                 const std::type_identity_t<Parameters>&... arguments) {
    return detail::convertTask<Result>(invokeArguments(timeout, question.channel(), Arguments::of(arguments...)));
  }
  /// invokeWithTimeout(), for arguments that are collected at run time.
  Task<Value> invokeArguments(std::chrono::milliseconds timeout, std::string_view channel, const Arguments& arguments);
  /// The deadline of invoke().
  static constexpr std::chrono::seconds kInvokeTimeout{30};

  /// The frame of the page itself, which is there as long as the page; its frames() are those in it.
  [[nodiscard]] const std::shared_ptr<WebFrameMain>& mainFrame() const;

  /// Listeners and handlers for the messages of this page alone. They come after those of the frame that sends
  /// (WebFrameMain::ipc()) and before those of App::ipcMain(): every listener is called; of the handlers of a channel,
  /// the first in this order answers.
  [[nodiscard]] IpcMain& ipc() const;

  /// A handle for other threads.
  [[nodiscard]] ContentsSender sender() const;

  /// Loads `url`. Done when the page has finished loading; fails as `did-fail-load` does. To another place in the
  /// document that is shown (`#…`) it only jumps, without any event.
  Task<void> loadURL(const std::string& url);
  /// Loads a file; a relative path starts at App::appPath(). A file that is not there is an error of the application:
  /// where nobody takes it by the next turn of the loop, App::run() ends with 1.
  Task<void> loadFile(const std::filesystem::path& path);
  /// Loads the page again, as its own file or server has it now; after its process is gone, too.
  void reload();
  /// Ends the load under way.
  void stop();
  /// The engine's word on what the page shows.
  [[nodiscard]] std::string url() const;
  /// The title of the page; empty once it is destroyed.
  [[nodiscard]] std::string title() const;

  /// Decides whether the page gets the windows it asks for: `window.open`, or links with a target of their own. Without
  /// a handler, or with null, it gets none, and `window.open` gives null. A window that is allowed belongs to the
  /// application until it is closed; `did-create-window` tells of it. It stays under the handler of nobody until it
  /// gets one of its own.
  void setWindowOpenHandler(std::function<WindowOpenAction(const WindowOpenDetails&)> handler);

  /// Runs `code` at the top level of the page once its DOM is built, or the page opens its document itself, and gives
  /// its result; a promise is awaited. Fails with what it threw (Error with name and message; null and undefined as
  /// one), with `An object could not be cloned.`, or when the page goes.
  Task<Value> executeJavaScript(std::string_view code);
  /// The same in a script world beside the page's own, which shares its DOM and no object of JavaScript: scripts of the
  /// page can neither see nor change what runs there, and what runs there has no `ipcRenderer`. It finds what the
  /// preload script put there with `contextBridge.exposeInIsolatedWorld`. A world begins when it is first used, in each
  /// document anew.
  ///
  /// @param code as of executeJavaScript()
  /// @param worldId 1 to 536870911, by choice of the application, best from 1000 on; 0 is the page's own world, 999
  ///   that of an isolated preload script. The web process of a page has room for 64 numbers: use them again.
  /// @throws Error RangeError for any other number.
  Task<Value> executeJavaScriptInIsolatedWorld(int worldId, std::string_view code);

  /// Whether its window is closed, or its program has ended.
  [[nodiscard]] bool isDestroyed() const;
  /// BrowserWindow::close().
  void close();

  /// Opens the page's inspector. Silent where WebPreferences::devTools forbids it.
  void openDevTools();
  /// Closes the inspector.
  void closeDevTools();
  /// Whether the inspector is open.
  [[nodiscard]] bool isDevToolsOpened() const;

  /// The process that shows the page, in the numbering of this process; 0 before its first document.
  [[nodiscard]] int osProcessId() const;

  /// Listens to an event of the page. A listener is `[](WebContentsEvent& event, …) {…}` with the arguments below, or
  /// has no parameters; those with an event of their own name that: `[](NavigationEvent& event) {…}`. An unknown name,
  /// or the wrong kind of event for it, throws std::invalid_argument.
  ///
  /// - `did-start-loading`: a load has begun, whoever asked for it; it ends with `did-finish-load` or `did-fail-load`.
  /// - `did-navigate`: std::string url. The page shows another document from now on; not for `#…` in the same one.
  /// - `dom-ready`: the DOM is built; comes before `did-finish-load`.
  /// - `did-finish-load`: what is sent from now on goes to the new document.
  /// - `did-fail-load`: int code (the engine's), std::string description, std::string url.
  /// - `console-message`: int level (0 info, 1 log, 2 warning, 3 error, 4 debug), std::string text, int line,
  ///   std::string sourceUrl.
  /// - `render-process-gone`: std::string reason (`crashed`, `oom`, `killed`, `protocol-violation`), std::string
  ///   description.
  /// - `destroyed`.
  /// - `will-navigate` (NavigationEvent): the page, or a frame in it, wants to go elsewhere by itself; the listener may
  ///   prevent or allow it.
  /// - `did-create-window` (WindowCreatedEvent): a window that the page asked for is there.
  /// - `ipc-message` (IpcMainEvent): std::string channel and the arguments of every `send`, before ipcMain gets it.
  /// - `ipc-message-sync` (IpcMainEvent): the same for every `sendSync`; may answer it.
  template <class F>
  Listener on(std::string_view event, F&& listener) {
    return emitterFor<F>(event).on(event, std::forward<F>(listener));
  }
  /// on(), for one time.
  template <class F>
  Listener once(std::string_view event, F&& listener) {
    return emitterFor<F>(event).once(event, std::forward<F>(listener));
  }
  /// Takes off a listener; does nothing if it is gone already. An unknown name is no error.
  void removeListener(std::string_view event, const Listener& listener);
  /// The same as removeListener().
  void off(std::string_view event, const Listener& listener) { removeListener(event, listener); }

 private:
  friend class detail::WebContentsImpl;
  EventEmitter<WebContentsEvent>& events(std::string_view name) const;
  EventEmitter<IpcMainEvent>& ipcEvents(std::string_view name) const;
  EventEmitter<NavigationEvent>& navigationEvents(std::string_view name) const;
  EventEmitter<WindowCreatedEvent>& windowEvents(std::string_view name) const;
  template <class F>
  auto& emitterFor(std::string_view event) const {
    if constexpr (detail::TakesEvent<F, IpcMainEvent>) {
      return ipcEvents(event);
    } else if constexpr (detail::TakesEvent<F, NavigationEvent>) {
      return navigationEvents(event);
    } else if constexpr (detail::TakesEvent<F, WindowCreatedEvent>) {
      return windowEvents(event);
    } else {
      return events(event);
    }
  }
  std::unique_ptr<detail::WebContentsImpl> impl_;
};

}  // namespace transom
