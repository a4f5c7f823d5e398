// SPDX-License-Identifier: MIT
#pragma once

#include <transom/arguments.h>
#include <transom/bytes.h>
#include <transom/limits.h>

#include <string_view>

namespace transom::detail {

/// Encodes what a send() was given. Throws RangeError before anything is sent if channel or message is over its limit.
Bytes encodeMessage(std::string_view channel, const Arguments& arguments, std::uint64_t maxMessageBytes,
                    std::uint32_t maxChannelBytes);

inline Bytes encodeMessage(std::string_view channel, const Arguments& arguments, const Limits& limits) {
  return encodeMessage(channel, arguments, limits.maxMessageBytes, limits.maxChannelBytes);
}

/// The same for postMessage(): one value instead of arguments.
Bytes encodePostedMessage(std::string_view channel, const Value& message, const Limits& limits);

}  // namespace transom::detail
