// SPDX-License-Identifier: MIT
#pragma once

#include <transom/convert.h>

#include <string>

namespace transom::test {

/// What the conversion of `value` to T complains about; "none" if it doesn't.
template <class T>
std::string complaint(const Value& value) {
  try {
    static_cast<void>(fromValue<T>(value));
    return "none";
  } catch (const ConversionError& error) {
    return error.message();
  }
}

}  // namespace transom::test
