// SPDX-License-Identifier: MIT
#include "core/port_payload.h"

#include "wire/little_endian.h"

#include <algorithm>
#include <span>

namespace transom::core {
namespace {

constexpr std::size_t kNumberBytes = sizeof(std::uint32_t);

}  // namespace

Bytes encodePortPayload(const std::vector<std::uint32_t>& numbers, ByteView value) {
  const std::size_t listBytes = (1 + numbers.size()) * kNumberBytes;
  Bytes bytes(listBytes + value.size());
  std::span<std::byte> rest(bytes);
  wire::storeLittleEndian(rest, static_cast<std::uint32_t>(numbers.size()));
  for (const std::uint32_t number : numbers) {
    rest = rest.subspan(kNumberBytes);
    wire::storeLittleEndian(rest, number);
  }
  std::copy(value.begin(), value.end(), rest.begin() + kNumberBytes);
  return bytes;
}

std::optional<PortPayload> parsePortPayload(ByteView payload, std::size_t maxPorts) {
  if (payload.size() < kNumberBytes) return std::nullopt;
  const std::size_t count = wire::loadLittleEndian<std::uint32_t>(payload);
  ByteView rest = payload.subspan(kNumberBytes);
  if (count == 0 || count > maxPorts || count > rest.size() / kNumberBytes) return std::nullopt;
  PortPayload result;
  result.numbers.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    result.numbers.push_back(wire::loadLittleEndian<std::uint32_t>(rest));
    rest = rest.subspan(kNumberBytes);
  }
  result.value = rest;
  return result;
}

}  // namespace transom::core
