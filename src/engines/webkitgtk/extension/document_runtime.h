// SPDX-License-Identifier: MIT
#pragma once

#include "page_connection.h"

#include <transom/bytes.h>

#include <jsc/jsc.h>

#include <cstdint>
#include <memory>

namespace transom::webkitgtk {

/// The TypeScript runtime inside one document, and the three functions that are its whole view of the native side:
/// post, postSync, evaluate.
class DocumentRuntime {
 public:
  /// Runs the runtime in `context`, before any script of the page. `connection` may go before the document does.
  DocumentRuntime(JSCContext* context, std::uint32_t document, const std::shared_ptr<PageConnection>& connection,
                  const PageSettings& settings);
  /// The document is over: what the page still holds of the runtime throws from now on.
  ~DocumentRuntime();
  DocumentRuntime(const DocumentRuntime&) = delete;
  DocumentRuntime& operator=(const DocumentRuntime&) = delete;

  [[nodiscard]] std::uint32_t document() const { return document_; }

  /// Hands one whole frame to the document's listeners.
  void onFrame(ByteView frame);

 private:
  std::uint32_t document_;
  JSCContext* context_;
  JSCValue* onFrame_ = nullptr;
  JSCValue* release_ = nullptr;
};

}  // namespace transom::webkitgtk
