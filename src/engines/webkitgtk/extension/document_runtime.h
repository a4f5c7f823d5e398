// SPDX-License-Identifier: MIT
#pragma once

#include "page_connection.h"
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
  bool ipcExposed = false;  ///< to all scripts of this world
  /// To the other world of the document; null: there is none.
  std::shared_ptr<WorldCrossing> crossing{};
  WorldCrossing::Side side = WorldCrossing::Side::page;
};

/// The TypeScript runtime inside one world of one document, and the functions that are its whole view of the native
/// side: post, postSync, postCall, evaluate, and cross where there is another world.
class DocumentRuntime {
 public:
  /// Runs the runtime in `context`, before any script of the page. The connection may go before the document does.
  DocumentRuntime(JSCContext* context, const RuntimeOptions& options);
  /// The document is over: what the page still holds of the runtime throws from now on.
  ~DocumentRuntime();
  DocumentRuntime(const DocumentRuntime&) = delete;
  DocumentRuntime& operator=(const DocumentRuntime&) = delete;

  [[nodiscard]] std::uint32_t document() const { return document_; }

  /// Runs the preload script in this world.
  void runPreload(const std::string& source, const std::string& url);

  /// Hands one whole frame to the document's listeners.
  void onFrame(ByteView frame);

 private:
  std::uint32_t document_;
  JSCContext* context_;
  JSCValue* onFrame_ = nullptr;
  JSCValue* release_ = nullptr;
  JSCValue* preload_ = nullptr;
};

}  // namespace transom::webkitgtk
