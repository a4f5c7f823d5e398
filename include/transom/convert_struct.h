// SPDX-License-Identifier: MIT
#pragma once

#include <transom/convert.h>
#include <transom/for_each_macro.h>
#include <transom/type_description.h>

#include <string>
#include <string_view>
#include <type_traits>
#include <typeindex>

/// TRANSOM_STRUCT(Type, field, …): makes a struct go to pages and come from them, as a plain object with these fields.
/// It stands once, after the struct, in the same namespace (for a struct inside of a class: in the one around that):
///
///     namespace notes {
///     struct Document {
///       std::string path;
///       std::string text;
///       std::optional<std::vector<std::string>> tags;
///     };
///     TRANSOM_STRUCT(Document, path, text, tags)
///     }
///
/// Fields may be of any type that transom::Convert knows, other such structs and containers of the struct itself among
/// them. Coming in, a field that is missing is undefined, so every field is required unless it is a std::optional (or
/// another type that takes undefined); what else the object has is ignored, as in JavaScript. Going out, an optional
/// that holds nothing is left out of the object. Type needs a default constructor, fields can't be const.
///
/// What TypeScript calls the struct (see transom::writeTypes()) is the name given here, so an alias gives it another.
#define TRANSOM_STRUCT(Type, ...)                                                                                 \
  [[maybe_unused]] constexpr const char* transomNameOf(::transom::detail::TypeTag<Type> /*type*/) {               \
    return #Type;                                                                                                 \
  }                                                                                                               \
  template <class Visitor>                                                                                        \
  constexpr void transomVisitFields([[maybe_unused]] Visitor& visit, ::transom::detail::TypeTag<Type> /*type*/) { \
    TRANSOM_DETAIL_FOR_EACH(TRANSOM_DETAIL_VISIT_FIELD, Type __VA_OPT__(, ) __VA_ARGS__)                          \
  }
#define TRANSOM_DETAIL_VISIT_FIELD(Type, field) visit(#field, &Type::field);

namespace transom {
namespace detail {

/// Held while a struct becomes a Value: one that contains itself may be nested no deeper than a Value. Throws
/// RangeError.
class TRANSOM_API OutwardScope {
 public:
  OutwardScope();
  ~OutwardScope();
  OutwardScope(const OutwardScope&) = delete;
  OutwardScope& operator=(const OutwardScope&) = delete;
};

struct FieldProbe {
  void operator()(const char*, auto) {}
};

/// What TRANSOM_STRUCT has been said of.
template <class T>
concept KnownStruct = requires(FieldProbe& probe) { transomVisitFields(probe, TypeTag<T>()); };

/// Out of line, so that a struct of many fields takes no more of the stack than one of few: structs may contain
/// themselves.
template <class T>
[[gnu::noinline]] void readField(const Value& object, std::string_view name, T& field) {
  field = convertInside<T>(object.get(name), [name] { return propertyStep(name); });
}

template <class T>
[[gnu::noinline]] void writeField(Value& object, std::string_view name, const T& field) {
  object.set(name, valueOf(field));
}
template <class T>
void writeField(Value& object, std::string_view name, const std::optional<T>& field) {
  if (field) writeField(object, name, *field);
}

template <class T>
struct FieldReader {
  const Value& source;
  T& target;
  template <class Field, class Owner>
  void operator()(std::string_view name, Field Owner::*field) {
    readField(source, name, target.*field);
  }
};

template <class T>
struct FieldWriter {
  const T& source;
  Value& target;
  template <class Field, class Owner>
  void operator()(std::string_view name, Field Owner::*field) {
    writeField(target, name, source.*field);
  }
};

/// Looks for the first field that a value can't be that struct for.
struct MisfitFinder {
  const Value& object;
  std::string misfit{};
  template <class Field, class Owner>
  void operator()(std::string_view name, Field Owner::* /*field*/) {
    if (!misfit.empty()) return;
    const Value value = object.get(name);
    if (mayBe<Field>(value)) return;
    misfit = ConversionError(Convert<Field>::expected(), describeValue(value), propertyStep(name)).message();
  }
};

struct ShapeChecker {
  const Value& object;
  bool fits = true;
  template <class Field, class Owner>
  void operator()(std::string_view name, Field Owner::* /*field*/) {
    fits = fits && mayBe<Field>(object.get(name));
  }
};

struct FieldDescriber {
  TypeTable& types;
  std::vector<FieldDescription> fields{};
  template <class Field, class Owner>
  void operator()(const char* name, Field Owner::* /*field*/) {
    fields.push_back({name, describeType<Field>(types)});
  }
};

}  // namespace detail

template <detail::KnownStruct T>
struct Convert<T> {
  static std::string expected() { return detail::lastName(transomNameOf(detail::TypeTag<T>())); }

  static T fromValue(const Value& value) {
    if (!value.isObject()) detail::throwMismatch(expected(), value);
    const detail::ConversionScope scope(value);
    T object{};
    detail::FieldReader<T> reader{value, object};
    transomVisitFields(reader, detail::TypeTag<T>());
    return object;
  }

  static Value toValue(const T& object) {
    const detail::OutwardScope scope;
    Value value = Value::object();
    detail::FieldWriter<T> writer{object, value};
    transomVisitFields(writer, detail::TypeTag<T>());
    return value;
  }

  /// Whether every required field is there, and looks right: structs in a std::variant are told apart by it.
  static bool mayBe(const Value& value) {
    if (!value.isObject()) return false;
    detail::ShapeChecker checker{value};
    transomVisitFields(checker, detail::TypeTag<T>());
    return checker.fits;
  }

  /// What is wrong with an object that mayBe() refuses.
  static std::string misfit(const Value& value) {
    if (!value.isObject()) return {};
    detail::MisfitFinder finder{value};
    transomVisitFields(finder, detail::TypeTag<T>());
    return finder.misfit;
  }

  static detail::TypeExpression describe(detail::TypeTable& types) {
    bool isNew = false;
    auto reference = types.enter(typeid(T), transomNameOf(detail::TypeTag<T>()), detail::prettyFunctionOf<T>(), isNew);
    if (isNew) {
      detail::FieldDescriber describer{types};
      transomVisitFields(describer, detail::TypeTag<T>());
      types.at(reference).fields = std::move(describer.fields);
    }
    return reference;
  }
};

}  // namespace transom
