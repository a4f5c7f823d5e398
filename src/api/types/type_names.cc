// SPDX-License-Identifier: MIT
#include "api/types/type_names.h"

#include <algorithm>
#include <map>
#include <set>

namespace transom::detail {
namespace {

bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

/// What a declaration may not be called: what TypeScript has words for, and what the written text itself refers to.
bool isReserved(const std::string& name) {
  static const std::set<std::string_view> kWords{
      "Date",       "Map",       "Promise",  "Record",  "Set",        "Transom",  "Uint8Array", "any",
      "arguments",  "await",     "bigint",   "boolean", "declare",    "debugger", "eval",       "export",
      "extends",    "finally",   "function", "global",  "implements", "import",   "in",         "infer",
      "instanceof", "interface", "keyof",    "let",     "never",      "null",     "number",     "object",
      "package",    "readonly",  "string",   "super",   "symbol",     "type",     "typeof",     "undefined",
      "unique",     "unknown",   "var",      "void",    "with",       "yield"};
  return kWords.contains(name) || (name.starts_with("Application") && name.ends_with("Channels"));
}

/// `text` with one `_` for whatever can't be part of a name: `Page_int` for `Page<int>`.
std::string asIdentifier(std::string_view text) {
  std::string name;
  for (const char c : text) {
    // Bytes of letters beyond ASCII stay: both languages take the same ones.
    const bool isPart = isLetter(c) || isDigit(c) || (static_cast<unsigned char>(c) & 0x80) != 0;
    if (isPart) {
      name += c;
    } else if (!name.empty() && name.back() != '_') {
      name += '_';
    }
  }
  while (name.size() > 1 && name.back() == '_' && text.back() != '_') name.pop_back();
  return name;
}

std::string withNumber(const std::string& name, const std::set<std::string>& taken) {
  std::string numbered = name;
  for (int number = 2; taken.contains(numbered) || isReserved(numbered); ++number) {
    numbered = name + "_" + std::to_string(number);
  }
  return numbered;
}

}  // namespace

bool isIdentifier(std::string_view name) {
  return !name.empty() && isLetter(name.front()) &&
         std::all_of(name.begin(), name.end(), [](char c) { return isLetter(c) || isDigit(c); });
}

std::vector<std::string> namesOf(const std::deque<TypeDeclaration>& declarations) {
  std::map<std::string, int> count;
  for (const auto& declaration : declarations) ++count[asIdentifier(declaration.name)];
  std::set<std::string> taken;
  std::vector<std::string> names;
  for (const auto& declaration : declarations) {
    std::string name = asIdentifier(declaration.name);
    const bool isFree = count[name] == 1 && !isReserved(name);
    names.push_back(isFree ? *taken.insert(std::move(name)).first : std::string());
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!names[i].empty()) continue;
    const auto& [name, scope, fields, enumerators] = declarations[i];
    names[i] = *taken.insert(withNumber(asIdentifier(scope.empty() ? name : scope + "::" + name), taken)).first;
  }
  return names;
}

}  // namespace transom::detail
