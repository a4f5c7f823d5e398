// SPDX-License-Identifier: MIT
#include <transom/browser_window.h>

#include "app_impl.h"
#include "browser_window_impl.h"
#include "event_names.h"
#include "web_contents_impl.h"

#include <transom/app.h>

#include <array>

namespace transom {
namespace {

constexpr std::array<std::string_view, 2> kEvents{"close", "closed"};
constexpr std::array<std::string_view, 1> kCloseEvents{"close"};

}  // namespace

BrowserWindow::BrowserWindow(App& app, const BrowserWindowOptions& options)
    : BrowserWindow(std::make_shared<detail::BrowserWindowImpl>(*app.impl_)) {
  impl_->open(options);
}

BrowserWindow::BrowserWindow(std::shared_ptr<detail::BrowserWindowImpl> impl) : impl_(std::move(impl)) {
  impl_->belongTo(*this);
}

BrowserWindow::~BrowserWindow() {
  impl_->abandon();
}

WebContents& BrowserWindow::webContents() const {
  return impl_->contents();
}

void BrowserWindow::show() {
  if (View* const view = impl_->view()) view->show();
}

void BrowserWindow::hide() {
  if (View* const view = impl_->view()) view->hide();
}

bool BrowserWindow::isVisible() const {
  const View* const view = impl_->view();
  return view && view->isVisible();
}

void BrowserWindow::setTitle(const std::string& title) {
  if (View* const view = impl_->view()) view->setTitle(title);
}

std::string BrowserWindow::title() const {
  const View* const view = impl_->view();
  return view ? view->title() : std::string();
}

void BrowserWindow::setSize(int width, int height) {
  if (View* const view = impl_->view()) view->setSize({width, height});
}

std::pair<int, int> BrowserWindow::size() const {
  const View* const view = impl_->view();
  const Size size = view ? view->size() : Size{};
  return {size.width, size.height};
}

void BrowserWindow::close() {
  detail::WebContentsImpl::of(webContents()).requestClose();
}

void BrowserWindow::destroy() {
  if (View* const view = impl_->view()) view->close();
}

bool BrowserWindow::isDestroyed() const {
  return !impl_->view();
}

void BrowserWindow::removeListener(std::string_view event, const Listener& listener) {
  if (event == "close") return impl_->closeEvents().removeListener(event, listener);
  impl_->events().removeListener(event, listener);
}

EventEmitter<BrowserWindowEvent>& BrowserWindow::events(std::string_view name) const {
  detail::requireEvent("BrowserWindow", name, kEvents);
  return impl_->events();
}

EventEmitter<CloseEvent>& BrowserWindow::closeEvents(std::string_view name) const {
  detail::requireEvent("BrowserWindow", name, kCloseEvents);
  return impl_->closeEvents();
}

}  // namespace transom
