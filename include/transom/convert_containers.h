// SPDX-License-Identifier: MIT
#pragma once

#include <transom/bytes.h>
#include <transom/convert.h>

#include <array>
#include <cstddef>
#include <deque>
#include <list>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace transom {

namespace detail {

/// Where in a Map or Set: `[key 2]`.
[[nodiscard]] TRANSOM_API std::string entryStep(std::string_view what, std::size_t index);

template <class T>
T convertItem(std::span<const Value> items, std::size_t index) {
  const Value missing;
  return convertInside<T>(index < items.size() ? items[index] : missing,
                          [&] { return "[" + std::to_string(index) + "]"; });
}

template <class T>
TypeExpression describeArrayOf(TypeTable& types) {
  return TypeExpression::of(TypeExpression::Kind::array, {describeType<T>(types)});
}

/// For std::vector, std::deque and std::list, from and to arrays. (Texts are joined by append(): GCC 12 warns of
/// overlaps in `"text" + std::string` that are not there.)
template <class Sequence>
struct ConvertSequence {
  using Item = typename Sequence::value_type;

  static std::string expected() { return std::string("array of ").append(Convert<Item>::expected()); }
  static Sequence fromValue(const Value& value) {
    if (!value.isArray()) throwMismatch(expected(), value);
    const ConversionScope scope(value);
    const auto items = value.items();
    Sequence result;
    if constexpr (requires { result.reserve(items.size()); }) result.reserve(items.size());
    for (std::size_t index = 0; index < items.size(); ++index) {
      result.push_back(convertItem<Item>(items, index));
    }
    return result;
  }
  static Value toValue(const Sequence& items) {
    std::vector<Value> values;
    values.reserve(items.size());
    for (const auto& item : items) values.push_back(valueOf<const Item&>(item));
    return Value::array(std::move(values));
  }
  static bool mayBe(const Value& value) { return value.isArray(); }
  static TypeExpression describe(TypeTable& types) { return describeArrayOf<Item>(types); }
};

/// For maps with strings as keys, from and to plain objects.
template <class Map>
struct ConvertRecord {
  using Item = typename Map::mapped_type;

  static std::string expected() { return std::string("object of ").append(Convert<Item>::expected()); }
  static Map fromValue(const Value& value) {
    if (!value.isObject()) throwMismatch(expected(), value);
    const ConversionScope scope(value);
    Map map;
    for (const auto& [key, item] : value.entries()) {
      const std::string& name = key.asString();
      map.emplace(name, convertInside<Item>(item, [&] { return propertyStep(name); }));
    }
    return map;
  }
  static Value toValue(const Map& map) {
    Value object = Value::object();
    for (const auto& [key, item] : map) object.set(key, valueOf<const Item&>(item));
    return object;
  }
  static bool mayBe(const Value& value) { return value.isObject(); }
  static TypeExpression describe(TypeTable& types) {
    return TypeExpression::generic("Record", {TypeExpression::plain("string"), describeType<Item>(types)});
  }
};

/// For all other maps, from and to Map.
template <class Map>
struct ConvertMap {
  using Key = typename Map::key_type;
  using Item = typename Map::mapped_type;

  static std::string expected() {
    return std::string("Map of ").append(Convert<Key>::expected()).append(" to ").append(Convert<Item>::expected());
  }
  static Map fromValue(const Value& value) {
    if (!value.isMap()) throwMismatch(expected(), value);
    const ConversionScope scope(value);
    Map map;
    std::size_t index = 0;
    for (const auto& [key, item] : value.entries()) {
      auto convertedKey = convertInside<Key>(key, [index] { return entryStep("key ", index); });
      map.emplace(std::move(convertedKey), convertInside<Item>(item, [index] { return entryStep("value ", index); }));
      ++index;
    }
    return map;
  }
  static Value toValue(const Map& map) {
    Value value = Value::mapOf();
    for (const auto& [key, item] : map) value.insert(valueOf<const Key&>(key), valueOf<const Item&>(item));
    return value;
  }
  static bool mayBe(const Value& value) { return value.isMap(); }
  static TypeExpression describe(TypeTable& types) {
    auto key = describeType<Key>(types);
    return TypeExpression::generic("Map", {std::move(key), describeType<Item>(types)});
  }
};

/// For std::set and std::unordered_set, from and to Set.
template <class Set>
struct ConvertSet {
  using Item = typename Set::value_type;

