// SPDX-License-Identifier: MIT
#pragma once

#include "core/session_delegate.h"
#include "wire/frame_reader.h"

#include <string>

namespace transom::core {

/// What is wrong with the payload of a `documentOpened`, in words that go on after its name; empty if it is right.
[[nodiscard]] std::string misfitOfPlace(const wire::Frame& frame);

/// What one without a misfit says.
[[nodiscard]] DocumentInfo documentInfo(const wire::Frame& frame);

}  // namespace transom::core
