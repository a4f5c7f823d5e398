// SPDX-License-Identifier: MIT
#pragma once

#include <transom/event_emitter.h>
#include <transom/export.h>
#include <transom/web_contents.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace transom {

class App;
class UtilityProcess;

namespace detail {
class UtilityProcessImpl;
}

/// What becomes of what a program prints.
enum class ProcessOutput {
  inherit,  ///< goes where that of the application goes
  pipe,     ///< comes as events, line by line
  ignore,   ///< is dropped
};

/// How a program is started.
struct UtilityProcessOptions {
  /// Without the program's own name.
  std::vector<std::string> arguments{};
  /// What the program is called in rules of access: its origin is `process://<serviceName>`. Lower case letters,
  /// digits, `-`, `_` and `.`; empty: made from the name of the program's file.
  std::string serviceName{};
  /// What is different from the application's own environment; nothing: the variable is not set.
  std::map<std::string, std::optional<std::string>> environment{};
  /// Empty: the application's own. A relative one starts there.
  std::filesystem::path workingDirectory{};
  /// What becomes of its standard output.
  ProcessOutput standardOutput = ProcessOutput::inherit;
  /// What becomes of its standard error.
  ProcessOutput standardError = ProcessOutput::inherit;
  /// How long the program has to end by itself when it is told to, and again after SIGTERM, before SIGKILL.
  std::chrono::milliseconds grace = std::chrono::seconds(2);
};

/// What a listener of UtilityProcess::on() gets first.
class UtilityProcessEvent {
 public:
  /// For the library, which makes it.
  explicit UtilityProcessEvent(UtilityProcess& process) : process_(process) {}
  /// The one it is about.
  [[nodiscard]] UtilityProcess& process() const { return process_; }

 private:
  UtilityProcess& process_;
};

/// A program of the application's own that takes part in its messages. It links `Transom::renderer` and has an
/// IpcRenderer; main sees it as a sender like a page: its messages come to ipcMain, and `event.sender()` is
/// webContents().
///
/// It inherits nothing but its connection and standard output and error (standard input is empty). The kernel kills it
/// when the main process ends, however that ends. Unlike a page it runs in no sandbox: it may do what the user may.
/// What it says is checked as what a page says, and a program that breaks the protocol is killed.
///
/// Destroying the object closes the connection, which ends IpcRenderer::run(); a program that doesn't end is ended, in
/// the background. Main thread only; the App must outlive it.
class TRANSOM_API UtilityProcess {
 public:
  /// Starts `program`; a relative path starts at App::appPath(). What is sent to it waits until it has connected.
  /// Throws Error SpawnError, with the system's name of the error as its code, where it can't be started, and TypeError
  /// for options that can't be meant. In an application that only writes its types (App::writesTypes()) nothing is
  /// started or checked, and nothing ever comes.
  UtilityProcess(App& app, const std::filesystem::path& program, const UtilityProcessOptions& options = {});
  ~UtilityProcess();
  UtilityProcess(const UtilityProcess&) = delete;
  UtilityProcess& operator=(const UtilityProcess&) = delete;

  /// The program as a sender: `send`, `invoke`, `ipc()`, `sender()`, `mainFrame()`. Of its events `dom-ready` says that
  /// it has connected, `render-process-gone` how it ended (`clean-exit`, `abnormal-exit`, `crashed`, `killed`,
  /// `launch-failed`: before it had connected, `protocol-violation`), unless it was told to. What only a page or a
  /// window has is silent, scripts and loads fail.
  [[nodiscard]] WebContents& webContents() const;

  /// WebContents::send().
  template <class... Args>
  void send(std::string_view channel, const Args&... args) {
    webContents().send(channel, args...);
  }
  /// WebContents::invoke().
  template <class... Args>
  Task<Value> invoke(std::string_view channel, const Args&... args) {
    return webContents().invoke(channel, args...);
  }

  /// The program's process; 0 once it has ended.
  [[nodiscard]] int pid() const;
  /// Sends SIGTERM, and SIGKILL where that doesn't help in time. @return whether there was a process
  bool kill();

  /// Listens to an event: `[](UtilityProcessEvent& event, …) {…}` with the arguments below, or without parameters. An
  /// unknown name throws std::invalid_argument.
  ///
  /// - `spawn`: it has connected.
  /// - `stdout`, `stderr`: std::string line, of what ProcessOutput::pipe asked for. A line longer than 64 KiB comes in
  ///   pieces; what is no UTF-8 is replaced.
  /// - `error`: std::string text. It ended before it had connected. Logged where nobody listens.
  /// - `exit`: std::optional<int> code, std::optional<std::string> signal, such as "SIGKILL". It has ended, and all
  ///   that it said and printed was told before. Also after close() and kill(), but not once this object is gone.
  template <class F>
  Listener on(std::string_view event, F&& listener) {
    return events(event).on(event, std::forward<F>(listener));
  }
  /// on(), for one time.
  template <class F>
  Listener once(std::string_view event, F&& listener) {
    return events(event).once(event, std::forward<F>(listener));
  }
  /// Takes off a listener; does nothing if it is gone already. An unknown name is no error.
  void removeListener(std::string_view event, const Listener& listener);
  /// The same as removeListener().
  void off(std::string_view event, const Listener& listener) { removeListener(event, listener); }

 private:
  EventEmitter<UtilityProcessEvent>& events(std::string_view name) const;
  std::shared_ptr<detail::UtilityProcessImpl> impl_;
};

}  // namespace transom
