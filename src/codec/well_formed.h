// SPDX-License-Identifier: MIT
#pragma once

#include <transom/value.h>

#include <string_view>

/// What holds for every Value, whether the application made it or it came over the wire.
namespace transom::detail {

/// Whether it is the name of one of the error classes that structured clone keeps.
[[nodiscard]] bool isStandardErrorType(std::string_view name) noexcept;

/// Whether they are different small letters in order. Which ones mean something changes with JavaScript's versions.
[[nodiscard]] bool areRegExpFlags(std::string_view flags) noexcept;

/// JavaScript's dates reach as far, on both sides of 1970.
inline constexpr double kMaxDateMilliseconds = 8.64e15;

/// What is wrong with a view into its ArrayBuffer; empty if nothing.
[[nodiscard]] std::string_view problemOf(const BufferView& view) noexcept;

}  // namespace transom::detail
