// SPDX-License-Identifier: MIT
#pragma once

#include <transom/access.h>

#include <filesystem>
#include <string>
#include <vector>

namespace transom {

/// Where a page may go by itself: by links, forms, scripts, redirects and history. Without rules it stays at the origin
/// that it shows and at that of the URL that the application loaded last; where loadURL() leads is never asked. What is
/// refused is logged, once for each origin, and never requested; a listener of `will-navigate` decides each case.
///
/// The engine says of an answer whether it is for the page or for a frame in it, but of a request it doesn't. So an
/// origin that is allowed to frames alone may get a request that was meant for the page, whose answer is then not
/// shown.
struct NavigationRules {
  std::vector<Origin> allow{};          ///< where the page may go besides
  std::vector<Origin> allowInFrames{};  ///< what frames in it may show besides
  bool allowAll = false;                ///< the page may go everywhere, as in a browser: never with IPC in the page
  bool allowAllInFrames = false;        ///< frames in it may show everything that its Content-Security-Policy lets in
};

/// What the page of a window may do.
struct WebPreferences {
  /// A script that runs in every document before the page does, but for those without an address of their own
  /// (`about:blank`, `data:`) that the page has gone to by itself, which have no IPC either. It has
  /// `require('electron')` with `ipcRenderer` and `contextBridge`; in child frames only with ipcInSubFrames. A relative
  /// path starts at App::appPath(); it is read when the window is made. Empty: none.
  std::filesystem::path preload{};
  /// The preload script runs in a world of its own: the page shares the DOM with it and no object of JavaScript, and
  /// has of it only what it gives with `contextBridge.exposeInMainWorld`. Without, it runs in the page's world, where
  /// the page can change everything under it.
  bool contextIsolation = true;
  /// Puts `ipcRenderer` into the page's own world, as `require('electron').ipcRenderer` and as `transom.ipcRenderer`.
  /// For pages that you wrote yourself, all of them: whatever runs in the page may then send to main. A preload script
  /// then runs in that world, too. Without it and without a preload script the page has no IPC.
  bool exposeIpcToPage = false;
  /// Gives the frames in the page the same, each with a senderFrame of its own, whatever site they come from. Without
  /// it only the page's main frame has IPC.
  bool ipcInSubFrames = false;
  /// Whether the page's inspector can be opened.
  bool devTools = true;
  /// Where the page may go by itself.
  NavigationRules navigation{};
};

/// How a window is made.
struct BrowserWindowOptions {
  int width = 800;      ///< logical pixels
  int height = 600;     ///< logical pixels
  std::string title{};  ///< empty: the title of the page
  /// Whether it is shown at once.
  bool show = true;
  /// What its page may do.
  WebPreferences webPreferences{};
};

}  // namespace transom
