// SPDX-License-Identifier: MIT
#include <transom/web_contents.h>

#include "event_names.h"
#include "script_world.h"
#include "web_contents_impl.h"

#include <array>
#include <optional>

namespace transom {
namespace {

constexpr std::array<std::string_view, 8> kEvents{"did-start-loading",   "did-navigate",  "dom-ready",
                                                  "did-finish-load",     "did-fail-load", "console-message",
                                                  "render-process-gone", "destroyed"};
constexpr std::array<std::string_view, 2> kIpcEvents{"ipc-message", "ipc-message-sync"};
constexpr std::array<std::string_view, 1> kNavigationEvents{"will-navigate"};
constexpr std::array<std::string_view, 1> kWindowEvents{"did-create-window"};

}  // namespace

WebContents::WebContents(std::unique_ptr<detail::WebContentsImpl> impl) : impl_(std::move(impl)) {}
WebContents::~WebContents() = default;

int WebContents::id() const {
  return impl_->id();
}

const std::shared_ptr<WebFrameMain>& WebContents::mainFrame() const {
  return impl_->frames().mainFrame();
}

IpcMain& WebContents::ipc() const {
  return impl_->ipc();
}

Task<Value> WebContents::invokeArguments(std::chrono::milliseconds timeout, std::string_view channel,
                                         const Arguments& arguments) {
  return impl_->invoke(timeout, channel, arguments);
}

void WebContents::sendArguments(std::string_view channel, const Arguments& arguments) {
  impl_->send(channel, arguments);
}

void WebContents::postValue(std::string_view channel, const Value& message, const MessagePorts& ports) {
  impl_->postMessage(std::nullopt, channel, message, ports);
}

ContentsSender WebContents::sender() const {
  return impl_->sender();
}

Task<void> WebContents::loadURL(const std::string& url) {
  return impl_->loadUrl(url);
}

Task<void> WebContents::loadFile(const std::filesystem::path& path) {
  return impl_->loadFile(path);
}

void WebContents::reload() {
  if (View* const view = impl_->view()) view->reload();
}

void WebContents::stop() {
  impl_->stop();
}

std::string WebContents::url() const {
  const View* const view = impl_->view();
  return view ? view->url() : std::string();
}

std::string WebContents::title() const {
  const View* const view = impl_->view();
  return view ? view->pageTitle() : std::string();
}

void WebContents::setWindowOpenHandler(std::function<WindowOpenAction(const WindowOpenDetails&)> handler) {
  impl_->navigation().setWindowOpenHandler(std::move(handler));
}

Task<Value> WebContents::executeJavaScript(std::string_view code) {
  return impl_->evaluate(detail::kPageWorld, code);
}

Task<Value> WebContents::executeJavaScriptInIsolatedWorld(int worldId, std::string_view code) {
  return impl_->evaluate(worldId, code);
}

bool WebContents::isDestroyed() const {
  return !impl_->view();
}

void WebContents::close() {
  impl_->requestClose();
}

void WebContents::openDevTools() {
  if (View* const view = impl_->view()) view->openDevTools();
}

void WebContents::closeDevTools() {
  if (View* const view = impl_->view()) view->closeDevTools();
}

bool WebContents::isDevToolsOpened() const {
  const View* const view = impl_->view();
  return view && view->isDevToolsOpened();
}

int WebContents::osProcessId() const {
  return impl_->processId();
}

void WebContents::removeListener(std::string_view event, const Listener& listener) {
  impl_->events().removeListener(event, listener);
  impl_->ipcEvents().removeListener(event, listener);
  impl_->navigation().events().removeListener(event, listener);
  impl_->navigation().windowEvents().removeListener(event, listener);
}

EventEmitter<WebContentsEvent>& WebContents::events(std::string_view name) const {
  detail::requireEvent("WebContents", name, kEvents);
  return impl_->events();
}

EventEmitter<IpcMainEvent>& WebContents::ipcEvents(std::string_view name) const {
  detail::requireEvent("WebContents", name, kIpcEvents);
  return impl_->ipcEvents();
}

EventEmitter<NavigationEvent>& WebContents::navigationEvents(std::string_view name) const {
  detail::requireEvent("WebContents", name, kNavigationEvents);
  return impl_->navigation().events();
}

EventEmitter<WindowCreatedEvent>& WebContents::windowEvents(std::string_view name) const {
  detail::requireEvent("WebContents", name, kWindowEvents);
  return impl_->navigation().windowEvents();
}

}  // namespace transom
