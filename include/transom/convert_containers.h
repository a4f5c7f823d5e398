// SPDX-License-Identifier: MIT
#pragma once

#include <transom/bytes.h>
#include <transom/convert.h>

#include <array>
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace transom {

namespace detail {

/// How an error says where in an object it is: `.name`, or `["…"]`, bounded, for what is no identifier.
[[nodiscard]] TRANSOM_API std::string propertyStep(std::string_view key);

/// Converts what lies inside of another value, and makes an error say where.
template <class T>
T convertInside(const Value& value, auto&& describeStep) {
  try {
    return Convert<T>::fromValue(value);
  } catch (const ConversionError& error) {
    throw error.within(describeStep());
  }
}

template <class T>
T convertItem(std::span<const Value> items, std::size_t index) {
  const Value missing;
  return convertInside<T>(index < items.size() ? items[index] : missing,
                          [&] { return "[" + std::to_string(index) + "]"; });
}

/// For std::map<std::string, T> and std::unordered_map<std::string, T>, from and to plain objects.
template <class Map>
struct ConvertMap {
  using Item = typename Map::mapped_type;

  static std::string expected() { return "object of " + Convert<Item>::expected(); }
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
    for (const auto& [key, item] : map) object.set(key, Convert<Item>::toValue(item));
    return object;
  }
};

/// For std::pair, std::tuple and std::array, from and to arrays of at most as many items.
template <class Tuple, class... Items>
struct ConvertTuple {
  static std::string expected() {
    std::string names;
    ((names += (names.empty() ? "" : ", ") + Convert<Items>::expected()), ...);
    return "array [" + names + "]";
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
    return std::apply([](const auto&... item) { return Value::array({Convert<Items>::toValue(item)...}); }, tuple);
  }
};

}  // namespace detail

template <class T>
struct Convert<std::vector<T>> {
  static std::string expected() { return "array of " + Convert<T>::expected(); }
  static std::vector<T> fromValue(const Value& value) {
    if (!value.isArray()) detail::throwMismatch(expected(), value);
    const detail::ConversionScope scope(value);
    const auto items = value.items();
    std::vector<T> result;
    result.reserve(items.size());
    for (std::size_t index = 0; index < items.size(); ++index) {
      result.push_back(detail::convertItem<T>(items, index));
    }
    return result;
  }
  static Value toValue(const std::vector<T>& items) {
    std::vector<Value> values;
    values.reserve(items.size());
    for (const auto& item : items) values.push_back(Convert<T>::toValue(item));
    return Value::array(std::move(values));
  }
};

template <class T, std::size_t size>
struct Convert<std::array<T, size>> {
  static std::string expected() { return "array of " + std::to_string(size) + " " + Convert<T>::expected(); }
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
};

template <class First, class Second>
struct Convert<std::pair<First, Second>> : detail::ConvertTuple<std::pair<First, Second>, First, Second> {};

template <class... Items>
struct Convert<std::tuple<Items...>> : detail::ConvertTuple<std::tuple<Items...>, Items...> {};

template <class T>
struct Convert<std::map<std::string, T>> : detail::ConvertMap<std::map<std::string, T>> {};

template <class T>
struct Convert<std::unordered_map<std::string, T>> : detail::ConvertMap<std::unordered_map<std::string, T>> {};

/// A Uint8Array. The bytes of an ArrayBuffer, of any other typed array or of a DataView are taken too.
template <>
struct TRANSOM_API Convert<Bytes> {
  static std::string expected() { return "Uint8Array"; }
  static Bytes fromValue(const Value& value);
  static Value toValue(const Bytes& bytes) { return bytes; }
};

}  // namespace transom
