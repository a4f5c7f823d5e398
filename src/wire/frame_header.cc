// SPDX-License-Identifier: MIT
#include "wire/frame_header.h"

#include "wire/little_endian.h"

namespace transom::wire {

std::array<std::byte, kHeaderBytes> encodeHeader(const FrameHeader& header) {
  std::array<std::byte, kHeaderBytes> bytes{};
  const std::span<std::byte> out(bytes);
  storeLittleEndian(out.subspan(0), header.length);
  out[4] = static_cast<std::byte>(header.kind);
  out[5] = static_cast<std::byte>(header.flags);
  storeLittleEndian(out.subspan(6), header.descriptors);
  storeLittleEndian(out.subspan(8), header.document);
  storeLittleEndian(out.subspan(12), header.call);
  storeLittleEndian(out.subspan(16), header.channelLength);
  return bytes;
}

FrameHeader decodeHeader(std::span<const std::byte, kHeaderBytes> bytes) {
  return {.length = loadLittleEndian<std::uint32_t>(bytes.subspan(0)),
          .kind = static_cast<Kind>(bytes[4]),
          .flags = std::to_integer<std::uint8_t>(bytes[5]),
          .descriptors = loadLittleEndian<std::uint16_t>(bytes.subspan(6)),
          .document = loadLittleEndian<std::uint32_t>(bytes.subspan(8)),
          .call = loadLittleEndian<std::uint32_t>(bytes.subspan(12)),
          .channelLength = loadLittleEndian<std::uint32_t>(bytes.subspan(16))};
}

}  // namespace transom::wire
