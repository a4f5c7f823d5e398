// SPDX-License-Identifier: MIT
#pragma once

#include "dump.h"
#include "page_test.h"
#include "temporary_directory.h"

#include <string>
#include <string_view>

namespace transom::test {

/// A test of what the page gets of a preload script.
class IsolationTest : public PageTest {
 protected:
  /// A window whose preload script finds `ipcRenderer` and `contextBridge`; nothing is loaded yet.
  BrowserWindow& withPreload(std::string_view script, WebPreferences preferences = {}) {
    preferences.preload =
        files_.write("preload.js", "const {ipcRenderer, contextBridge} = require('electron');\n" + std::string(script));
    return openWindow({.webPreferences = preferences});
  }
  /// Loads a page that runs `script` first.
  void show(std::string_view script = "") { runPage(window(), script); }
  /// The preload script and a page.
  void begin(std::string_view preload, std::string_view pageScript = "") {
    withPreload(preload);
    show(pageScript);
  }
  std::string texts(std::string_view code) { return dump(evaluate(code)); }
  /// What the console has told.
  std::string console_;
  void recordConsole() {
    contents().on("console-message", [this](WebContentsEvent&, int, const std::string& text, int, const std::string&) {
      console_ += text + "\n";
    });
  }

  TemporaryDirectory files_;
};

/// An API that gives an attacker every kind of thing. `isPreload` is true in the world that it must not reach.
inline constexpr const char* kApi = R"js(
  globalThis.isPreload = true;
  const kept = [];
  contextBridge.exposeInMainWorld('api', {
    echo: (value) => value,
    describe: (value) => Object.prototype.toString.call(value) + ' ' + (value && Object.getPrototypeOf(value) === Object.prototype),
    call: (f, ...args) => f(...args),
    keep: (value) => { kept.push(value); return kept.length; },
    sum: (list) => { let total = 0; for (const each of list) total += each; return total; },
    nested: {deep: {f: () => ({g: () => 1})}},
    promise: async () => ({secret: 1}),
    patched: () => typeof Object.prototype.polluted + typeof [].polluted + (() => 1).constructor('return globalThis.isPreload')(),
    intact: () => [[3, 1, 2].map((n) => n + 1).join(), [...'ab'].join(), JSON.stringify({a: 1})].join(),
  });
)js";

}  // namespace transom::test
