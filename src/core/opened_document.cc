// SPDX-License-Identifier: MIT
#include "core/opened_document.h"

#include "base/utf8.h"
#include "wire/little_endian.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace transom::core {
namespace {

// Two frames' ids come before the origin; an origin is never longer than a host name and a port.
constexpr std::size_t kFrameIdsBytes = 16;
constexpr std::size_t kMaxOriginBytes = 1024;

std::string_view textOf(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::string misfitOfPlace(const wire::Frame& frame) {
  const ByteView payload = frame.payload();
  if (payload.size() < kFrameIdsBytes || payload.size() > kFrameIdsBytes + kMaxOriginBytes) {
    return "has a payload of the wrong size";
  }
  const bool mainFrame = (frame.header.flags & wire::kFlagMainFrame) != 0;
  const bool hasParent = wire::loadLittleEndian<std::uint64_t>(payload.subspan(8)) != 0;
  if (mainFrame == hasParent) return mainFrame ? "of a main frame that has a parent" : "of a frame without a parent";
  return isValidUtf8(textOf(payload.subspan(kFrameIdsBytes))) ? "" : "has an origin that is not UTF-8";
}

DocumentInfo documentInfo(const wire::Frame& frame) {
  const ByteView payload = frame.payload();
  return {.id = frame.header.document,
          .frameId = wire::loadLittleEndian<std::uint64_t>(payload),
          .parentId = wire::loadLittleEndian<std::uint64_t>(payload.subspan(8)),
          .mainFrame = (frame.header.flags & wire::kFlagMainFrame) != 0,
          .url = std::string(frame.channel()),
          .origin = std::string(textOf(payload.subspan(kFrameIdsBytes)))};
}

}  // namespace transom::core
