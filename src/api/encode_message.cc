// SPDX-License-Identifier: MIT
#include "encode_message.h"

#include "codec/codec.h"

#include <transom/error.h>

#include <string>

namespace transom::detail {
namespace {

void requireWithinLimit(std::string_view channel, std::uint32_t maxChannelBytes) {
  if (channel.size() <= maxChannelBytes) return;
  throw rangeError("the channel has " + std::to_string(channel.size()) + " bytes; the limit is " +
                   std::to_string(maxChannelBytes) + " (Limits::maxChannelBytes)");
}

}  // namespace

void requireEncodedWithin(std::size_t bytes, std::uint64_t maxMessageBytes) {
  if (bytes <= maxMessageBytes) return;
  throw rangeError("the message has " + std::to_string(bytes) + " bytes; the limit is " +
                   std::to_string(maxMessageBytes) + " (Limits::maxMessageBytes)");
}

void requireWithinLimits(std::string_view channel, ByteView payload, const Limits& limits) {
  requireWithinLimit(channel, limits.maxChannelBytes);
  requireEncodedWithin(payload.size(), limits.maxMessageBytes);
}

Bytes encodePostedMessage(std::string_view channel, const Value& message, const Limits& limits) {
  requireWithinLimit(channel, limits.maxChannelBytes);
  return codec::encodeValue(message, {.maxMessageBytes = limits.maxMessageBytes});
}

Bytes encodeMessage(std::string_view channel, const Arguments& arguments, std::uint64_t maxMessageBytes,
                    std::uint32_t maxChannelBytes) {
  requireWithinLimit(channel, maxChannelBytes);
  return codec::encodeArguments(arguments, {.maxMessageBytes = maxMessageBytes});
}

}  // namespace transom::detail
