// SPDX-License-Identifier: MIT
#pragma once

#include <transom/arguments.h>
#include <transom/event_emitter.h>
#include <transom/export.h>
#include <transom/main_stream.h>
#include <transom/message_port.h>
#include <transom/renderer_call.h>
#include <transom/task.h>
#include <transom/task_conversion.h>
#include <transom/value.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace transom {

namespace detail {
class RendererImpl;
}

/// What IpcRenderer::connect() can be told.
struct IpcRendererOptions {
  /// Takes every warning of the library, one line each; null: they go to standard error after `transom: `.
  std::function<void(std::string_view line)> logSink{};
};

/// What may end an `invoke` before main has answered it, and a stream before main has ended it.
struct InvokeOptions {
  /// Cancels it when stop is requested, in whatever thread; it fails with an AbortError.
  std::stop_token stop{};
  /// Cancels it after that time, counted from the call; it fails with a TimeoutError. Nothing: it waits as long as main
  /// does.
  std::optional<std::chrono::milliseconds> timeout{};
};

/// A native process's end of messages: `ipcRenderer`, for a program in C++ that the application started with
/// UtilityProcess. Such a program links `Transom::renderer`, which needs no web engine, no toolkit and no display.
///
///     auto ipcRenderer = transom::IpcRenderer::connect();
///     ipcRenderer.on("resize", [](transom::IpcRendererEvent& event, int width, int height) { … });
///     ipcRenderer.handle("thumbnail", [](transom::IpcRendererEvent&, std::string path) -> transom::Bytes { … });
///     return ipcRenderer.run();
///
/// It is an EventEmitter of what main sends. A listener that throws, or that asks for other types than came, is logged,
/// and the others still run. What main sent while a call blocks is delivered after it has returned, in order.
///
/// Belongs to the thread that made it, except post() and quit(). May be destroyed by its own listeners.
class TRANSOM_API IpcRenderer : public EventEmitter<IpcRendererEvent> {
 public:
  /// Takes up the connection with the application that started this program, once; waits for its answer. Call it before
  /// there are other threads: it takes the connection out of the environment, so that programs that this one starts
  /// don't think it theirs. Throws Error if the program was not started by UtilityProcess, or main is gone.
  [[nodiscard]] static IpcRenderer connect(const IpcRendererOptions& options = {});
  /// Closes the connection. Tasks that wait for main fail.
  ~IpcRenderer();
  IpcRenderer(const IpcRenderer&) = delete;
  IpcRenderer& operator=(const IpcRenderer&) = delete;

  /// Sends to the listeners of `channel` in main. Throws RangeError, before anything is sent, if the message is too
  /// deep or too large, and Error `The main process is gone`.
  template <class... Args>
  void send(std::string_view channel, const Args&... args) {
    sendArguments(channel, Arguments::of(args...));
  }
  /// The same with arguments that are made already.
  void sendArguments(std::string_view channel, const Arguments& arguments);

  /// Sends one value to the listeners of `channel` in main, and gives `ports` away with it. Throws Error as
  /// MessagePortMain::postMessage(), and as send(), before anything is given away.
  template <class T = Value>
  void postMessage(std::string_view channel, const T& message, const MessagePorts& ports = {}) {
    postValue(channel, detail::valueOf(message), ports);
  }
  /// The same with a value that is made already.
  void postValue(std::string_view channel, const Value& message, const MessagePorts& ports);

  /// Sends, and blocks until main has answered: `const auto text = ipcRenderer.sendSync<std::string>("read", path);`.
  /// Throws the error that main answered with, one that says that nobody listens or nobody answered, ConversionError if
  /// the answer is no Result; else as send().
  template <class Result = Value, class... Args>
  Result sendSync(std::string_view channel, const Args&... args) {
    const Value answer = sendSyncArguments(channel, Arguments::of(args...));
    if constexpr (!std::is_void_v<Result>) return fromValue<Result>(answer);
  }
  /// The same with arguments that are made already.
  Value sendSyncArguments(std::string_view channel, const Arguments& arguments);

  /// Asks main: what the handler of `channel` returns, converted. Fails with an Error of the message
  /// ``Error invoking remote method '<channel>': <error>`` that has name, `code` and `data` of what was thrown; with
  /// `The main process is gone`; or with ConversionError. Throws as send(), and RangeError where as many calls wait for
  /// main's answer as may (Limits::maxPendingCalls); so do sendSync() and stream().
  template <class Result = Value, class... Args>
  Task<Result> invoke(std::string_view channel, const Args&... args) {
    return detail::convertTask<Result>(invokeArguments({}, channel, Arguments::of(args...)));
  }
  /// invoke() that can be cancelled: the handler in main is told.
  template <class Result = Value, class... Args>
  Task<Result> invokeWithOptions(std::string_view channel, const InvokeOptions& options, const Args&... args) {
    return detail::convertTask<Result>(invokeArguments(options, channel, Arguments::of(args...)));
  }
  /// The same with arguments that are made already.
  Task<Value> invokeArguments(const InvokeOptions& options, std::string_view channel, const Arguments& arguments);

