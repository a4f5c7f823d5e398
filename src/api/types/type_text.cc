// SPDX-License-Identifier: MIT
#include "api/types/type_text.h"

#include "api/types/type_names.h"
#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace transom::detail {
namespace {

using Kind = TypeExpression::Kind;

bool isPlain(const TypeExpression& type, std::string_view text) {
  return type.kind == Kind::plain && type.text == text;
}

/// Whether undefined is one of its values, so that it may be missing.
bool mayBeMissing(const TypeExpression& type) {
  if (type.kind == Kind::anyOf) return std::any_of(type.parts.begin(), type.parts.end(), mayBeMissing);
  if (type.kind == Kind::allOf) return std::all_of(type.parts.begin(), type.parts.end(), mayBeMissing);
  return isPlain(type, "undefined") || isPlain(type, "unknown");
}

/// How many of these come first without one from which on all may be missing.
std::size_t requiredCount(const std::vector<TypeExpression>& types) {
  std::size_t count = types.size();
  while (count > 0 && mayBeMissing(types[count - 1])) --count;
  return count;
}

/// The members of unions in unions, each once; undefined last.
void collect(const TypeExpression& type, std::vector<TypeExpression>& members) {
  if (type.kind == Kind::anyOf) {
    for (const TypeExpression& part : type.parts) collect(part, members);
  } else if (std::find(members.begin(), members.end(), type) == members.end()) {
    members.push_back(type);
  }
}

/// A type without undefined as one of its values, where `?` says that already.
TypeExpression present(const TypeExpression& type) {
  if (type.kind != Kind::anyOf) return type;
  std::vector<TypeExpression> members;
  collect(type, members);
  std::erase_if(members, [](const TypeExpression& member) { return isPlain(member, "undefined"); });
  if (members.empty()) return type;
  return TypeExpression::of(Kind::anyOf, std::move(members));
}

std::string between(std::string_view before, std::string_view text, std::string_view after) {
  return std::string(before).append(text).append(after);
}

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
  std::string all;
  for (const std::string& text : texts) {
    if (!all.empty()) all += separator;
    all += text;
  }
  return all;
}

/// Text that somebody's Convert gave may be anything.
bool isWord(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  });
}

}  // namespace

std::string quotedText(std::string_view text) {
  std::string out = "'";
  const std::string valid = toValidUtf8(text);
  for (std::size_t i = 0; i < valid.size(); ++i) {
    const char c = valid[i];
    const bool isLineEnd = valid.compare(i, 3, "\u2028") == 0 || valid.compare(i, 3, "\u2029") == 0;
    if (isLineEnd) {
      out += valid.compare(i, 3, "\u2028") == 0 ? "\\u2028" : "\\u2029";
      i += 2;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      std::array<char, 2> digits{};
      const auto end = std::to_chars(digits.begin(), digits.end(), static_cast<unsigned char>(c), 16).ptr;
      out.append("\\u").append(4 - static_cast<std::size_t>(end - digits.begin()), '0').append(digits.begin(), end);
    } else {
      if (c == '\'' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out += '\'';
}

std::string propertyName(std::string_view name) {
  return isIdentifier(name) ? std::string(name) : quotedText(name);
}

std::string TypeText::of(const TypeExpression& type) const {
  switch (type.kind) {
    case Kind::plain: return type.text;
    case Kind::reference: return names_.at(type.index);
    case Kind::array: return asPart(type.parts.at(0)) + "[]";
    case Kind::tuple: return tuple(type.parts);
    case Kind::generic: return type.text + "<" + list(type.parts) + ">";
    case Kind::anyOf: return anyOf(type);
    case Kind::allOf: return allOf(type);
  }
  return "unknown";
}

std::string TypeText::asPart(const TypeExpression& type) const {
  const bool isLoose = type.kind == Kind::anyOf || type.kind == Kind::allOf || !isWord(type.text);
  return isLoose ? between("(", of(type), ")") : of(type);
}

std::string TypeText::list(const std::vector<TypeExpression>& types) const {
  std::vector<std::string> texts;
  for (const TypeExpression& type : types) texts.push_back(of(type));
  return joined(texts, ", ");
}

std::string TypeText::tuple(const std::vector<TypeExpression>& items) const {
  const std::size_t required = requiredCount(items);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < items.size(); ++i) {
    texts.push_back(i < required ? of(items[i]) : asPart(items[i]) + "?");
  }
  return between("[", joined(texts, ", "), "]");
}

std::string TypeText::anyOf(const TypeExpression& type) const {
  std::vector<TypeExpression> members;
  collect(type, members);
  const auto is = [](std::string_view text) { return [text](const auto& member) { return isPlain(member, text); }; };
  if (std::any_of(members.begin(), members.end(), is("unknown"))) return "unknown";
  std::stable_partition(members.begin(), members.end(),
                        [](const auto& member) { return !isPlain(member, "undefined"); });
  std::vector<std::string> texts;
  for (const TypeExpression& member : members)
    texts.push_back(member.kind == Kind::allOf ? asPart(member) : of(member));
  return joined(texts, " | ");
}

std::string TypeText::allOf(const TypeExpression& type) const {
  std::vector<std::string> texts;
  for (const TypeExpression& part : type.parts) {
    if (!isPlain(part, "unknown")) texts.push_back(part.kind == Kind::anyOf ? asPart(part) : of(part));
  }
  return texts.empty() ? "unknown" : joined(texts, " & ");
}

std::string TypeText::parameters(const Signature& signature) const {
  const std::size_t required = requiredCount(signature.parameters);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < signature.parameters.size(); ++i) {
    const TypeExpression& type = signature.parameters[i];
    texts.push_back("arg" + std::to_string(i) + (i < required ? ": " + of(type) : "?: " + of(present(type))));
  }
  if (signature.takesAnything) texts.emplace_back("...args: unknown[]");
  return joined(texts, ", ");
}

std::string TypeText::of(const Signature& signature) const {
  return between("(", parameters(signature), ") => ").append(of(signature.result));
}

std::string TypeText::of(const FieldDescription& field) const {
  return propertyName(field.name) + (mayBeMissing(field.type) ? "?: " : ": ") + of(field.type);
}

}  // namespace transom::detail
