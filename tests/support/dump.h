// SPDX-License-Identifier: MIT
#pragma once

#include <transom/arguments.h>
#include <transom/value.h>

#include <iosfwd>
#include <string>

namespace transom::test {

/// Everything there is to see of a value, as text: the same that the page's codec gives in its tests. Two values with
/// the same dump have the same structure, cycles and sharing included. The grammar stands in
/// protocol/vectors/values.json by example.
[[nodiscard]] std::string dump(const Value& value);
[[nodiscard]] std::string dump(const Arguments& arguments);

}  // namespace transom::test

namespace transom {

/// For GoogleTest's messages.
void PrintTo(const Value& value, std::ostream* out);

}  // namespace transom
