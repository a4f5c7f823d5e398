// SPDX-License-Identifier: MIT
#include "codec/cbor_reader.h"

#include "base/utf8.h"
#include "codec/codec.h"

namespace transom::codec {
namespace {

constexpr std::string_view kCutShort = "the bytes end inside of an item";

/// The least argument that needs the bytes that `info` says follow.
std::uint64_t leastArgument(std::uint8_t info) noexcept {
  return info == kInfo8 ? kInfo8 : std::uint64_t{1} << (4u << (info - kInfo8));
}

}  // namespace

/// The size is fixed so that compilers make one load of it.
template <std::size_t byteCount>
std::uint64_t CborReader::bigEndian(std::size_t offset) {
  if (byteCount > bytesLeft()) throw DecodeError(kCutShort, offset);
  const auto bytes = input_.subspan(position_).first<byteCount>();
  position_ += byteCount;
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < byteCount; ++i) number = number << 8 | std::to_integer<std::uint64_t>(bytes[i]);
  return number;
}

Head CborReader::next() {
  const std::size_t offset = position_;
  const auto first = static_cast<std::uint8_t>(bigEndian<1>(offset));
  const auto major = static_cast<Major>(first >> 5);
  const auto info = static_cast<std::uint8_t>(first & 0x1f);
  const Head head{major, info, info < kInfo8 ? info : argumentOf(info, offset), offset};
  const bool isFloat64 = major == Major::simple && info == kInfo64;
  if (info >= kInfo8 && !isFloat64) {
    if (major == Major::simple) throw DecodeError("an unknown simple value or short float", offset);
    if (head.argument < leastArgument(info)) throw DecodeError("not the shortest form", offset);
  }
  owe(head);
  return head;
}

std::uint64_t CborReader::argumentOf(std::uint8_t info, std::size_t offset) {
  switch (info) {
    case kInfo8: return bigEndian<1>(offset);
    case kInfo16: return bigEndian<2>(offset);
    case kInfo32: return bigEndian<4>(offset);
    case kInfo64: return bigEndian<8>(offset);
    default: throw DecodeError("an indefinite or reserved length", offset);
  }
}

void CborReader::owe(const Head& head) {
  --owedItems_;
  const std::uint64_t most = bytesLeft();
  if (head.is(Major::tag)) ++owedItems_;
  if (head.is(Major::array) || head.is(Major::map)) {
    if (head.argument > most) throw DecodeError("more items than bytes", head.offset);
    owedItems_ += head.is(Major::map) ? 2 * head.argument : head.argument;
  }
  if (owedItems_ > most) throw DecodeError("more items than bytes", head.offset);
}

ByteView CborReader::content(const Head& head) {
  if (head.argument > bytesLeft()) throw DecodeError(kCutShort, head.offset);
  const ByteView content = input_.subspan(position_, static_cast<std::size_t>(head.argument));
  position_ += content.size();
  return content;
}

std::string_view CborReader::text(const Head& head) {
  const std::string_view text = asText(content(head));
  expectUtf8(text, head);
  return text;
}

void CborReader::expectUtf8(std::string_view text, const Head& head) {
  if (!isValidUtf8(text)) throw DecodeError("text that is not UTF-8", head.offset);
}

void CborReader::expectEnd() const {
  if (bytesLeft() != 0) throw DecodeError("bytes after the value", position_);
}

}  // namespace transom::codec
