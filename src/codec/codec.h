// SPDX-License-Identifier: MIT
#pragma once

#include <transom/arguments.h>
#include <transom/bytes.h>
#include <transom/error.h>
#include <transom/limits.h>
#include <transom/value.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Values to and from the bytes of a payload: protocol/PROTOCOL.md, section 7. No I/O, no state; callable in any
/// thread.
namespace transom::codec {

struct EncodeLimits {
  /// Over it the sender gets a RangeError, before memory is set aside.
  std::uint64_t maxMessageBytes = Limits{}.maxMessageBytes;
};

struct DecodeLimits {
  /// What the decoded values may take. Defends against a few bytes that decode to many.
  std::uint64_t maxMemoryBytes = 4 * Limits{}.maxMessageBytes;
};

/// The bytes are no value. The message is `Malformed message: <why> at byte <n>`.
class DecodeError : public Error {
 public:
  DecodeError(std::string_view why, std::size_t offset);
};

/// Append to `out`, which is unchanged if they throw: Error "RangeError" for a value nested deeper than kMaxValueDepth,
/// or for a message over its limit.
void encodeArguments(const Arguments& arguments, Bytes& out, const EncodeLimits& limits = {});
void encodeValue(const Value& value, Bytes& out, const EncodeLimits& limits = {});
[[nodiscard]] Bytes encodeArguments(const Arguments& arguments, const EncodeLimits& limits = {});
[[nodiscard]] Bytes encodeValue(const Value& value, const EncodeLimits& limits = {});

/// How much of an error's text crosses. An error that quotes what a page sent could else be as long as that.
inline constexpr std::size_t kMaxErrorTextBytes = std::size_t{4} << 10;

/// An error of the standard class `name` ("Error" if there is none of that name) with a message, of which at most
/// kMaxErrorTextBytes are kept, and nothing else. Never throws but for want of memory.
[[nodiscard]] Bytes encodeError(std::string_view name, std::string_view message);

/// Take exactly one item that fills `bytes`, hostile as they may be. Throw DecodeError for anything but the one
/// encoding that the protocol has for a value.
[[nodiscard]] Arguments decodeArguments(ByteView bytes, const DecodeLimits& limits = {});
[[nodiscard]] Value decodeValue(ByteView bytes, const DecodeLimits& limits = {});

}  // namespace transom::codec
