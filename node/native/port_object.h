// SPDX-License-Identifier: MIT
#pragma once

#include <transom/encoded_port.h>

#include <napi.h>

#include <memory>

namespace transom::node {

/// An end of a channel, in JavaScript. Closed when it is collected; from start() on it is not collected before it is
/// closed or given away, since what is posted to it has to arrive.
class PortObject : public Napi::ObjectWrap<PortObject> {
 public:
  /// The class, to be kept by whoever calls objectOf().
  static Napi::Function define(Napi::Env env);
  static Napi::Object objectOf(const Napi::FunctionReference& type, std::shared_ptr<encoded::Port> port);
  static Napi::Value objectsOf(const Napi::FunctionReference& type, const encoded::Ports& ports);
  /// The ports in an array of JavaScript's; null for what is none.
  static encoded::Ports portsIn(const Napi::Value& array);

  explicit PortObject(const Napi::CallbackInfo& info);

 private:
  class Listener;

  Napi::Value post(const Napi::CallbackInfo& info);
  Napi::Value start(const Napi::CallbackInfo& info);
  Napi::Value close(const Napi::CallbackInfo& info);

  std::shared_ptr<encoded::Port> port_;
  std::shared_ptr<Listener> listener_;
};

}  // namespace transom::node
