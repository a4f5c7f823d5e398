// SPDX-License-Identifier: MIT
#include "renderer/invoke_error.h"

#include "codec/remote_error.h"

#include <transom/error.h>

namespace transom::renderer {

std::exception_ptr remoteError(const std::string& channel, ByteView payload, const codec::DecodeLimits& limits) {
  try {
    const Error thrown = codec::decodeInvokeError(payload, limits);
    const std::string text = thrown.message().empty() ? thrown.name() : thrown.name() + ": " + thrown.message();
    return std::make_exception_ptr(Error({.name = thrown.name(),
                                          .message = "Error invoking remote method '" + channel + "': " + text,
                                          .code = thrown.code(),
                                          .data = thrown.data()}));
  } catch (const codec::DecodeError&) {
    return std::current_exception();
  }
}

}  // namespace transom::renderer
