// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace transom {

/// A message that main sends to pages, with the types of its arguments. One constant serves for sending it, where the
/// compiler checks the arguments, and for IpcMain::declare(), which makes writeTypes() tell the page:
///
///     inline constexpr transom::Message<std::string, std::optional<int>> kOpened("opened");
///
///     app.ipcMain().declare(kOpened);
///     window.webContents().send(kOpened, path, 7);      // ipcRenderer.on('opened', (event, path, line) => …)
template <class... Parameters>
class Message {
 public:
  /// `channel` must live as long as the message: a literal does.
  explicit constexpr Message(std::string_view channel) : channel_(channel) {}
  /// What it is sent on.
  [[nodiscard]] constexpr std::string_view channel() const { return channel_; }

 private:
  std::string_view channel_;
};

/// Only that of `Question<Result(Parameters…)>`, below.
template <class Signature>
class Question;

/// What main asks pages, as Message is what it tells them: `Question<bool(std::string)>`.
///
///     inline constexpr transom::Question<bool(std::string)> kConfirm("confirm");
///
///     app.ipcMain().declare(kConfirm);
///     const bool yes = co_await window.webContents().invoke(kConfirm, "Close without saving?");
///                                                       // ipcRenderer.handle('confirm', (event, text) => true)
template <class Result, class... Parameters>
class Question<Result(Parameters...)> {
 public:
  /// `channel` must live as long as the question: a literal does.
  explicit constexpr Question(std::string_view channel) : channel_(channel) {}
  /// What it is asked on.
  [[nodiscard]] constexpr std::string_view channel() const { return channel_; }

 private:
  std::string_view channel_;
};

}  // namespace transom
