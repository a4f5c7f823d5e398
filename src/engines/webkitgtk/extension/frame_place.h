// SPDX-License-Identifier: MIT
#pragma once

#include <jsc/jsc.h>

#include <string>

namespace transom::webkitgtk {

/// Where the document of a context stands, asked before any script of the page has run in it.
class FramePlace {
 public:
  /// `trusted`: a context of the same document that tells its origin; another one than the page's where a script of
  /// another page may have reached the window already.
  FramePlace(JSCContext* context, JSCContext* trusted);
  ~FramePlace();
  FramePlace(const FramePlace&) = delete;
  FramePlace& operator=(const FramePlace&) = delete;

  /// Its origin as the engine serializes it: `https://host`, or `null` for an opaque one. `file://` for a page that is
  /// a file.
  [[nodiscard]] const std::string& origin() const { return origin_; }
  /// Whether it is that of no other document.
  [[nodiscard]] bool isOpaque() const { return origin_ == "null"; }
  /// Whether `context` is that of the frame around it.
  [[nodiscard]] bool isIn(JSCContext* context) const;

 private:
  std::string origin_;
  JSCValue* parent_;  // a window
  JSCValue* isSame_;
};

}  // namespace transom::webkitgtk
