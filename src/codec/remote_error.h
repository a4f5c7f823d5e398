// SPDX-License-Identifier: MIT
#pragma once

#include "codec/codec.h"

#include <transom/bytes.h>
#include <transom/error.h>

#include <cstdint>

/// Errors as answers: protocol/PROTOCOL.md, section 8.
namespace transom::codec {

/// The answer to an `invoke` that failed, as the other side rebuilds it. Never throws but for want of memory: of an
/// error that is too large only the reason why is sent.
[[nodiscard]] Bytes encodeInvokeError(const Error& error, std::uint64_t maxMessageBytes);

/// What an `invoke` failed with, with the `code`, `data` and name that a clone alone would lose. Throws DecodeError.
[[nodiscard]] Error decodeInvokeError(ByteView bytes, const DecodeLimits& limits);

/// What any other call failed with. Throws DecodeError.
[[nodiscard]] Error decodeError(ByteView bytes, const DecodeLimits& limits);

}  // namespace transom::codec
