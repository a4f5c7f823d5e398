// SPDX-License-Identifier: MIT
#include <transom/type_description.h>

namespace transom::detail {
namespace {

/// What stands for an unnamed namespace: GCC's word and Clang's.
bool isUnnamed(std::string_view part) {
  return part.empty() || part.front() == '{' || part.front() == '(';
}

/// The type in `… [with T = a::B]` (GCC) or `… [T = a::B]` (Clang).
std::string_view typeIn(std::string_view prettyFunction) {
  const auto begin = prettyFunction.find("T = ");
  const auto end = prettyFunction.rfind(']');
  if (begin == std::string_view::npos || end == std::string_view::npos) return {};
  return prettyFunction.substr(begin + 4, end - begin - 4);
}

/// `a::b` of `a::{anonymous}::b::C<x::y>`.
std::string scopeOf(std::string_view type) {
  std::string scope;
  type = type.substr(0, type.find('<'));
  for (auto colons = type.find("::"); colons != std::string_view::npos; colons = type.find("::")) {
    const auto part = type.substr(0, colons);
    if (!isUnnamed(part)) scope.append(scope.empty() ? "" : "::").append(part);
    type.remove_prefix(colons + 2);
  }
  return scope;
}

}  // namespace

std::string lastName(std::string_view name) {
  const auto colons = name.substr(0, name.find('<')).rfind("::");
  return std::string(colons == std::string_view::npos ? name : name.substr(colons + 2));
}

TypeExpression TypeTable::enter(std::type_index id, std::string_view name, std::string_view prettyFunction,
                                bool& isNew) {
  const auto [entry, inserted] = known_.try_emplace(id, declarations_.size());
  isNew = inserted;
  if (isNew) declarations_.push_back({lastName(name), scopeOf(typeIn(prettyFunction))});
  TypeExpression reference;
  reference.kind = TypeExpression::Kind::reference;
  reference.index = entry->second;
  return reference;
}

}  // namespace transom::detail
