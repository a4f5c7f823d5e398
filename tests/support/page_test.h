// SPDX-License-Identifier: MIT
#pragma once

#include "test_server.h"

#include <transom/transom.h>

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace transom::test {

/// Runs the main loop until `done` says so. The deadline is no part of any test: it only turns a test that would hang
/// into one that fails.
/// @return whether it was done in time
bool runUntil(const std::function<bool()>& done, std::chrono::seconds deadline = std::chrono::seconds(60));

/// Rules for pages of several sites: for tests of something else than where a page may go.
inline const NavigationRules kEverywhere{.allowAll = true};

/// A test with an application, a server for its pages, and whatever windows it opens: all real. The tests of a suite
/// share the application, as the pages of a real one do; what they register with it ends with them.
class PageTest : public ::testing::Test {
 protected:
  /// @param options of the application: the same in all tests of a suite
  explicit PageTest(const AppOptions& options = {});
  ~PageTest() override;
  static void TearDownTestSuite();

  App& app() { return *app_; }
  IpcMain& ipcMain() { return app_->ipcMain(); }
  TestServer& server() { return server_; }

  /// Gives the test an application of its own, without windows, instead of the one there was.
  void restart(const AppOptions& options = {});

  /// A window whose page has ipcRenderer.
  BrowserWindow& openWindow();
  BrowserWindow& openWindow(const BrowserWindowOptions& options);
  /// The window opened first; opened now if there is none.
  BrowserWindow& window();
  WebContents& contents() { return window().webContents(); }

  /// Serves `html` as the page `path` of host 127.0.0.1, without loading it. @return its URL
  std::string page(std::string_view html, std::string_view path = "/");
  /// Loads a page in window() that consists of `script`, and waits until it has finished loading.
  void runPage(std::string_view script);
  void runPage(BrowserWindow& window, std::string_view script);
  void load(BrowserWindow& window, const std::string& url);

  /// executeJavaScript, waited for. What it throws comes out here.
  Value evaluate(std::string_view code);
  Value evaluate(BrowserWindow& window, std::string_view code);
  template <class T>
  T wait(const Task<T>& task);

  /// What the library logged, and whether a line of it contains `text`.
  const std::vector<std::string>& log() const { return log_; }
  bool logged(std::string_view text) const;

 private:
  static std::unique_ptr<App> start(AppOptions options);

  static std::unique_ptr<App> shared_;
  static PageTest* running_;

  std::vector<std::string> log_;
  TestServer server_;
  std::unique_ptr<App> own_;
  App* app_ = nullptr;
  std::vector<std::unique_ptr<BrowserWindow>> windows_;
};

template <class T>
T PageTest::wait(const Task<T>& task) {
  // Shared with the callback, which may come after the deadline.
  const auto result = std::make_shared<std::optional<TaskResult<T>>>();
  task.then([result](const TaskResult<T>& done) { result->emplace(done); });
  if (!runUntil([&result] { return result->has_value(); })) throw Error("Error", "nothing came of a task in time");
  return (*result)->value();
}

}  // namespace transom::test
