// SPDX-License-Identifier: MIT
#include "window_options.h"

#include "values.h"

namespace transom::node {

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
                             .navigation = {.allowAll = flagIn(options, "allowAllNavigation", false),
                                            .allowAllInFrames = flagIn(options, "allowAllInFrames", false)}}};
}

}  // namespace transom::node
