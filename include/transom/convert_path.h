// SPDX-License-Identifier: MIT
#pragma once

#include <transom/convert.h>

#include <filesystem>
#include <string>

namespace transom {

/// A string. Coming in, one with a NUL inside is an error: the system would see less of the path than whoever checks
/// it. Going out, bytes of a name that are not UTF-8 become U+FFFD.
template <>
struct TRANSOM_API Convert<std::filesystem::path> {
  static std::string expected() { return "path"; }
  static std::filesystem::path fromValue(const Value& value);
  static Value toValue(const std::filesystem::path& path) { return path.string(); }
  static bool mayBe(const Value& value) { return value.isString(); }
  static std::string typeScript() { return "string"; }
};

}  // namespace transom
