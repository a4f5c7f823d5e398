// SPDX-License-Identifier: MIT
#include "reply_functions.h"

#include "addon.h"
#include "values.h"

namespace transom::node {
namespace {

using Info = const Napi::CallbackInfo&;

/// (call, bytes, length)
Napi::Value reply(Info info) {
  return guarded(info.Env(), [&] {
    Addon::of(info.Env()).replies().send(numberIn(info[0]), bytesIn(info[1], info[2]));
    return info.Env().Undefined();
  });
}

/// (call, bytes, length)
Napi::Value fail(Info info) {
  return guarded(info.Env(), [&] {
    Addon::of(info.Env()).replies().fail(numberIn(info[0]), bytesIn(info[1], info[2]));
    return info.Env().Undefined();
  });
}

/// (call, bytes, length): whether there is room for another one
Napi::Value chunk(Info info) {
  return guarded(info.Env(), [&] {
    const bool room = Addon::of(info.Env()).replies().chunk(numberIn(info[0]), bytesIn(info[1], info[2]));
    return Napi::Boolean::New(info.Env(), room);
  });
}

/// (call)
Napi::Value drop(Info info) {
  return guarded(info.Env(), [&] {
    Addon::of(info.Env()).replies().drop(numberIn(info[0]));
    return info.Env().Undefined();
  });
}

}  // namespace

void addReplyFunctions(Napi::Object& exports) {
  const Napi::Env env = exports.Env();
  exports.Set("reply", Napi::Function::New(env, reply, "reply"));
  exports.Set("fail", Napi::Function::New(env, fail, "fail"));
  exports.Set("chunk", Napi::Function::New(env, chunk, "chunk"));
  exports.Set("drop", Napi::Function::New(env, drop, "drop"));
}

}  // namespace transom::node
