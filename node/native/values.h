// SPDX-License-Identifier: MIT
#pragma once

#include <transom/bytes.h>
#include <transom/encoded.h>

#include <napi.h>

#include <string>

namespace transom::node {

/// The first `length` bytes of a Uint8Array. Valid until JavaScript runs.
inline ByteView bytesIn(const Napi::Value& array, const Napi::Value& length) {
  const auto bytes = array.As<Napi::Uint8Array>();
  return std::as_bytes(std::span(bytes.Data(), length.As<Napi::Number>().Uint32Value()));
}

inline std::string textIn(const Napi::Value& text) {
  return text.As<Napi::String>().Utf8Value();
}

inline std::uint32_t numberIn(const Napi::Value& number) {
  return number.As<Napi::Number>().Uint32Value();
}

/// A document's number, or undefined for that of the main frame.
inline encoded::Target targetIn(const Napi::Value& target) {
  return target.IsNumber() ? encoded::Target(numberIn(target)) : encoded::Target();
}

/// A property of an object of options, or `otherwise` where it is undefined.
inline bool flagIn(const Napi::Object& options, const char* name, bool otherwise) {
  const Napi::Value value = options.Get(name);
  return value.IsUndefined() ? otherwise : value.ToBoolean().Value();
}
inline int integerIn(const Napi::Object& options, const char* name, int otherwise) {
  const Napi::Value value = options.Get(name);
  return value.IsNumber() ? value.As<Napi::Number>().Int32Value() : otherwise;
}
inline std::string textIn(const Napi::Object& options, const char* name) {
  const Napi::Value value = options.Get(name);
  return value.IsString() ? textIn(value) : std::string();
}

}  // namespace transom::node
