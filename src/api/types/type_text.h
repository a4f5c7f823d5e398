// SPDX-License-Identifier: MIT
#pragma once

#include <transom/signature.h>
#include <transom/type_description.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace transom::detail {

/// `text` as a string of TypeScript, in single quotes. Whatever it is, it stays on its line and inside of its quotes.
[[nodiscard]] std::string quotedText(std::string_view text);
/// `name` as the name of a property: in quotes where it needs them.
[[nodiscard]] std::string propertyName(std::string_view name);

/// Types, as TypeScript writes them.
class TypeText {
 public:
  /// `names` of the declared types, by their number.
  explicit TypeText(std::vector<std::string> names) : names_(std::move(names)) {}

  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  [[nodiscard]] std::string of(const TypeExpression& type) const;
  /// `(arg0: string, arg1?: number) => void`
  [[nodiscard]] std::string of(const Signature& signature) const;
  /// `line?: number | undefined`
  [[nodiscard]] std::string of(const FieldDescription& field) const;

 private:
  [[nodiscard]] std::string asPart(const TypeExpression& type) const;
  [[nodiscard]] std::string list(const std::vector<TypeExpression>& types) const;
  [[nodiscard]] std::string tuple(const std::vector<TypeExpression>& items) const;
  [[nodiscard]] std::string anyOf(const TypeExpression& type) const;
  [[nodiscard]] std::string allOf(const TypeExpression& type) const;
  [[nodiscard]] std::string parameters(const Signature& signature) const;

  std::vector<std::string> names_;
};

}  // namespace transom::detail
