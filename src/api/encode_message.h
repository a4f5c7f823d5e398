// SPDX-License-Identifier: MIT
#pragma once

#include <transom/arguments.h>
#include <transom/bytes.h>
#include <transom/limits.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace transom::detail {

/// Encodes what a send() was given. Throws RangeError before anything is sent if channel or message is over its limit.
Bytes encodeMessage(std::string_view channel, const Arguments& arguments, std::uint64_t maxMessageBytes,
                    std::uint32_t maxChannelBytes);

inline Bytes encodeMessage(std::string_view channel, const Arguments& arguments, const Limits& limits) {
  return encodeMessage(channel, arguments, limits.maxMessageBytes, limits.maxChannelBytes);
}

/// For what was encoded elsewhere. Throw RangeError as encodeMessage().
void requireWithinLimits(std::string_view channel, ByteView payload, const Limits& limits);
void requireEncodedWithin(std::size_t bytes, std::uint64_t maxMessageBytes);

/// The same for postMessage(): one value instead of arguments.
Bytes encodePostedMessage(std::string_view channel, const Value& message, const Limits& limits);

}  // namespace transom::detail
