// SPDX-License-Identifier: MIT
#include "page_test.h"

#include <glib.h>

#include <algorithm>

namespace transom::test {

bool runUntil(const std::function<bool()>& done, std::chrono::seconds deadline) {
  bool late = false;
  GSource* timer = g_timeout_source_new_seconds(static_cast<guint>(deadline.count()));
  g_source_set_callback(
      timer,
      [](gpointer flag) -> gboolean {
        *static_cast<bool*>(flag) = true;
        return G_SOURCE_REMOVE;
      },
      &late, nullptr);
  g_source_attach(timer, nullptr);
  while (!done() && !late) g_main_context_iteration(nullptr, TRUE);
  g_source_destroy(timer);
  g_source_unref(timer);
  return done();
}

std::unique_ptr<App> PageTest::shared_;
PageTest* PageTest::running_ = nullptr;

PageTest::PageTest(const AppOptions& options) {
  running_ = this;
  if (!shared_) shared_ = start(options);
  app_ = shared_.get();
}

PageTest::~PageTest() {
  windows_.clear();
  ipcMain().removeAllListeners();
  ipcMain().removeAllHandlers();
  app_->setListenerErrorHandler(nullptr);
  own_.reset();
  running_ = nullptr;
}

void PageTest::TearDownTestSuite() {
  shared_.reset();
}

void PageTest::restart(const AppOptions& options) {
  windows_.clear();
  shared_.reset();
  own_.reset();
  own_ = start(options);
  app_ = own_.get();
}

std::unique_ptr<App> PageTest::start(AppOptions options) {
  options.logSink = [](std::string_view line) {
    if (running_) running_->log_.emplace_back(line);
  };
  static char name[] = "page-test";
  static char* arguments[] = {name, nullptr};
  return App::create(1, arguments, options);
}

BrowserWindow& PageTest::openWindow() {
  return openWindow({.webPreferences = {.exposeIpcToPage = true}});
}

BrowserWindow& PageTest::openWindow(const BrowserWindowOptions& options) {
  return *windows_.emplace_back(std::make_unique<BrowserWindow>(*app_, options));
}

BrowserWindow& PageTest::window() {
  return windows_.empty() ? openWindow() : *windows_.front();
}

std::string PageTest::page(std::string_view html, std::string_view path) {
  server_.serve(path, html);
  return server_.url("127.0.0.1", path);
}

void PageTest::runPage(std::string_view script) {
  runPage(window(), script);
}

void PageTest::runPage(BrowserWindow& window, std::string_view script) {
  load(window,
       page("<!doctype html><meta charset=utf-8><title>test</title><script>\n" + std::string(script) + "\n</script>"));
}

void PageTest::load(BrowserWindow& window, const std::string& url) {
  wait(window.loadURL(url));
}

Value PageTest::evaluate(std::string_view code) {
  return evaluate(window(), code);
}

Value PageTest::evaluate(BrowserWindow& window, std::string_view code) {
  return wait(window.webContents().executeJavaScript(code));
}

bool PageTest::logged(std::string_view text) const {
  return std::any_of(log_.begin(), log_.end(),
                     [text](const std::string& line) { return line.find(text) != std::string::npos; });
}

}  // namespace transom::test
