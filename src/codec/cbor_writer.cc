// SPDX-License-Identifier: MIT
#include "codec/cbor_writer.h"

#include <transom/error.h>

#include <algorithm>
#include <cstring>
#include <span>
#include <string>

namespace transom::codec {

template <std::size_t byteCount>
void CborWriter::putBigEndian(std::uint64_t number) {
  std::byte* place = gathered_.data() + size_;
  for (std::size_t i = 0; i < byteCount; ++i) place[i] = static_cast<std::byte>(number >> 8 * (byteCount - 1 - i));
  size_ += byteCount;
}

void CborWriter::head(Major major, std::uint64_t argument) {
  if (size_ > kGatheredBytes - kMaxHeadBytes) flush();
  const auto type = static_cast<std::uint8_t>(static_cast<unsigned>(major) << 5);
  if (argument < kInfo8) {
    put(static_cast<std::uint8_t>(type | argument));
  } else if (argument <= 0xff) {
    put(type | kInfo8);
    put(static_cast<std::uint8_t>(argument));
  } else if (argument <= 0xffff) {
    put(type | kInfo16);
    putBigEndian<2>(argument);
  } else if (argument <= 0xffffffff) {
    put(type | kInfo32);
    putBigEndian<4>(argument);
  } else {
    put(type | kInfo64);
    putBigEndian<8>(argument);
  }
}

void CborWriter::integer(std::int64_t number) {
  if (number >= 0) {
    head(Major::unsignedInteger, static_cast<std::uint64_t>(number));
  } else {
    head(Major::negativeInteger, static_cast<std::uint64_t>(-1 - number));
  }
}

void CborWriter::float64(std::uint64_t bits) {
  if (size_ > kGatheredBytes - kMaxHeadBytes) flush();
  put(static_cast<unsigned>(Major::simple) << 5 | kInfo64);
  putBigEndian<8>(bits);
}

void CborWriter::bytes(ByteView value) {
  head(Major::bytes, value.size());
  content(value);
}

void CborWriter::text(std::string_view value) {
  head(Major::text, value.size());
  content(std::as_bytes(std::span(value)));
}

void CborWriter::content(ByteView value) {
  if (value.size() <= kGatheredBytes - size_) {
    std::copy(value.begin(), value.end(), gathered_.begin() + size_);
    size_ += value.size();
    return;
  }
  flush();
  append(value);
}

void CborWriter::flush() {
  append(std::span(gathered_).first(size_));
  size_ = 0;
}

void CborWriter::append(ByteView value) {
  if (value.size() > bytesLeft_) throw rangeError("The message is larger than maxMessageBytes");
  bytesLeft_ -= value.size();
  out_.insert(out_.end(), value.begin(), value.end());
}

}  // namespace transom::codec
