// SPDX-License-Identifier: MIT
#include "frame_object.h"

#include "addon.h"

#include <transom/encoded.h>

#include <utility>

namespace transom::node {

Napi::Function FrameObject::define(Napi::Env env) {
  return DefineClass(
      env, "NativeFrame",
      {InstanceMethod("url", &FrameObject::url), InstanceMethod("origin", &FrameObject::origin),
       InstanceMethod("frameId", &FrameObject::frameId), InstanceMethod("detached", &FrameObject::detached),
       InstanceMethod("document", &FrameObject::document), InstanceMethod("target", &FrameObject::target),
       InstanceMethod("parent", &FrameObject::parent), InstanceMethod("top", &FrameObject::top),
       InstanceMethod("frames", &FrameObject::frames)});
}

Napi::Value FrameObject::objectOf(const Napi::FunctionReference& type, const std::shared_ptr<WebFrameMain>& frame) {
  if (!frame) return type.Env().Undefined();
  if (const auto& companion = encoded::companionOf(*frame)) {
    return std::static_pointer_cast<Napi::ObjectReference>(companion)->Value();
  }
  const Napi::Object made = type.New({});
  Unwrap(made)->frame_ = frame;
  encoded::attach(*frame, std::make_shared<Napi::ObjectReference>(Napi::Persistent(made)));
  return made;
}

std::shared_ptr<WebFrameMain> FrameObject::frameIn(const Napi::Value& object) {
  return Unwrap(object.As<Napi::Object>())->frame_.lock();
}

FrameObject::FrameObject(const Napi::CallbackInfo& info) : ObjectWrap(info) {}

Napi::Value FrameObject::url(const Napi::CallbackInfo& info) {
  const auto frame = frame_.lock();
  return Napi::String::New(info.Env(), frame ? frame->url() : std::string());
}

Napi::Value FrameObject::origin(const Napi::CallbackInfo& info) {
  const auto frame = frame_.lock();
  return Napi::String::New(info.Env(), frame ? frame->origin() : std::string("null"));
}

Napi::Value FrameObject::frameId(const Napi::CallbackInfo& info) {
  const auto frame = frame_.lock();
  return Napi::Number::New(info.Env(), frame ? static_cast<double>(frame->frameId()) : 0);
}

Napi::Value FrameObject::detached(const Napi::CallbackInfo& info) {
  const auto frame = frame_.lock();
  return Napi::Boolean::New(info.Env(), !frame || frame->detached());
}

Napi::Value FrameObject::document(const Napi::CallbackInfo& info) {
  const auto frame = frame_.lock();
  return Napi::Number::New(info.Env(), frame ? encoded::documentOf(*frame) : 0);
}

/// As targetIn() reads it.
Napi::Value FrameObject::target(const Napi::CallbackInfo& info) {
  const auto frame = frame_.lock();
  const encoded::Target target = frame ? encoded::targetOf(*frame) : encoded::Target(0);
  return target ? Napi::Number::New(info.Env(), *target) : info.Env().Undefined();
}

Napi::Value FrameObject::parent(const Napi::CallbackInfo& info) {
  const auto frame = frame_.lock();
  return objectOf(Addon::of(info.Env()).frameType(), frame ? frame->parent() : nullptr);
}

Napi::Value FrameObject::top(const Napi::CallbackInfo& info) {
  const auto frame = frame_.lock();
  return objectOf(Addon::of(info.Env()).frameType(), frame ? frame->top() : nullptr);
}

Napi::Value FrameObject::frames(const Napi::CallbackInfo& info) {
  const auto frame = frame_.lock();
  const Napi::Array all = Napi::Array::New(info.Env());
  if (!frame) return all;
  std::uint32_t index = 0;
  for (const auto& child : frame->frames()) all.Set(index++, objectOf(Addon::of(info.Env()).frameType(), child));
  return all;
}

}  // namespace transom::node
