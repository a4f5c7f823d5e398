// SPDX-License-Identifier: MIT
// Whatever a page sends is refused or has exactly one encoding.
#include "codec/codec.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <span>
#include <string_view>

namespace {

using transom::Bytes;
using transom::ByteView;
using transom::Value;
namespace codec = transom::codec;

/// Small, so that running into it is tried as well.
constexpr codec::DecodeLimits kLimits{.maxMemoryBytes = std::uint64_t{64} << 20};

std::optional<Value> tryDecode(ByteView bytes) {
  try {
    return codec::decodeValue(bytes, kLimits);
  } catch (const codec::DecodeError&) {
    return std::nullopt;
  }
}

bool contains(ByteView bytes, std::string_view part) {
  const auto found = std::search(bytes.begin(), bytes.end(), part.begin(), part.end(),
                                 [](std::byte a, char b) { return a == static_cast<std::byte>(b); });
  return found != bytes.end();
}

/// Text with lone surrogates is not kept, nor is what a Set or Map holds twice.
bool mayChange(ByteView bytes) {
  return contains(bytes, "\xd9\x01\x11") || contains(bytes, "\xd9\x01\x02") || contains(bytes, "\xd9\x01\x03");
}

bool isSame(ByteView a, ByteView b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

void check(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes = std::as_bytes(std::span(data, size));
  const std::optional<Value> value = tryDecode(bytes);
  if (!value) return 0;
  check(value->inspect(100).size() < 1000);
  const Bytes once = codec::encodeValue(*value);
  const std::optional<Value> again = tryDecode(once);
  check(again.has_value());
  check(isSame(codec::encodeValue(*again), once));
  if (!mayChange(bytes)) check(isSame(once, bytes));
  return 0;
}
