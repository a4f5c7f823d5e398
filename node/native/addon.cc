// SPDX-License-Identifier: MIT
#include "addon.h"

#include "access_functions.h"
#include "contents_functions.h"
#include "frame_object.h"
#include "javascriptcore_signal.h"
#include "port_object.h"
#include "receiver.h"
#include "reply_functions.h"
#include "values.h"
#include "window_functions.h"

#include <transom/version.h>

#include <unistd.h>
#include <atomic>

namespace transom::node {
namespace {

/// GLib's default main context belongs to one.
std::atomic<bool> started{false};

void requireMainThread(Napi::Env env) {
  if (::gettid() == ::getpid()) return;
  throw Napi::Error::New(env, "Transom belongs to the main thread of the process, not to a Worker");
}

AppOptions optionsIn(const Napi::Object& options) {
  return {.appPath = textIn(options, "appPath"),
          .dataDirectory = textIn(options, "dataDirectory"),
          .enableLogging = flagIn(options, "enableLogging", false),
          .webExtensionDirectory = textIn(options, "webExtensionDirectory")};
}

}  // namespace

Addon::Addon(Napi::Env env, Napi::Object exports)
    : frameType_(Napi::Persistent(FrameObject::define(env))), portType_(Napi::Persistent(PortObject::define(env))) {
  exports.Set("version", version());
  const auto add = [&](const char* name, Napi::Value (Addon::*method)(const Napi::CallbackInfo&)) {
    exports.Set(name, Napi::Function::New(
                          env, [this, method](const Napi::CallbackInfo& info) { return (this->*method)(info); }, name));
  };
  add("start", &Addon::start);
  add("keepAlive", &Addon::keepAlive);
  add("makeChannel", &Addon::makeChannel);
  addAccessFunctions(exports);
  addContentsFunctions(exports);
  addReplyFunctions(exports);
  addWindowFunctions(exports);
}

Addon::~Addon() {
  if (loop_) started = false;
}

App& Addon::app() const {
  if (!app_) throw Napi::Error::New(portType_.Env(), "Transom is not ready: wait for app.whenReady()");
  return *app_;
}

Windows& Addon::windows() const {
  static_cast<void>(app());
  return *windows_;
}

Replies& Addon::replies() const {
  static_cast<void>(app());
  return *replies_;
}

WebContents* Addon::contents(const Napi::Value& id) const {
  return app().webContents(id.As<Napi::Number>().Int32Value());
}

/// (options, host)
Napi::Value Addon::start(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  return guarded(env, [&]() -> Napi::Value {
    requireMainThread(env);
    if (started.exchange(true)) throw Napi::Error::New(env, "Transom is started already in this process");
    try {
      keepSignalsOfNode();
      uv_loop_t* uv = nullptr;
      napi_get_uv_event_loop(env, &uv);
      loop_ = std::make_unique<GlibOnUv>(uv);
      host_ = std::make_unique<Host>(env, info[1].As<Napi::Object>());
      replies_ = std::make_unique<Replies>(*host_);
      app_ = App::create(0, nullptr, optionsIn(info[0].As<Napi::Object>()));
    } catch (...) {
      loop_.reset();
      started = false;
      throw;
    }
    windows_ = std::make_unique<Windows>(*app_, *host_);
    encoded::setReceiver(*app_, std::make_unique<JsReceiver>(*this));
    // JavaScript decides what happens then.
    app_->on("window-all-closed", [] {});
    app_->start([this](int status) {
      const Napi::HandleScope scope(host_->env());
      host_->call(Told::ended, {Napi::Number::New(host_->env(), status)});
    });
    return host_->commonMemory();
  });
}

/// (wanted)
Napi::Value Addon::keepAlive(const Napi::CallbackInfo& info) {
  if (loop_) loop_->keepAlive(info[0].ToBoolean());
  return info.Env().Undefined();
}

Napi::Value Addon::makeChannel(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&]() -> Napi::Value {
    const auto [one, two] = encoded::Port::makeChannel(app());
    return PortObject::objectsOf(portType_, {one, two});
  });
}

}  // namespace transom::node

namespace {

Napi::Object initialize(Napi::Env env, Napi::Object exports) {
  env.SetInstanceData(new transom::node::Addon(env, exports));
  return exports;
}

}  // namespace

NODE_API_MODULE(transom, initialize)
