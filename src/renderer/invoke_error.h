// SPDX-License-Identifier: MIT
#pragma once

#include "codec/codec.h"

#include <transom/bytes.h>

#include <exception>
#include <string>

namespace transom::renderer {

/// What an invoke of `channel` failed with, from main's failed reply: as a page's promise rejects, but with name, code
/// and data of what was thrown. A reply that doesn't decode is a failure as well.
[[nodiscard]] std::exception_ptr remoteError(const std::string& channel, ByteView payload,
                                             const codec::DecodeLimits& limits);

}  // namespace transom::renderer
