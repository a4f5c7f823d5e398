// SPDX-License-Identifier: MIT
#pragma once

#include <transom/type_description.h>

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace transom::detail {

/// Whether TypeScript takes `name` for a property without quotes.
[[nodiscard]] bool isIdentifier(std::string_view name);

/// A name for each declaration, in their order, none twice: its own where no other has that and TypeScript means
/// nothing else by it, else with its namespaces before it (`app_Document`), else with a number behind that.
[[nodiscard]] std::vector<std::string> namesOf(const std::deque<TypeDeclaration>& declarations);

}  // namespace transom::detail
