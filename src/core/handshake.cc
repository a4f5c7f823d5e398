// SPDX-License-Identifier: MIT
#include "core/handshake.h"

#include "wire/little_endian.h"

#include <span>

namespace transom::core {

std::uint32_t chooseVersion(const wire::Frame& hello) {
  const std::uint32_t lowest = hello.header.call;
  const auto highest = wire::loadLittleEndian<std::uint32_t>(hello.payload());
  return lowest <= wire::kProtocolVersion && wire::kProtocolVersion <= highest ? wire::kProtocolVersion : 0;
}

Bytes welcomePayload(const Limits& limits, std::string_view preload) {
  Bytes payload(12);
  const std::span<std::byte> bytes(payload);
  wire::storeLittleEndian(bytes, limits.maxMessageBytes);
  wire::storeLittleEndian(bytes.subspan(8), limits.maxChannelBytes);
  const ByteView source = std::as_bytes(std::span(preload));
  payload.insert(payload.end(), source.begin(), source.end());
  return payload;
}

}  // namespace transom::core
