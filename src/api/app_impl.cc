// SPDX-License-Identifier: MIT
#include "app_impl.h"

#include "call_listeners.h"
#include "dispatch.h"
#include "engine_loader.h"
#include "engines/headless/headless_engine.h"
#include "engines/idle/idle_engine.h"
#include "error_text.h"
#include "web_contents_impl.h"

#include <cstdlib>
#include <string_view>
#include <utility>

namespace transom::detail {
namespace {

bool wantsLogging(int argc, char** argv) {
  const char* const variable = std::getenv("TRANSOM_ENABLE_LOGGING");
  if (variable && std::string_view(variable) == "1") return true;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--enable-logging") return true;
  }
  return false;
}

std::filesystem::path executable() {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error);
}

AppOptions complete(AppOptions options, int argc, char** argv) {
  if (options.appPath.empty()) options.appPath = executable().parent_path();
  options.enableLogging = options.enableLogging || wantsLogging(argc, argv);
  return options;
}

std::unique_ptr<Engine> startEngine(const AppOptions& options, bool onlyWritesTypes) {
  if (onlyWritesTypes) return std::make_unique<IdleEngine>();
  if (options.headless) return std::make_unique<HeadlessEngine>();
  return loadEngine({options.webExtensionDirectory, options.dataDirectory, executable().filename().string()});
}

}  // namespace

AppImpl::AppImpl(App& self, int argc, char** argv, const AppOptions& options)
    : self_(self),
      options_(complete(options, argc, argv)),
      typesRequest_(typesRequestOf(argc, argv)),
      log_(std::make_shared<const Log>(options.logSink ? Log(options.logSink) : Log())),
      engine_(startEngine(options, writesTypes())),
      pages_(*engine_, log_),
      postBox_(std::make_shared<PostBox>(engine_->loop())),
      threads_(engine_->loop(), postBox_),
      delays_(std::make_shared<Delays>(engine_->loop(), postBox_)),
      receiver_(std::make_unique<Dispatch>(*this)) {}

AppImpl::~AppImpl() {
  postBox_->close();
}

void AppImpl::stopCoroutines() {
  threads_.stop();
  delays_->close();
}

Task<void> AppImpl::delay(std::chrono::milliseconds time, const std::stop_token& stop) {
  requireMainThread();
  return delays_->add(time, stop);
}

int AppImpl::run() {
  requireMainThread();
  if (typesRequest_) return answerTypesRequest(*typesRequest_, self_, *log_);
  running_ = true;
  if (!exitStatus_) engine_->run([this] { exit(0); });
  running_ = false;
  return std::exchange(exitStatus_, std::nullopt).value_or(0);
}

void AppImpl::start(std::function<void(int status)> ended) {
  requireMainThread();
  running_ = true;
  ended_ = std::move(ended);
}

/// What exit() has begun, once nothing of the application is on the stack.
void AppImpl::end() {
  running_ = false;
  const auto ended = std::exchange(ended_, nullptr);
  ended(std::exchange(exitStatus_, std::nullopt).value_or(0));
}

void AppImpl::exit(int status) {
  requireMainThread();
  if (exitStatus_) return;
  exitStatus_ = status;
  for (const auto& [id, weak] : std::map(contents_)) {
    const auto contents = weak.lock();
    if (View* const view = contents ? WebContentsImpl::of(*contents).view() : nullptr) view->close();
  }
  engine_->quit();
  if (ended_) postBox_->post([this] { end(); });
}

void AppImpl::quit() {
  requireMainThread();
  for (const auto& [id, weak] : std::map(contents_)) {
    const auto contents = weak.lock();
    if (contents && !contents->isDestroyed() && !WebContentsImpl::of(*contents).mayClose()) return;
  }
  exit(EXIT_SUCCESS);
}

void AppImpl::requireMainThread() const {
  postBox_->requireLoopThread();
}

std::shared_ptr<WebContents> AppImpl::newContents(core::PageRights rights) {
  requireMainThread();
  const int id = ++lastContentsId_;
  auto contents = std::make_shared<WebContents>(std::make_unique<WebContentsImpl>(*this, id, std::move(rights)));
  contents_.emplace(id, contents);
  return contents;
}

void AppImpl::windowClosed() {
  if (--windows_ > 0 || !running_ || exitStatus_) return;
  if (events_.listenerCount("window-all-closed") == 0) return exit(0);
  AppEvent event(self_);
  callListeners(events_, "window-all-closed", event, {}, *log_);
}

void AppImpl::reportListenerError(const std::string& channel, WebContents& sender,
                                  const std::exception_ptr& error) const {
  const ListenerError report{channel, sender, error,
                             "Error occurred in listener for '" + channel + "': " + errorText(error)};
  if (!errorHandler_) return log_->warning(report.text);
  try {
    errorHandler_(report);
  } catch (...) {
    log_->warning("Error occurred in the handler of listener errors: " + errorText(std::current_exception()));
  }
}

void AppImpl::failStart(const std::exception_ptr& why) {
  if (writesTypes()) return;
  log_->warning(asError(why).message());
  exit(EXIT_FAILURE);
}

}  // namespace transom::detail
