// SPDX-License-Identifier: MIT
#include "host.h"

#include <transom/error.h>

#include <algorithm>
#include <exception>

namespace transom::node {
namespace {

/// The standard class of that name if there is one: `instanceof` holds.
Napi::Value errorOf(Napi::Env env, const Error& error) {
  const Napi::Value known = env.Global().Get(error.name());
  const Napi::Function type =
      known.IsFunction() ? known.As<Napi::Function>() : env.Global().Get("Error").As<Napi::Function>();
  const Napi::Object made = type.New({Napi::String::New(env, error.message())});
  if (!known.IsFunction()) made.Set("name", error.name());
  if (!error.code().empty()) made.Set("code", error.code());
  return made;
}

}  // namespace

Host::Host(Napi::Env env, const Napi::Object& methods)
    : env_(env), methods_(Napi::Persistent(methods)), context_(env, "Transom") {
  for (std::size_t i = 0; i < kToldNames.size(); ++i) {
    functions_[i] = Napi::Persistent(methods.Get(kToldNames[i]).As<Napi::Function>());
  }
  common_ = Napi::Reference<Napi::Uint8Array>::New(Napi::Uint8Array::New(env, kCommonBytes), 1);
}

Napi::Value Host::call(Told method, std::initializer_list<napi_value> arguments) const {
  try {
    return functions_[static_cast<std::size_t>(method)].MakeCallback(methods_.Value(), arguments, context_);
  } catch (const Napi::Error& error) {
    napi_fatal_exception(env_, error.Value());
    return env_.Undefined();
  }
}

void Host::lend(ByteView bytes, const std::function<void(Napi::Value)>& use) const {
  if (bytes.size() <= kCommonBytes) {
    const auto to = std::as_writable_bytes(std::span(common_.Value().Data(), kCommonBytes));
    std::copy(bytes.begin(), bytes.end(), to.begin());
    return use(Napi::Number::New(env_, static_cast<double>(bytes.size())));
  }
  // JavaScript only reads it: Decoder copies all that it makes values of.
  void* const data = const_cast<std::byte*>(bytes.data());
  Napi::ArrayBuffer buffer = Napi::ArrayBuffer::New(env_, data, bytes.size());
  use(Napi::Uint8Array::New(env_, bytes.size(), buffer, 0));
  buffer.Detach();
}

Napi::Value guarded(Napi::Env env, const std::function<Napi::Value()>& body) {
  try {
    return body();
  } catch (const Napi::Error&) {
    throw;
  } catch (const Error& error) {
    throw Napi::Error(env, errorOf(env, error));
  } catch (const std::exception& error) {
    throw Napi::Error::New(env, error.what());
  }
}

}  // namespace transom::node
