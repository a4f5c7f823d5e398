// SPDX-License-Identifier: MIT
#pragma once

#include "codec/cbor.h"

#include <transom/bytes.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace transom::codec {

/// The beginning of one item: its type and number, length or bits.
struct Head {
  Major major;
  std::uint8_t info;
  std::uint64_t argument;
  std::size_t offset;  ///< where it begins

  [[nodiscard]] bool is(Major type) const noexcept { return major == type; }
  [[nodiscard]] bool isTag(std::uint64_t number) const noexcept { return major == Major::tag && argument == number; }
  [[nodiscard]] bool isSimple(std::uint8_t number) const noexcept { return major == Major::simple && info == number; }
};

[[nodiscard]] inline std::string_view asText(ByteView bytes) noexcept {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Takes hostile bytes apart into heads and strings. Everything but the shortest form is refused, and so is every head
/// that announces more items than bytes are left for all that is still owed: an array of n items may set aside memory
/// for n. Throws DecodeError.
class CborReader {
 public:
  explicit CborReader(ByteView input) : input_(input) {}

  [[nodiscard]] Head next();
  /// The content of a byte or text string. Valid as long as the input.
  [[nodiscard]] ByteView content(const Head& head);
  /// The same as text that was checked to be UTF-8.
  [[nodiscard]] std::string_view text(const Head& head);
  static void expectUtf8(std::string_view text, const Head& head);
  /// Refuses bytes that are left over.
  void expectEnd() const;

 private:
  [[nodiscard]] std::uint64_t argumentOf(std::uint8_t info, std::size_t offset);
  template <std::size_t byteCount>
  [[nodiscard]] std::uint64_t bigEndian(std::size_t offset);
  void owe(const Head& head);
  [[nodiscard]] std::size_t bytesLeft() const noexcept { return input_.size() - position_; }

  ByteView input_;
  std::size_t position_ = 0;
  std::uint64_t owedItems_ = 1;
};

}  // namespace transom::codec
