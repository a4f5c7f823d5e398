// SPDX-License-Identifier: MIT
#include "port_object.h"

#include "addon.h"
#include "values.h"

#include <utility>

namespace transom::node {

/// Holds the object in JavaScript weakly until it is started. Let go by the port when nothing comes any more.
class PortObject::Listener final : public encoded::PortListener {
 public:
  explicit Listener(const Napi::Object& object) : object_(Napi::Weak(object)) {}

  void hold() { object_.Ref(); }

  void message(ByteView value, const encoded::Ports& ports) override {
    const Addon& addon = Addon::of(object_.Env());
    const Napi::HandleScope scope(object_.Env());
    addon.host().lend(value, [&](Napi::Value lent) {
      addon.host().call(Told::portMessage, {object_.Value(), lent, objectsOf(addon.portType(), ports)});
    });
  }

  void closed() override {
    const Napi::HandleScope scope(object_.Env());
    const Napi::Object object = object_.Value();
    if (!object.IsEmpty()) Addon::of(object_.Env()).host().call(Told::portClosed, {object});
  }

 private:
  Napi::ObjectReference object_;
};

Napi::Function PortObject::define(Napi::Env env) {
  return DefineClass(env, "NativePort",
                     {InstanceMethod("post", &PortObject::post), InstanceMethod("start", &PortObject::start),
                      InstanceMethod("close", &PortObject::close)});
}

Napi::Object PortObject::objectOf(const Napi::FunctionReference& type, std::shared_ptr<encoded::Port> port) {
  const Napi::Object made = type.New({});
  PortObject& self = *Unwrap(made);
  self.listener_ = std::make_shared<Listener>(made);
  self.port_ = std::move(port);
  self.port_->listen(self.listener_);
  return made;
}

Napi::Value PortObject::objectsOf(const Napi::FunctionReference& type, const encoded::Ports& ports) {
  const Napi::Array all = Napi::Array::New(type.Env(), ports.size());
  for (std::uint32_t i = 0; i < ports.size(); ++i) all.Set(i, objectOf(type, ports[i]));
  return all;
}

encoded::Ports PortObject::portsIn(const Napi::Value& array) {
  encoded::Ports ports;
  if (!array.IsArray()) return ports;
  const auto all = array.As<Napi::Array>();
  for (std::uint32_t i = 0; i < all.Length(); ++i) {
    const Napi::Value each = all.Get(i);
    ports.push_back(each.IsObject() ? Unwrap(each.As<Napi::Object>())->port_ : nullptr);
  }
  return ports;
}

PortObject::PortObject(const Napi::CallbackInfo& info) : ObjectWrap(info) {}

/// (bytes, length, ports)
Napi::Value PortObject::post(const Napi::CallbackInfo& info) {
  return guarded(info.Env(), [&] {
    port_->post(bytesIn(info[0], info[1]), portsIn(info[2]));
    return info.Env().Undefined();
  });
}

Napi::Value PortObject::start(const Napi::CallbackInfo& info) {
  if (const auto listener = std::exchange(listener_, nullptr)) listener->hold();
  port_->start();
  return info.Env().Undefined();
}

Napi::Value PortObject::close(const Napi::CallbackInfo& info) {
  port_->close();
  return info.Env().Undefined();
}

}  // namespace transom::node
