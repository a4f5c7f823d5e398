// SPDX-License-Identifier: MIT
#pragma once

#include "document_runtime.h"
#include "frame_window.h"
#include "page_connection.h"
#include "script_worlds.h"
#include "world_crossing.h"

#include <transom/bytes.h>

#include <jsc/jsc.h>
#include <webkit/webkit-web-process-extension.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>

namespace transom::webkitgtk {

/// What the worlds of one document have in common.
struct DocumentOptions {
  WebKitFrame* frame;  ///< that shows it; not owned
  std::uint32_t document;
  std::shared_ptr<PageConnection> connection;
  const PageSettings& settings;
  std::shared_ptr<ScriptWorlds> worlds;
  std::shared_ptr<FrameWindow> window;
  bool isBlank;  ///< without an address: the window may see another document
  bool hasIpc;   ///< whether it may send
};

/// The runtimes of one document: one in the page's own world; where the window says so, one in the world of the preload
/// script; and one in each other world that the application or the preload script has used.
class DocumentWorlds {
 public:
  /// Begins the first two, without running anything of the application or the page. `context` is the page's.
  DocumentWorlds(JSCContext* context, DocumentOptions options);
  ~DocumentWorlds();
  DocumentWorlds(const DocumentWorlds&) = delete;
  DocumentWorlds& operator=(const DocumentWorlds&) = delete;

  [[nodiscard]] std::uint32_t document() const { return options_.document; }

  /// Runs the preload script, if there is one.
  void runPreload();

  /// Hands one whole frame to the world that it is for: scripts to run to the one that they name, all else to the
  /// preload script's. A listener may remove the frame: the caller keeps this alive until it returns.
  void onFrame(const wire::FrameHeader& header, ByteView frame);

  /// The frame shows another document, or is gone: no more worlds begin.
  void end() { options_.frame = nullptr; }

 private:
  DocumentRuntime* page() const { return runtimes_.at(ScriptWorlds::kPage).get(); }
  DocumentRuntime* preload() const;
  /// The world that may send; nothing, if the document may not.
  [[nodiscard]] std::optional<std::uint32_t> ipcWorld() const;
  DocumentRuntime* runtimeIn(std::uint32_t world);
  DocumentRuntime* begin(std::uint32_t world, JSCContext* context, bool ipcExposed);
  void onScript(const wire::FrameHeader& header, ByteView frame);

  DocumentOptions options_;
  std::shared_ptr<WorldCrossing> crossing_;  // null: no world of a preload script
  std::map<std::uint32_t, std::unique_ptr<DocumentRuntime>> runtimes_;
};

}  // namespace transom::webkitgtk
