// SPDX-License-Identifier: MIT
#include "window_options.h"

#include "origins.h"
#include "values.h"

namespace transom::node {
namespace {

NavigationRules rulesIn(const Napi::Value& value) {
  if (!value.IsObject()) return {};
  const auto rules = value.As<Napi::Object>();
  return {.allow = originsIn(rules.Get("allow")),
          .allowInFrames = originsIn(rules.Get("allowInFrames")),
          .allowAll = flagIn(rules, "allowAll", false),
          .allowAllInFrames = flagIn(rules, "allowAllInFrames", false)};
}

}  // namespace

BrowserWindowOptions windowOptionsIn(const Napi::Object& options) {
  const BrowserWindowOptions usual;
  const WebPreferences& preferences = usual.webPreferences;
  return {.width = integerIn(options, "width", usual.width),
          .height = integerIn(options, "height", usual.height),
          .title = textIn(options, "title"),
          .show = flagIn(options, "show", usual.show),
          .webPreferences = {.preload = textIn(options, "preload"),
                             .contextIsolation = flagIn(options, "contextIsolation", preferences.contextIsolation),
                             .exposeIpcToPage = flagIn(options, "exposeIpcToPage", preferences.exposeIpcToPage),
                             .ipcInSubFrames = flagIn(options, "ipcInSubFrames", preferences.ipcInSubFrames),
                             .devTools = flagIn(options, "devTools", preferences.devTools),
                             .navigation = rulesIn(options.Get("navigation"))}};
}

}  // namespace transom::node
