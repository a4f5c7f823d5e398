// SPDX-License-Identifier: MIT
#pragma once

#include <transom/export.h>

#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <typeindex>
#include <utility>
#include <vector>

// What a C++ type is in TypeScript, for declarations to be written from. Nothing here is for applications.
namespace transom {

template <class T>
struct Convert;

namespace detail {

/// Carries a type to the functions that TRANSOM_STRUCT and TRANSOM_ENUM define, which are found in its namespace.
template <class T>
struct TypeTag {};

/// A type as TypeScript writes it.
struct TypeExpression {
  enum class Kind {
    plain,      ///< `text` as it stands
    reference,  ///< the declared type number `index`
    array,      ///< parts[0][]
    tuple,      ///< [parts[0], parts[1], …]
    generic,    ///< text<parts[0], parts[1], …>
    anyOf,      ///< parts[0] | parts[1] | …
    allOf,      ///< parts[0] & parts[1] & …
  };

  Kind kind = Kind::plain;
  std::string text{};
  std::size_t index = 0;
  std::vector<TypeExpression> parts{};

  static TypeExpression plain(std::string text) { return {Kind::plain, std::move(text)}; }
  static TypeExpression of(Kind kind, std::vector<TypeExpression> parts) { return {kind, {}, 0, std::move(parts)}; }
  static TypeExpression generic(std::string name, std::vector<TypeExpression> parts) {
    return {Kind::generic, std::move(name), 0, std::move(parts)};
  }
  friend bool operator==(const TypeExpression&, const TypeExpression&) = default;
};

struct FieldDescription {
  std::string name;
  TypeExpression type;
};

/// A struct or enumeration, which TypeScript gets to know by a name.
struct TypeDeclaration {
  std::string name;   ///< as TRANSOM_STRUCT or TRANSOM_ENUM was given it
  std::string scope;  ///< the namespaces and classes around it, joined by `::`; unnamed ones left out
  std::vector<FieldDescription> fields{};  ///< of a struct
  std::vector<std::string> enumerators{};  ///< of an enumeration
};

/// The types that are declared in the course of one description, in the order in which they were met.
class TRANSOM_API TypeTable {
 public:
  /// A reference to the type `id`. `isNew`: it was not known, and has yet to be given what it consists of; that comes
  /// second because it may refer to the type itself.
  TypeExpression enter(std::type_index id, std::string_view name, std::string_view prettyFunction, bool& isNew);
  [[nodiscard]] TypeDeclaration& at(const TypeExpression& reference) { return declarations_[reference.index]; }
  [[nodiscard]] const std::deque<TypeDeclaration>& declarations() const { return declarations_; }

 private:
  std::map<std::type_index, std::size_t> known_;
  std::deque<TypeDeclaration> declarations_;  // which don't move while they are filled
};

/// `Inner` of `Outer::Inner`.
[[nodiscard]] TRANSOM_API std::string lastName(std::string_view name);

/// What the compiler calls T, somewhere in a text that TypeTable understands.
template <class T>
const char* prettyFunctionOf() {
  return __PRETTY_FUNCTION__;
}

/// A T as TypeScript writes it: what Convert<T> says of it, else `unknown`.
template <class T>
TypeExpression describeType(TypeTable& types) {
  if constexpr (requires { Convert<T>::describe(types); }) {
    return Convert<T>::describe(types);
  } else if constexpr (requires { Convert<T>::typeScript(); }) {
    return TypeExpression::plain(Convert<T>::typeScript());
  } else {
    return TypeExpression::plain("unknown");
  }
}

}  // namespace detail
}  // namespace transom
