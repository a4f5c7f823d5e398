// SPDX-License-Identifier: MIT
#pragma once

#include "codec/cbor.h"

#include <transom/bytes.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace transom::codec {

/// Writes CBOR in its shortest form to the end of a buffer. Small pieces are gathered first, so that a small message
/// costs one allocation. Throws RangeError instead of writing more than `maxBytes`.
class CborWriter {
 public:
  CborWriter(Bytes& out, std::uint64_t maxBytes) : out_(out), bytesLeft_(maxBytes) {}

  void head(Major major, std::uint64_t argument);
  void tag(std::uint64_t number) { head(Major::tag, number); }
  void simple(std::uint8_t number) { head(Major::simple, number); }
  void integer(std::int64_t number);
  void float64(std::uint64_t bits);
  void bytes(ByteView value);
  void text(std::string_view value);

  /// Hands over what is gathered. To be called at the end.
  void flush();

 private:
  static constexpr std::size_t kGatheredBytes = 1024;
  static constexpr std::size_t kMaxHeadBytes = 9;

  void put(std::uint8_t byte) { gathered_[size_++] = static_cast<std::byte>(byte); }
  template <std::size_t byteCount>
  void putBigEndian(std::uint64_t number);
  void content(ByteView value);
  void append(ByteView value);

  Bytes& out_;
  std::uint64_t bytesLeft_;
  std::size_t size_ = 0;
  std::array<std::byte, kGatheredBytes> gathered_;
};

}  // namespace transom::codec
