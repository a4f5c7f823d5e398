// SPDX-License-Identifier: MIT
#include "core/handshake.h"

#include "wire/little_endian.h"

#include <algorithm>
#include <array>
#include <span>

namespace transom::core {

std::uint32_t chooseVersion(const wire::Frame& hello) {
  const std::uint32_t lowest = hello.header.call;
  const auto highest = wire::loadLittleEndian<std::uint32_t>(hello.payload());
  return lowest <= wire::kProtocolVersion && wire::kProtocolVersion <= highest ? wire::kProtocolVersion : 0;
}

Bytes welcomePayload(const Limits& limits, std::string_view preload) {
  std::array<std::byte, wire::kWelcomeNumbersBytes> numbers{};
  wire::storeLittleEndian(std::span<std::byte>(numbers), limits.maxMessageBytes);
  wire::storeLittleEndian(std::span<std::byte>(numbers).subspan(8), limits.maxChannelBytes);
  wire::storeLittleEndian(std::span<std::byte>(numbers).subspan(12), limits.maxPendingCalls);
  const ByteView source = std::as_bytes(std::span(preload));
  Bytes payload(numbers.size() + source.size());
  const auto rest = std::copy(numbers.begin(), numbers.end(), payload.begin());
  std::copy(source.begin(), source.end(), rest);
  return payload;
}

}  // namespace transom::core
