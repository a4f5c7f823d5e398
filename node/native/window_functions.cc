// SPDX-License-Identifier: MIT
#include "window_functions.h"

#include "addon.h"
#include "values.h"
#include "window_options.h"

#include <functional>

namespace transom::node {
namespace {

using Info = const Napi::CallbackInfo&;

/// A function of an open window, whose number is its first argument; nothing of one that is closed.
void addFor(Napi::Object& exports, const char* name, std::function<Napi::Value(BrowserWindow&, Info)> body) {
  const auto function = [body = std::move(body)](Info info) {
    return guarded(info.Env(), [&]() -> Napi::Value {
      BrowserWindow* const window = Addon::of(info.Env()).windows().find(numberIn(info[0]));
      return window ? body(*window, info) : info.Env().Undefined();
    });
  };
  exports.Set(name, Napi::Function::New(exports.Env(), function, name));
}

void addVoid(Napi::Object& exports, const char* name, std::function<void(BrowserWindow&, Info)> body) {
  addFor(exports, name, [body = std::move(body)](BrowserWindow& window, Info info) {
    body(window, info);
    return info.Env().Undefined();
  });
}

/// (options): {window, contents}
Napi::Value createWindow(Info info) {
  return guarded(info.Env(), [&] {
    const auto opened = Addon::of(info.Env()).windows().open(windowOptionsIn(info[0].As<Napi::Object>()));
    const Napi::Object result = Napi::Object::New(info.Env());
    result.Set("window", opened.window);
    result.Set("contents", opened.contents);
    return result;
  });
}

/// (scheme, directory, host, contentSecurityPolicy); undefined: as usual
Napi::Value serve(Info info) {
  return guarded(info.Env(), [&] {
    ServeOptions options;
    if (info[2].IsString()) options.host = textIn(info[2]);
    if (info[3].IsString()) options.contentSecurityPolicy = textIn(info[3]);
    Addon::of(info.Env()).app().serve(textIn(info[0]), textIn(info[1]), options);
    return info.Env().Undefined();
  });
}

/// (status)
Napi::Value exitWith(Info info) {
  return guarded(info.Env(), [&] {
    Addon::of(info.Env()).app().exit(info[0].As<Napi::Number>().Int32Value());
    return info.Env().Undefined();
  });
}

Napi::Value sizeOf(BrowserWindow& window, Info info) {
  const auto [width, height] = window.size();
  const Napi::Array size = Napi::Array::New(info.Env(), 2);
  size.Set(0u, width);
  size.Set(1u, height);
  return size;
}

}  // namespace

void addWindowFunctions(Napi::Object& exports) {
  const Napi::Env env = exports.Env();
  exports.Set("createWindow", Napi::Function::New(env, createWindow, "createWindow"));
  exports.Set("exit", Napi::Function::New(env, exitWith, "exit"));
  exports.Set("serve", Napi::Function::New(env, serve, "serve"));
  addVoid(exports, "showWindow", [](BrowserWindow& window, Info) { window.show(); });
  addVoid(exports, "hideWindow", [](BrowserWindow& window, Info) { window.hide(); });
  addVoid(exports, "closeWindow", [](BrowserWindow& window, Info) { window.close(); });
  addVoid(exports, "destroyWindow", [](BrowserWindow& window, Info) { window.destroy(); });
  addVoid(exports, "setWindowTitle", [](BrowserWindow& window, Info info) { window.setTitle(textIn(info[1])); });
  addVoid(exports, "setWindowSize", [](BrowserWindow& window, Info info) {
    window.setSize(info[1].As<Napi::Number>().Int32Value(), info[2].As<Napi::Number>().Int32Value());
  });
  addFor(exports, "windowTitle",
         [](BrowserWindow& window, Info info) { return Napi::String::New(info.Env(), window.title()); });
  addFor(exports, "windowSize", sizeOf);
  addFor(exports, "isWindowVisible",
         [](BrowserWindow& window, Info info) { return Napi::Boolean::New(info.Env(), window.isVisible()); });
}

}  // namespace transom::node
