// SPDX-License-Identifier: MIT
#pragma once

#include <jsc/jsc.h>
#include <webkit/webkit-web-process-extension.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>

namespace transom::webkitgtk {

/// The script worlds of this web process beside the page's own, by their numbers. In each of them every frame has a
/// context of its own. All contexts are sealed before anything runs there, so that the engine hands out no object of
/// another world. One object for all pages, the extension's.
class ScriptWorlds : public std::enable_shared_from_this<ScriptWorlds> {
 public:
  static constexpr std::uint32_t kPage = 0;
  static constexpr std::uint32_t kPreload = 999;
  /// Of the application's own. None of them goes while the process lives, so one that counts up must not fill it.
  static constexpr std::size_t kMaxWorlds = 64;
  static constexpr const char* kTooMany =
      "This page's process has 64 script worlds already, and no room for more: use their numbers again";

  ScriptWorlds();
  ~ScriptWorlds();
  ScriptWorlds(const ScriptWorlds&) = delete;
  ScriptWorlds& operator=(const ScriptWorlds&) = delete;

  /// The context of `frame` in that world, which begins here if it has to; the caller owns a reference. Null: there are
  /// kMaxWorlds already, and it is none of them.
  JSCContext* contextOf(WebKitFrame* frame, std::uint32_t world);

  /// The context of `frame` in a world that runs no script but what native code asks it, so that no script can change
  /// an answer; the caller owns a reference.
  JSCContext* askingContext(WebKitFrame* frame) { return webkit_frame_get_js_context_for_script_world(frame, asking_); }

  /// Seals a context of a page's own world, in which nothing has run yet.
  void sealPage(JSCContext* context);

 private:
  static void onBegan(WebKitScriptWorld* world, WebKitWebPage* page, WebKitFrame* frame, gpointer);
  static void sealOther(JSCContext* context);
  static gboolean meetsOthers(std::shared_ptr<ScriptWorlds>* worlds);

  [[nodiscard]] std::size_t ownCount() const { return worlds_.size() - worlds_.count(kPreload); }

  std::unordered_map<std::uint32_t, WebKitScriptWorld*> worlds_;
  WebKitScriptWorld* asking_;  // none of them: nothing that others run meets it
};

}  // namespace transom::webkitgtk
