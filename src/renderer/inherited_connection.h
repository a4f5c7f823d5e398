// SPDX-License-Identifier: MIT
#pragma once

#include "base/file_descriptor.h"

#include <string>

namespace transom::renderer {

/// What main gave this program when it started it.
struct InheritedConnection {
  FileDescriptor socket;
  std::string origin;
};

/// Takes it out of the environment: nobody else has it from then on, and programs that this one starts don't inherit
/// it. Throws Error if there is none.
[[nodiscard]] InheritedConnection takeInheritedConnection();

}  // namespace transom::renderer