  static std::string expected() { return std::string("Set of ").append(Convert<Item>::expected()); }
  static Set fromValue(const Value& value) {
    if (!value.isSet()) throwMismatch(expected(), value);
    const ConversionScope scope(value);
    Set set;
    std::size_t index = 0;
    for (const auto& entry : value.entries()) {
      set.insert(convertInside<Item>(entry.key, [index] { return entryStep("item ", index); }));
      ++index;
    }
    return set;
  }
  static Value toValue(const Set& set) {
    Value value = Value::setOf();
    for (const auto& item : set) value.insert(valueOf<const Item&>(item));
    return value;
  }
  static bool mayBe(const Value& value) { return value.isSet(); }
  static TypeExpression describe(TypeTable& types) {
    return TypeExpression::generic("Set", {describeType<Item>(types)});
  }
};

/// For std::pair, std::tuple and std::array, from and to arrays of at most as many items.
template <class Tuple, class... Items>
struct ConvertTuple {
  static std::string expected() {
    std::string names;
    ((names.append(names.empty() ? "" : ", ").append(Convert<Items>::expected())), ...);
    return std::string("array [").append(names).append("]");
  }
  static Tuple fromValue(const Value& value) {
    if (!value.isArray() || value.size() > sizeof...(Items)) throwMismatch(expected(), value);
    const ConversionScope scope(value);
    const auto items = value.items();
    return [&]<std::size_t... index>(std::index_sequence<index...>) {
      return Tuple{convertItem<Items>(items, index)...};
    }(std::index_sequence_for<Items...>());
  }
  static Value toValue(const Tuple& tuple) {
    return std::apply([](const auto&... item) { return Value::array({valueOf<const Items&>(item)...}); }, tuple);
  }
  static bool mayBe(const Value& value) { return value.isArray() && value.size() <= sizeof...(Items); }
  static TypeExpression describe([[maybe_unused]] TypeTable& types) {
    return TypeExpression::of(TypeExpression::Kind::tuple, {describeType<Items>(types)...});
  }
};

}  // namespace detail

template <class T>
struct Convert<std::vector<T>> : detail::ConvertSequence<std::vector<T>> {};
template <class T>
struct Convert<std::deque<T>> : detail::ConvertSequence<std::deque<T>> {};
template <class T>
struct Convert<std::list<T>> : detail::ConvertSequence<std::list<T>> {};

template <class T, std::size_t size>
struct Convert<std::array<T, size>> {
  static std::string expected() {
    return std::string("array of ").append(std::to_string(size)).append(" ").append(Convert<T>::expected());
  }
  static std::array<T, size> fromValue(const Value& value) {
    if (!value.isArray() || value.size() != size) detail::throwMismatch(expected(), value);
    const detail::ConversionScope scope(value);
    const auto items = value.items();
    return [&]<std::size_t... index>(std::index_sequence<index...>) {
      return std::array<T, size>{detail::convertItem<T>(items, index)...};
    }(std::make_index_sequence<size>());
  }
  static Value toValue(const std::array<T, size>& items) {
    return Convert<std::vector<T>>::toValue({items.begin(), items.end()});
  }
  static bool mayBe(const Value& value) { return value.isArray() && value.size() == size; }
  static detail::TypeExpression describe(detail::TypeTable& types) {
    // A tuple says how many, where so many can be read.
    if constexpr (size > 16) return detail::describeArrayOf<T>(types);
    return detail::TypeExpression::of(detail::TypeExpression::Kind::tuple,
                                      std::vector<detail::TypeExpression>(size, detail::describeType<T>(types)));
  }
};

template <class First, class Second>
struct Convert<std::pair<First, Second>> : detail::ConvertTuple<std::pair<First, Second>, First, Second> {};

template <class... Items>
struct Convert<std::tuple<Items...>> : detail::ConvertTuple<std::tuple<Items...>, Items...> {};

template <class T, class... Rest>
struct Convert<std::map<std::string, T, Rest...>> : detail::ConvertRecord<std::map<std::string, T, Rest...>> {};
template <class T, class... Rest>
struct Convert<std::unordered_map<std::string, T, Rest...>>
    : detail::ConvertRecord<std::unordered_map<std::string, T, Rest...>> {};
template <class Key, class T, class... Rest>
struct Convert<std::map<Key, T, Rest...>> : detail::ConvertMap<std::map<Key, T, Rest...>> {};
template <class Key, class T, class... Rest>
struct Convert<std::unordered_map<Key, T, Rest...>> : detail::ConvertMap<std::unordered_map<Key, T, Rest...>> {};

template <class T, class... Rest>
struct Convert<std::set<T, Rest...>> : detail::ConvertSet<std::set<T, Rest...>> {};
template <class T, class... Rest>
struct Convert<std::unordered_set<T, Rest...>> : detail::ConvertSet<std::unordered_set<T, Rest...>> {};

/// A Uint8Array. The bytes of an ArrayBuffer, of any other typed array or of a DataView are taken too.
template <>
struct TRANSOM_API Convert<Bytes> {
  static std::string expected() { return "Uint8Array"; }
  static Bytes fromValue(const Value& value);
  static Value toValue(const Bytes& bytes) { return bytes; }
  static bool mayBe(const Value& value) {
    return value.type() == ValueType::typedArray || value.type() == ValueType::dataView ||
           value.type() == ValueType::arrayBuffer;
  }
  static std::string typeScript() { return "Uint8Array"; }
};

}  // namespace transom
