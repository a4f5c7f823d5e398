// SPDX-License-Identifier: MIT
#pragma once

#include "wire/frame_header.h"

#include <transom/bytes.h>

#include <cstddef>
#include <string_view>

namespace transom::core {

/// Where frames for one page go.
class FrameSink {
 public:
  /// Never blocks, and never calls anybody. On a connection that is over it does nothing.
  virtual void write(wire::FrameHeader header, std::string_view channel, ByteView payload) = 0;
  /// Bytes that wait for the page to read them.
  [[nodiscard]] virtual std::size_t queuedBytes() const = 0;

 protected:
  ~FrameSink() = default;
};

}  // namespace transom::core
