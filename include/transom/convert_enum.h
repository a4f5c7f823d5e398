// SPDX-License-Identifier: MIT
#pragma once

#include <transom/convert.h>
#include <transom/for_each_macro.h>
#include <transom/type_description.h>

#include <concepts>
#include <string>
#include <string_view>

/// TRANSOM_ENUM(Type, enumerator, …): makes an enumeration go to pages and come from them as strings: the names of its
/// enumerators. It stands once, after the enumeration, in the same namespace, as TRANSOM_STRUCT does:
///
///     enum class Level { info, warning, error };
///     TRANSOM_ENUM(Level, info, warning, error)
///
/// Coming in, every other string is an error; going out, a value that has no name here throws RangeError. Enumerations
/// without it don't convert: as numbers they would let a page make values that are none.
///
/// One of a single enumerator tells the structs of a std::variant apart, in C++ and for TypeScript:
///
///     enum class CircleKind { circle };
///     TRANSOM_ENUM(CircleKind, circle)
///     struct Circle { CircleKind kind{}; double radius = 0; };
#define TRANSOM_ENUM(Type, ...)                                                                       \
  [[maybe_unused]] constexpr const char* transomNameOf(::transom::detail::TypeTag<Type> /*type*/) {   \
    return #Type;                                                                                     \
  }                                                                                                   \
  template <class Visitor>                                                                            \
  constexpr void transomVisitEnumerators(Visitor& visit, ::transom::detail::TypeTag<Type> /*type*/) { \
    TRANSOM_DETAIL_FOR_EACH(TRANSOM_DETAIL_VISIT_ENUMERATOR, Type __VA_OPT__(, ) __VA_ARGS__)         \
  }
#define TRANSOM_DETAIL_VISIT_ENUMERATOR(Type, enumerator) visit(#enumerator, Type::enumerator);

namespace transom {
namespace detail {

struct EnumeratorProbe {
  void operator()(const char*, auto) {}
};

/// What TRANSOM_ENUM has been said of.
template <class T>
concept KnownEnum = requires(EnumeratorProbe& probe) { transomVisitEnumerators(probe, TypeTag<T>()); };

/// Adds a name to a list of them for an error, which stays short.
TRANSOM_API void addAlternative(std::string& names, std::string_view name);

/// Calls `visit(name, enumerator)` for each.
template <KnownEnum T>
void forEachEnumerator(auto visit) {
  transomVisitEnumerators(visit, TypeTag<T>());
}

}  // namespace detail

template <detail::KnownEnum T>
struct Convert<T> {
  static std::string expected() {
    std::string names;
    detail::forEachEnumerator<T>([&names](std::string_view name, T /*value*/) { detail::addAlternative(names, name); });
    return names;
  }
  static T fromValue(const Value& value) {
    if (const auto enumerator = find(value)) return *enumerator;
    detail::throwMismatch(expected(), value);
  }
  static Value toValue(T value) {
    const char* found = nullptr;
    detail::forEachEnumerator<T>([&](const char* name, T enumerator) {
      if (!found && enumerator == value) found = name;
    });
    if (!found)
      throw rangeError("a value of " + detail::lastName(transomNameOf(detail::TypeTag<T>())) + " without a name");
    return found;
  }
  static bool mayBe(const Value& value) { return find(value).has_value(); }
  static detail::TypeExpression describe(detail::TypeTable& types) {
    bool isNew = false;
    auto reference = types.enter(typeid(T), transomNameOf(detail::TypeTag<T>()), detail::prettyFunctionOf<T>(), isNew);
    if (isNew) {
      auto& names = types.at(reference).enumerators;
      detail::forEachEnumerator<T>([&names](const char* name, T /*value*/) { names.emplace_back(name); });
    }
    return reference;
  }

 private:
  static std::optional<T> find(const Value& value) {
    if (!value.isString()) return std::nullopt;
    const std::string& text = value.asString();
    std::optional<T> found;
    detail::forEachEnumerator<T>([&](std::string_view name, T enumerator) {
      if (!found && text == name) found = enumerator;
    });
    return found;
  }
};

}  // namespace transom
