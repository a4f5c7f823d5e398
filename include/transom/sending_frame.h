// SPDX-License-Identifier: MIT
#pragma once

#include <transom/export.h>

#include <cstdint>
#include <memory>

namespace transom {

class WebFrameMain;

namespace detail {

/// Where a message came from: a frame, and the document that it showed then.
struct SendingFrame {
  std::shared_ptr<WebFrameMain> frame{};
  std::uint32_t document = 0;
  std::uint64_t id = 0;

  /// The frame, if it still shows that document.
  [[nodiscard]] TRANSOM_API std::shared_ptr<WebFrameMain> current() const;
};

}  // namespace detail
}  // namespace transom
