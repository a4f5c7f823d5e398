// SPDX-License-Identifier: MIT
#pragma once

#include "base/file_descriptor.h"

#include <string>

namespace transom::pages {

/// Opens the regular file `path`, relative and without `.` and `..`, for reading. Not open: there is none, or it is not
/// in `directory`: no link that leads out of it is followed, no matter who changes what meanwhile. Never waits for a
/// FIFO and never touches a device.
[[nodiscard]] FileDescriptor openBeneath(int directory, const std::string& path);

/// The same where the kernel has no openat2() or a sandbox keeps it back. Follows no links at all.
[[nodiscard]] FileDescriptor openBeneathByWalking(int directory, const std::string& path);

}  // namespace transom::pages
