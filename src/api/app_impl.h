// SPDX-License-Identifier: MIT
#pragma once

#include "api/types/types_mode.h"
#include "app_pages.h"
#include "app_threads.h"
#include "base/log.h"
#include "child_keeper.h"
#include "core/session.h"
#include "delays.h"
#include "message_receiver.h"
#include "opened_windows.h"
#include "port_end.h"
#include "post_box.h"

#include <transom/app.h>
#include <transom/interfaces/engine.h>

#include <chrono>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace transom::detail {

/// The inside of App: the engine, the pages there are, and what is said about errors.
class AppImpl {
 public:
  /// Throws EngineError.
  AppImpl(App& self, int argc, char** argv, const AppOptions& options);
  ~AppImpl();
  AppImpl(const AppImpl&) = delete;
  AppImpl& operator=(const AppImpl&) = delete;

  static AppImpl& of(const App& app) { return *app.impl_; }

  int run();
  /// Whether that is all that run() will do.
  [[nodiscard]] bool writesTypes() const { return typesRequest_.has_value(); }
  /// run() in a loop that somebody else runs: `ended` is called when it would return.
  void start(std::function<void(int status)> ended);
  /// exit(), unless a window prevents it.
  void quit();
  void exit(int status);
  /// No coroutine comes back from a thread or from waiting any more. The first step of the end.
  void stopCoroutines();

  [[nodiscard]] Engine& engine() { return *engine_; }
  [[nodiscard]] IpcMain& ipcMain() { return ipcMain_; }
  [[nodiscard]] EventEmitter<AppEvent>& events() { return events_; }
  [[nodiscard]] AppPages& pages() { return pages_; }
  [[nodiscard]] OpenedWindows& openedWindows() { return openedWindows_; }
  [[nodiscard]] const Log& log() const { return *log_; }
  /// For those who may outlive the application.
  [[nodiscard]] const std::shared_ptr<const Log>& sharedLog() const { return log_; }
  [[nodiscard]] const Limits& limits() const { return options_.limits; }
  [[nodiscard]] const std::filesystem::path& appPath() const { return options_.appPath; }
  [[nodiscard]] bool loggingEnabled() const { return options_.enableLogging; }
  [[nodiscard]] const std::shared_ptr<PostBox>& postBox() const { return postBox_; }
  [[nodiscard]] PortTerms portTerms() const { return {postBox_, log_, options_.limits.maxMessageBytes}; }
  [[nodiscard]] AppThreads& threads() { return threads_; }
  [[nodiscard]] MessageReceiver& receiver() { return *receiver_; }
  /// Before there is a page.
  void setReceiver(std::unique_ptr<MessageReceiver> receiver) { receiver_ = std::move(receiver); }
  [[nodiscard]] Task<void> delay(std::chrono::milliseconds time, const std::stop_token& stop);
  /// Throws std::logic_error off the main thread.
  void requireMainThread() const;

  [[nodiscard]] std::shared_ptr<WebContents> newContents(core::PageRights rights);
  [[nodiscard]] const std::map<int, std::weak_ptr<WebContents>>& contents() const { return contents_; }
  void contentsDestroyed(int id) { contents_.erase(id); }
  void windowOpened() { ++windows_; }
  /// A window is closed, and its listeners have been told.
  void windowClosed();

  [[nodiscard]] ChildKeeper& children() { return children_; }

  [[nodiscard]] const Access& defaultAccess() const { return defaultAccess_; }
  void setDefaultAccess(const Access& access) { defaultAccess_ = access; }

  void reportListenerError(const std::string& channel, WebContents& sender, const std::exception_ptr& error) const;
  void setListenerErrorHandler(std::function<void(const ListenerError&)> handler) {
    errorHandler_ = std::move(handler);
  }
  /// The application can't do what it was written for: says why and ends it with 1.
  void failStart(const std::exception_ptr& why);

 private:
  void end();

  App& self_;
  AppOptions options_;
  std::optional<TypesRequest> typesRequest_;
  std::shared_ptr<const Log> log_;
  std::unique_ptr<Engine> engine_;
  AppPages pages_;
  std::shared_ptr<PostBox> postBox_;
  AppThreads threads_;
  std::shared_ptr<Delays> delays_;
  std::unique_ptr<MessageReceiver> receiver_;
  IpcMain ipcMain_;
  EventEmitter<AppEvent> events_;
  Access defaultAccess_;
  std::function<void(const ListenerError&)> errorHandler_;
  std::map<int, std::weak_ptr<WebContents>> contents_;  // those not destroyed
  int lastContentsId_ = 0;
  int windows_ = 0;  // that are open
  bool running_ = false;
  std::optional<int> exitStatus_;
  std::function<void(int status)> ended_;  // of start()
  OpenedWindows openedWindows_{*this};
  ChildKeeper children_;  // the first to go: the ends of programs are told to all others
};

}  // namespace transom::detail
