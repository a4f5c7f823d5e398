// SPDX-License-Identifier: MIT
#include "access_functions.h"

#include "addon.h"
#include "frame_object.h"
#include "origins.h"
#include "values.h"

#include <transom/access.h>

#include <memory>

namespace transom::node {
namespace {

using Info = const Napi::CallbackInfo&;

Access accessIn(const Napi::Object& rule) {
  return {.allow = originsIn(rule.Get("allow")),
          .mainFrameOnly = flagIn(rule, "mainFrameOnly", false),
          .nobody = flagIn(rule, "nobody", false)};
}

void change(IpcMain& emitter, Info info) {
  if (info[2].IsObject()) {
    emitter.setAccess(textIn(info[1]), accessIn(info[2].As<Napi::Object>()));
  } else {
    emitter.removeAccess(textIn(info[1]));
  }
}

/// (place, channel, rule)
Napi::Value setAccess(Info info) {
  return guarded(info.Env(), [&] {
    const Addon& addon = Addon::of(info.Env());
    if (info[0].IsObject()) {
      if (const auto frame = FrameObject::frameIn(info[0])) change(frame->ipc(), info);
    } else if (info[0].IsNumber()) {
      if (const WebContents* const contents = addon.contents(info[0])) change(contents->ipc(), info);
    } else {
      change(addon.app().ipcMain(), info);
    }
    return info.Env().Undefined();
  });
}

/// (rule)
Napi::Value setDefaultAccess(Info info) {
  return guarded(info.Env(), [&] {
    Addon::of(info.Env()).app().setDefaultAccess(accessIn(info[0].As<Napi::Object>()));
    return info.Env().Undefined();
  });
}

}  // namespace

void addAccessFunctions(Napi::Object& exports) {
  const Napi::Env env = exports.Env();
  exports.Set("setAccess", Napi::Function::New(env, setAccess, "setAccess"));
  exports.Set("setDefaultAccess", Napi::Function::New(env, setDefaultAccess, "setDefaultAccess"));
}

}  // namespace transom::node
