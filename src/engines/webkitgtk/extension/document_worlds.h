// SPDX-License-Identifier: MIT
#pragma once

#include "document_runtime.h"
#include "page_connection.h"
#include "world_crossing.h"

#include <transom/bytes.h>

#include <jsc/jsc.h>
#include <webkit/webkit-web-process-extension.h>

#include <cstdint>
#include <memory>

namespace transom::webkitgtk {

/// The runtimes of one document: one in the page's own world, and, where the window says so, one in the world of the
/// preload script.
class DocumentWorlds {
 public:
  /// Begins both, without running anything of the application or the page. `context` is the page's; `hasIpc` whether
  /// the document may send.
  DocumentWorlds(WebKitFrame* frame, JSCContext* context, std::uint32_t document,
                 const std::shared_ptr<PageConnection>& connection, const PageSettings& settings, bool hasIpc);
  ~DocumentWorlds();
  DocumentWorlds(const DocumentWorlds&) = delete;
  DocumentWorlds& operator=(const DocumentWorlds&) = delete;

  [[nodiscard]] std::uint32_t document() const { return page_->document(); }
  [[nodiscard]] JSCContext* pageContext() const { return context_; }

  /// Runs the preload script, if there is one.
  void runPreload(const PageSettings& settings);

  /// Hands one whole frame to the world that it is for: scripts to run to the page's, all else to the preload script's.
  /// A listener may remove the frame: the caller keeps this alive until it returns.
  void onFrame(const wire::FrameHeader& header, ByteView frame);

 private:
  JSCContext* context_;
  std::shared_ptr<WorldCrossing> crossing_;
  std::unique_ptr<DocumentRuntime> page_;
  std::unique_ptr<DocumentRuntime> preload_;
};

}  // namespace transom::webkitgtk