  /// Asks main for a stream: a handler of `channel` that returns an AsyncGenerator yields its values, converted. Read
  /// them in a coroutine, and destroy the stream to end it early:
  ///
  ///     auto lines = ipcRenderer.stream<std::string>("tail", path);
  ///     while (auto line = co_await lines.next()) show(*line);
  ///
  /// What fails, fails at next(): see MainStream. Throws as send().
  template <class T = Value, class... Args>
  [[nodiscard]] MainStream<T> stream(std::string_view channel, const Args&... args) {
    return MainStream<T>(openStream({}, channel, Arguments::of(args...)));
  }
  /// stream() that can be cancelled by a stop token, or where it takes too long as a whole.
  template <class T = Value, class... Args>
  [[nodiscard]] MainStream<T> streamWithOptions(std::string_view channel, const InvokeOptions& options,
                                                const Args&... args) {
    return MainStream<T>(openStream(options, channel, Arguments::of(args...)));
  }
  /// The same with arguments that are made already.
  [[nodiscard]] MainStream<> streamArguments(const InvokeOptions& options, std::string_view channel,
                                             const Arguments& arguments) {
    return MainStream<>(openStream(options, channel, arguments));
  }

  /// Answers what main asks with `contents.invoke`. A handler is as those of IpcMain::handle(), with an
  /// IpcRendererEvent. Throws Error ``Attempted to register a second handler for '<channel>'``.
  template <class F>
  void handle(std::string_view channel, F&& handler) {
    addHandler(channel, detail::adaptHandler<detail::RendererCall>(std::forward<F>(handler)), false);
  }
  /// handle(), for one call: the handler is removed before it is called.
  template <class F>
  void handleOnce(std::string_view channel, F&& handler) {
    addHandler(channel, detail::adaptHandler<detail::RendererCall>(std::forward<F>(handler)), true);
  }
  /// Does nothing if there is none.
  void removeHandler(std::string_view channel);

  /// Delivers what comes, until quit(), or until main is gone or has closed the connection.
  /// @return the exit status: 0, or what quit() was given
  int run();
  /// Ends run(), or has the next one end at once. From any thread.
  void quit(int status = 0);
  /// Runs `task` in run() or dispatch(), later, in the order posted. From any thread, as long as this lives.
  void post(std::function<void()> task) const;

  /// For a program with a loop of its own: readable when dispatch() has something to do.
  [[nodiscard]] int descriptor() const;
  /// Delivers what has come, and never waits.
  void dispatch();

  /// Whether main is there, as far as is known.
  [[nodiscard]] bool isConnected() const;
  /// Under which name the application started this program.
  [[nodiscard]] std::string serviceName() const;

 private:
  friend class MessageChannel;
  explicit IpcRenderer(const std::shared_ptr<detail::RendererImpl>& impl);
  std::shared_ptr<detail::IncomingStream> openStream(const InvokeOptions& options, std::string_view channel,
                                                     const Arguments& arguments);
  void addHandler(std::string_view channel, detail::HandlerOf<detail::RendererCall> handler, bool once);

  std::shared_ptr<detail::RendererImpl> impl_;
};

/// A channel, made in a native process: what is posted to one of its ports arrives at the other one. A port is used
/// here as in main, see MessagePortMain, or given away by IpcRenderer::postMessage() and from there on to whomever.
///
///     MessageChannel channel(ipcRenderer);
///     ipcRenderer.postMessage("port", nullptr, {channel.port2()});
class TRANSOM_API MessageChannel {
 public:
  /// Makes a channel of this connection. In the thread of `ipcRenderer`.
  explicit MessageChannel(IpcRenderer& ipcRenderer);

  /// One end. The channel holds it until it goes itself.
  [[nodiscard]] const std::shared_ptr<MessagePortMain>& port1() const { return port1_; }
  /// The other end, held as well.
  [[nodiscard]] const std::shared_ptr<MessagePortMain>& port2() const { return port2_; }

 private:
  std::shared_ptr<MessagePortMain> port1_;
  std::shared_ptr<MessagePortMain> port2_;
};

}  // namespace transom
