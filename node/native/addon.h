// SPDX-License-Identifier: MIT
#pragma once

#include "glib_on_uv.h"
#include "host.h"
#include "replies.h"
#include "windows.h"

#include <transom/app.h>

#include <napi.h>

#include <memory>

namespace transom::node {

/// The addon in one environment of Node's. Any number of environments may load it; one of the process may start it,
/// that of the main thread: windows belong there.
class Addon {
 public:
  Addon(Napi::Env env, Napi::Object exports);
  ~Addon();
  Addon(const Addon&) = delete;
  Addon& operator=(const Addon&) = delete;

  static Addon& of(Napi::Env env) { return *env.GetInstanceData<Addon>(); }

  [[nodiscard]] const Napi::FunctionReference& frameType() const { return frameType_; }
  [[nodiscard]] const Napi::FunctionReference& portType() const { return portType_; }

  // These throw an Error in JavaScript before start() was called.
  [[nodiscard]] App& app() const;
  [[nodiscard]] Windows& windows() const;
  [[nodiscard]] Replies& replies() const;
  // REQUIRES: it was.
  [[nodiscard]] const Host& host() const { return *host_; }
  /// The page of that number; null if it is destroyed.
  [[nodiscard]] WebContents* contents(const Napi::Value& id) const;

 private:
  Napi::Value start(const Napi::CallbackInfo& info);
  Napi::Value keepAlive(const Napi::CallbackInfo& info);
  Napi::Value makeChannel(const Napi::CallbackInfo& info);

  Napi::FunctionReference frameType_;
  Napi::FunctionReference portType_;
  std::unique_ptr<Host> host_;
  std::unique_ptr<GlibOnUv> loop_;
  std::unique_ptr<Replies> replies_;
  std::unique_ptr<App> app_;
  std::unique_ptr<Windows> windows_;  // the first to go
};

}  // namespace transom::node
