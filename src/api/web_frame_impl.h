// SPDX-License-Identifier: MIT
#pragma once

#include "core/document_id.h"

#include <transom/web_frame_main.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace transom {
class WebContents;
}

namespace transom::detail {

/// The inside of WebFrameMain. Its FrameTree changes it.
struct WebFrameImpl {
  static WebFrameImpl& of(const WebFrameMain& frame) { return *frame.impl_; }

  std::weak_ptr<WebContents> contents;
  std::weak_ptr<WebFrameMain> parent;
  bool mainFrame = false;
  std::uint64_t id = 0;
  core::DocumentId document = 0;  // 0: shows none
  bool unloading = false;         // that document
  std::string url{};
  std::string origin = "null";
  std::vector<std::shared_ptr<WebFrameMain>> children{};
  IpcMain ipc{};
  std::shared_ptr<void> companion{};  // a binding's
};

}  // namespace transom::detail
