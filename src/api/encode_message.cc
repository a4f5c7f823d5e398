// SPDX-License-Identifier: MIT
#include "encode_message.h"

#include "codec/codec.h"

#include <transom/error.h>

#include <string>

namespace transom::detail {

Bytes encodeMessage(std::string_view channel, const Arguments& arguments, std::uint64_t maxMessageBytes,
                    std::uint32_t maxChannelBytes) {
  if (channel.size() > maxChannelBytes) {
    throw rangeError("the channel has " + std::to_string(channel.size()) + " bytes; the limit is " +
                     std::to_string(maxChannelBytes) + " (Limits::maxChannelBytes)");
  }
  return codec::encodeArguments(arguments, {.maxMessageBytes = maxMessageBytes});
}

}  // namespace transom::detail
