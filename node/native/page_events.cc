// SPDX-License-Identifier: MIT
#include "page_events.h"

#include <string>

namespace transom::node {
namespace {

Napi::String text(Napi::Env env, const std::string& value) {
  return Napi::String::New(env, value);
}

}  // namespace

void tellEventsOf(WebContents& contents, const Host& host) {
  for (const char* const name : {"did-start-loading", "dom-ready", "did-finish-load", "destroyed"}) {
    contents.on(name, [&host, name](WebContentsEvent& event) {
      const Napi::Env env = host.env();
      const Napi::HandleScope scope(env);
      host.call(Told::contentsEvent, {Napi::Number::New(env, event.sender().id()), text(env, name)});
    });
  }
  contents.on("did-navigate", [&host](WebContentsEvent& event, const std::string& url) {
    const Napi::Env env = host.env();
    const Napi::HandleScope scope(env);
    host.call(Told::contentsEvent,
              {Napi::Number::New(env, event.sender().id()), text(env, "did-navigate"), text(env, url)});
  });
  contents.on("did-fail-load",
              [&host](WebContentsEvent& event, int code, const std::string& description, const std::string& url) {
                const Napi::Env env = host.env();
                const Napi::HandleScope scope(env);
                host.call(Told::contentsEvent, {Napi::Number::New(env, event.sender().id()), text(env, "did-fail-load"),
                                                Napi::Number::New(env, code), text(env, description), text(env, url)});
              });
  contents.on("console-message", [&host](WebContentsEvent& event, int level, const std::string& message, int line,
                                         const std::string& source) {
    const Napi::Env env = host.env();
    const Napi::HandleScope scope(env);
    host.call(Told::contentsEvent,
              {Napi::Number::New(env, event.sender().id()), text(env, "console-message"), Napi::Number::New(env, level),
               text(env, message), Napi::Number::New(env, line), text(env, source)});
  });
  contents.on("render-process-gone", [&host](WebContentsEvent& event, const std::string& reason,
                                             const std::string& description) {
    const Napi::Env env = host.env();
    const Napi::HandleScope scope(env);
    host.call(Told::contentsEvent, {Napi::Number::New(env, event.sender().id()), text(env, "render-process-gone"),
                                    text(env, reason), text(env, description)});
  });
  contents.on("will-navigate", [&host](NavigationEvent& event) {
    const Napi::Env env = host.env();
    const Napi::HandleScope scope(env);
    const Napi::Value may = host.call(
        Told::mayNavigate, {Napi::Number::New(env, event.sender().id()), text(env, event.url()),
                            Napi::Boolean::New(env, event.isAllowed()), Napi::Boolean::New(env, event.isRedirect())});
    if (!may.IsBoolean()) return;
    if (may.As<Napi::Boolean>().Value()) {
      event.allow();
    } else {
      event.preventDefault();
    }
  });
}

}  // namespace transom::node
