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

std::array<std::byte, 12> welcomePayload(const Limits& limits) {
  std::array<std::byte, 12> payload{};
  const std::span<std::byte> bytes(payload);
  wire::storeLittleEndian(bytes, limits.maxMessageBytes);
  wire::storeLittleEndian(bytes.subspan(8), limits.maxChannelBytes);
  return payload;
}

}  // namespace transom::core
