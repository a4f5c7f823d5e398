// SPDX-License-Identifier: MIT
#pragma once

#include <jsc/jsc.h>

#include <string>

namespace transom::webkitgtk {

/// Where a document stands, in the words of the engine.
class FramePlace {
 public:
  /// `asking`: ScriptWorlds::askingContext() of its frame. In the page's own world a script may have changed the window
  /// before the document began: that of a blank frame goes on as that of what it loads.
  explicit FramePlace(JSCContext* asking);
  ~FramePlace();
  FramePlace(const FramePlace&) = delete;
  FramePlace& operator=(const FramePlace&) = delete;

  /// Its origin as the engine serializes it: `https://host`, or `null` for an opaque one. `file://` for a page that is
  /// a file.
  [[nodiscard]] const std::string& origin() const { return origin_; }
  /// Whether it is that of no other document.
  [[nodiscard]] bool isOpaque() const { return origin_ == "null"; }
  /// Whether the frame with that asking context is the one around it.
  [[nodiscard]] bool isIn(JSCContext* asking) const;

 private:
  std::string origin_;
  JSCValue* parent_;  // a window
  JSCValue* isSame_;
};

}  // namespace transom::webkitgtk
