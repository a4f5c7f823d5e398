// SPDX-License-Identifier: MIT
#include <transom/app.h>

#include "app_impl.h"
#include "base/log.h"
#include "error_text.h"
#include "event_names.h"

#include <array>
#include <cstdlib>

namespace transom {
namespace {

constexpr std::array<std::string_view, 1> kEvents{"window-all-closed"};

std::unique_ptr<detail::AppImpl> startOrExit(App& self, int argc, char** argv, const AppOptions& options) {
  try {
    return std::make_unique<detail::AppImpl>(self, argc, argv, options);
  } catch (const EngineError& error) {
    (options.logSink ? Log(options.logSink) : Log()).warning(error.what());
    std::exit(EXIT_FAILURE);
  }
}

}  // namespace

App::App(int argc, char** argv, const AppOptions& options) : impl_(startOrExit(*this, argc, argv, options)) {}

App::App(Started /*unused*/, int argc, char** argv, const AppOptions& options)
    : impl_(std::make_unique<detail::AppImpl>(*this, argc, argv, options)) {}

std::unique_ptr<App> App::create(int argc, char** argv, const AppOptions& options) {
  return std::unique_ptr<App>(new App(Started{}, argc, argv, options));
}

App::~App() {
  // While the application is whole: what coroutines hold may still use it.
  impl_->stopCoroutines();
}

IpcMain& App::ipcMain() const {
  return impl_->ipcMain();
}

bool App::writesTypes() const {
  return impl_->writesTypes();
}

int App::run() {
  return impl_->run();
}

void App::start(std::function<void(int status)> ended) {
  impl_->start(std::move(ended));
}

void App::quit() {
  impl_->quit();
}

void App::exit(int status) {
  impl_->exit(status);
}

void App::post(std::function<void()> task) const {
  impl_->postBox()->post([&log = impl_->log(), task = std::move(task)] {
    try {
      task();
    } catch (...) {
      log.warning("Unhandled error in a posted task: " + detail::errorText(std::current_exception()));
    }
  });
}

ThreadChange App::onThreadPool() const {
  return {impl_->threads(), ThreadChange::To::pool};
}

ThreadChange App::onMainThread() const {
  return {impl_->threads(), ThreadChange::To::mainThread};
}

Task<void> App::delay(std::chrono::milliseconds time, const std::stop_token& stop) const {
  return impl_->delay(time, stop);
}

const std::filesystem::path& App::appPath() const {
  return impl_->appPath();
}

WebContents* App::webContents(int id) const {
  const auto found = impl_->contents().find(id);
  return found == impl_->contents().end() ? nullptr : found->second.lock().get();
}

std::vector<WebContents*> App::allWebContents() const {
  std::vector<WebContents*> all;
  for (const auto& [id, weak] : impl_->contents()) {
    if (const auto contents = weak.lock()) all.push_back(contents.get());
  }
  return all;
}

void App::serve(std::string_view scheme, const std::filesystem::path& directory, const ServeOptions& options) {
  impl_->requireMainThread();
  // What a build makes of the types that are written is not there yet.
  if (impl_->writesTypes()) return;
  impl_->pages().serve(scheme, impl_->appPath() / directory, options);
}

void App::serve(std::string_view scheme, const ResourceBundle& bundle, const ServeOptions& options) {
  impl_->requireMainThread();
  impl_->pages().serve(scheme, bundle, options);
}

void App::setDefaultAccess(const Access& access) {
  impl_->setDefaultAccess(access);
}

void App::setListenerErrorHandler(std::function<void(const ListenerError&)> handler) {
  impl_->setListenerErrorHandler(std::move(handler));
}

EventEmitter<AppEvent>& App::events(std::string_view name) const {
  detail::requireEvent("App", name, kEvents);
  return impl_->events();
}

void App::removeListener(std::string_view event, const Listener& listener) {
  impl_->events().removeListener(event, listener);
}

}  // namespace transom
