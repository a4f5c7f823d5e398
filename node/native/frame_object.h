// SPDX-License-Identifier: MIT
#pragma once

#include <transom/web_frame_main.h>

#include <napi.h>

#include <memory>

namespace transom::node {

/// A frame of a page, in JavaScript: one object for each frame, which lives at least as long as the frame does. Once
/// that is gone, it is detached and all else is empty.
class FrameObject : public Napi::ObjectWrap<FrameObject> {
 public:
  /// The class, to be kept by whoever calls objectOf().
  static Napi::Function define(Napi::Env env);
  /// The object of `frame`; undefined for null.
  static Napi::Value objectOf(const Napi::FunctionReference& type, const std::shared_ptr<WebFrameMain>& frame);

  /// The frame of such an object; null if it is gone.
  static std::shared_ptr<WebFrameMain> frameIn(const Napi::Value& object);

  explicit FrameObject(const Napi::CallbackInfo& info);

 private:
  Napi::Value url(const Napi::CallbackInfo& info);
  Napi::Value origin(const Napi::CallbackInfo& info);
  Napi::Value frameId(const Napi::CallbackInfo& info);
  Napi::Value detached(const Napi::CallbackInfo& info);
  Napi::Value document(const Napi::CallbackInfo& info);
  Napi::Value target(const Napi::CallbackInfo& info);
  Napi::Value parent(const Napi::CallbackInfo& info);
  Napi::Value top(const Napi::CallbackInfo& info);
  Napi::Value frames(const Napi::CallbackInfo& info);

  std::weak_ptr<WebFrameMain> frame_;
};

}  // namespace transom::node
