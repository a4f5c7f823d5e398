// SPDX-License-Identifier: MIT
#pragma once

#include "document_runtime.h"
#include "page_connection.h"

#include <webkit/webkit-web-process-extension.h>

#include <cstdint>
#include <memory>
#include <optional>

namespace transom::webkitgtk {

/// One page of this web process: makes its connection when its first document begins, and a runtime for each document.
/// Lives as long as the WebKitWebPage.
class PageBridge {
 public:
  explicit PageBridge(WebKitWebPage* page) : page_(page) {}
  PageBridge(const PageBridge&) = delete;
  PageBridge& operator=(const PageBridge&) = delete;

  /// A document of the main frame has its script context and has run nothing yet.
  void documentBegan(WebKitFrame* frame, WebKitScriptWorld* world);
  /// The document's DOM is built. Begins the document if it has no script that did.
  void domReady();
  void consoleMessage(WebKitConsoleMessage* message);

 private:
  void connect();
  void onFrame(const wire::FrameHeader& header, ByteView frame);
  // A URL travels as a channel and a logged text as a payload: an application's limits on these are theirs too.
  [[nodiscard]] std::size_t maxUrlBytes() const;
  [[nodiscard]] std::size_t maxConsoleBytes() const;

  WebKitWebPage* page_;                         // owns this object
  std::shared_ptr<PageConnection> connection_;  // null: main was not asked yet, or did not answer
  PageSettings settings_;
  std::uint32_t lastDocument_ = 0;
  std::unique_ptr<DocumentRuntime> runtime_;
};

}  // namespace transom::webkitgtk
