// SPDX-License-Identifier: MIT
#pragma once

#include "core/session_delegate.h"

#include <transom/sending_frame.h>
#include <transom/web_frame_main.h>

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>

namespace transom {
class WebContents;
}

namespace transom::detail {

/// The frames of one page and which documents they show, as its connection tells.
class FrameTree {
 public:
  FrameTree();
  ~FrameTree();
  FrameTree(const FrameTree&) = delete;
  FrameTree& operator=(const FrameTree&) = delete;

  /// Whom the frames belong to.
  void belongTo(const std::weak_ptr<WebContents>& contents);

  [[nodiscard]] const std::shared_ptr<WebFrameMain>& mainFrame() const { return main_; }
  /// The frame that shows or last showed the document; null if it is gone.
  [[nodiscard]] std::shared_ptr<WebFrameMain> frameOf(core::DocumentId document) const;

  /// Whether no frame that is known shows a document of another origin.
  [[nodiscard]] bool areOf(const std::string& origin) const;

  /// Where a message of the document comes from.
  [[nodiscard]] SendingFrame sender(core::DocumentId document) const;

  /// The engine's word on the origin of what the main frame shows from now on; empty for an opaque one.
  void vouchFor(const std::string& origin) { vouched_ = origin; }

  void opened(const core::DocumentInfo& document);
  void unloading(core::DocumentId document);
  void closed(core::DocumentId document, bool replaced);
  /// The connection is over: only the main frame is left, and shows nothing.
  void clear();

 private:
  std::shared_ptr<WebFrameMain> frameFor(const core::DocumentInfo& document);
  void remove(const std::shared_ptr<WebFrameMain>& frame);
  void removeChildren(WebFrameMain& frame);

  std::shared_ptr<WebFrameMain> main_;
  std::string vouched_;
  std::unordered_map<std::uint64_t, std::shared_ptr<WebFrameMain>> frames_;  // but the main one, by the engine's number
  std::unordered_map<core::DocumentId, std::weak_ptr<WebFrameMain>> shownBy_;
};

}  // namespace transom::detail
