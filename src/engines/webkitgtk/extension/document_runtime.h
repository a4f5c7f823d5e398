// SPDX-License-Identifier: MIT
#pragma once

#include "document_pipe.h"
#include "frame_window.h"
#include "page_connection.h"
#include "script_worlds.h"
#include "world_crossing.h"

#include <transom/bytes.h>

#include <jsc/jsc.h>

#include <cstdint>
#include <memory>
#include <string>

namespace transom::webkitgtk {

/// What a runtime is made for.
struct RuntimeOptions {
  std::uint32_t document;
  std::shared_ptr<PageConnection> connection;
  const PageSettings& settings;
  FrameWindow& window;
  bool isBlank;             ///< without an address: the window may see another document
  bool mayAsk;              ///< whether this world has IPC; without, it only answers
  bool ipcExposed = false;  ///< to all scripts of this world
  /// Between the preload script's world of the document and others; null: it has no such world.
  std::shared_ptr<WorldCrossing> crossing{};
  std::uint32_t world = ScriptWorlds::kPage;
};

/// The TypeScript runtime inside one world of one document, and the functions that are its whole view of the native
/// side: post, postSync, postCall, evaluate, and cross where there is a world of a preload script.
class DocumentRuntime {
 public:
  /// Begins the runtime in `context`, before any script of this document. The connection may go before the document
  /// does.
  DocumentRuntime(JSCContext* context, const RuntimeOptions& options);
  /// The document is over: what the page still holds of the runtime throws from now on.
  ~DocumentRuntime();
  DocumentRuntime(const DocumentRuntime&) = delete;
  DocumentRuntime& operator=(const DocumentRuntime&) = delete;

  [[nodiscard]] std::uint32_t document() const { return document_; }

  /// Runs the preload script in this world; in one of its own as strict code.
  void runPreload(const std::string& source, const std::string& url);

  /// Hands one whole frame to the document's listeners.
  void onFrame(const wire::FrameHeader& header, ByteView frame);

  /// Answers an `evaluate` that can't be run, with an error of that text.
  void refuse(std::uint32_t call, const char* why);

 private:
  std::uint32_t document_;
  std::uint32_t world_;
  JSCContext* context_;
  std::shared_ptr<DocumentPipe> pipe_;
  JSCValue* onFrame_ = nullptr;
  JSCValue* release_ = nullptr;
  JSCValue* preload_ = nullptr;
  JSCValue* refuse_ = nullptr;
};

}  // namespace transom::webkitgtk
