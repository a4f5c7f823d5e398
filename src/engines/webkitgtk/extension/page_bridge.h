// SPDX-License-Identifier: MIT
#pragma once

#include "document_worlds.h"
#include "frame_place.h"
#include "frame_window.h"
#include "page_connection.h"

#include <webkit/webkit-web-process-extension.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>

namespace transom::webkitgtk {

/// One page of this web process: makes its connection when its first document begins, and a runtime for each document
/// of its frames. Lives as long as the WebKitWebPage.
class PageBridge {
 public:
  PageBridge(WebKitWebPage* page, std::shared_ptr<ScriptWorlds> worlds) : page_(page), worlds_(std::move(worlds)) {}
  ~PageBridge();
  PageBridge(const PageBridge&) = delete;
  PageBridge& operator=(const PageBridge&) = delete;

  /// A document has its script context and has run nothing yet.
  void documentBegan(WebKitFrame* frame, WebKitScriptWorld* world);
  /// The main frame's DOM is built. Begins its document if it has no script that did.
  void domReady();
  void consoleMessage(WebKitConsoleMessage* message);

 private:
  /// A frame and the document that it shows.
  struct Frame {
    PageBridge* bridge;
    WebKitFrame* frame;  // not owned: it tells when it goes
    std::uint64_t id;
    std::shared_ptr<FrameWindow> window{};
    std::shared_ptr<DocumentWorlds> worlds{};
  };

  void connect(const FramePlace& main);
  void disconnect();
  Frame& frameFor(WebKitFrame* frame);
  void begin(Frame& frame, JSCContext* context, const FramePlace& place);
  [[nodiscard]] std::uint64_t parentOf(const Frame& frame, const FramePlace& place) const;
  void forgetDocument(Frame& frame);
  void close(Frame& frame);
  static void onFrameGone(gpointer frame, GObject* former);
  [[nodiscard]] std::uint32_t mainDocument() const;
  void onFrame(const wire::FrameHeader& header, ByteView frame);
  // A URL travels as a channel and a logged text as a payload: an application's limits on these are theirs too.
  [[nodiscard]] std::size_t maxUrlBytes() const;
  [[nodiscard]] std::size_t maxConsoleBytes() const;

  WebKitWebPage* page_;  // owns this object
  std::shared_ptr<ScriptWorlds> worlds_;
  std::shared_ptr<PageConnection> connection_;  // null: main was not asked yet, or did not answer
  PageSettings settings_;
  std::string origin_;  // of the main frame, when the connection was made
  std::uint32_t lastDocument_ = 0;
  std::unordered_map<std::uint64_t, std::unique_ptr<Frame>> frames_;  // by their numbers
  std::unordered_map<std::uint32_t, std::weak_ptr<DocumentWorlds>> documents_;
  std::uint64_t mainFrame_ = 0;
};

}  // namespace transom::webkitgtk
