// SPDX-License-Identifier: MIT
#include "windows.h"

#include "page_events.h"

#include <utility>

namespace transom::node {

Windows::Opened Windows::open(const BrowserWindowOptions& options) {
  auto own = std::make_unique<BrowserWindow>(app_, options);
  BrowserWindow& window = *own;
  return {.window = add(window, std::move(own)), .contents = window.webContents().id()};
}

BrowserWindow* Windows::find(std::uint32_t window) const {
  const auto found = windows_.find(window);
  return found == windows_.end() ? nullptr : found->second.window;
}

std::uint32_t Windows::add(BrowserWindow& window, std::unique_ptr<BrowserWindow> own) {
  const std::uint32_t id = ++last_;
  windows_.emplace(id, Entry{.window = &window, .own = std::move(own)});
  listen(id, window);
  tellEventsOf(window.webContents(), host_);
  window.webContents().on("did-create-window", [this](WindowCreatedEvent& event) { opened(event); });
  return id;
}

void Windows::listen(std::uint32_t id, BrowserWindow& window) {
  window.on("close", [this, id](CloseEvent& event) {
    const Napi::Env env = host_.env();
    const Napi::HandleScope scope(env);
    const Napi::Value may = host_.call(Told::mayClose, {Napi::Number::New(env, id)});
    if (may.IsBoolean() && !may.As<Napi::Boolean>().Value()) event.preventDefault();
  });
  window.on("closed", [this, id] { closed(id); });
}

void Windows::closed(std::uint32_t id) {
  const Napi::Env env = host_.env();
  const Napi::HandleScope scope(env);
  host_.call(Told::windowEvent, {Napi::Number::New(env, id), Napi::String::New(env, "closed")});
  // Later: it is the window that calls.
  const auto found = windows_.find(id);
  if (found == windows_.end()) return;
  app_.post([own = std::shared_ptr<BrowserWindow>(std::move(found->second.own))] {});
  windows_.erase(found);
}

void Windows::opened(const WindowCreatedEvent& event) {
  const Napi::Env env = host_.env();
  const Napi::HandleScope scope(env);
  WebContents& contents = event.window().webContents();
  const std::uint32_t id = add(event.window(), nullptr);
  host_.call(Told::windowOpened, {Napi::Number::New(env, event.sender().id()), Napi::Number::New(env, id),
                                  Napi::Number::New(env, contents.id()), Napi::String::New(env, event.url())});
}

}  // namespace transom::node
