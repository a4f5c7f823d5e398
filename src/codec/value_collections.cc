// SPDX-License-Identifier: MIT
// Arrays, plain objects, Map and Set.
#include "codec/nodes.h"

#include <transom/convert.h>
#include <transom/error.h>
#include <transom/value.h>

#include <limits>
#include <utility>

namespace transom {
namespace {

using detail::EntryTable;
using detail::ValueAccess;

std::vector<Value>& itemsOf(const Value& array) {
  return detail::require<std::vector<Value>>(array, ValueType::array);
}

EntryTable& propertiesOf(const Value& object) {
  return detail::require<EntryTable>(object, ValueType::object);
}

EntryTable& collectionOf(const Value& value) {
  if (!value.isMap() && !value.isSet()) detail::throwMismatch("Map or Set", value);
  return ValueAccess::contents<EntryTable>(value);
}

/// What was put into one place, as it reads: holes and references to what is gone are undefined.
Value read(const Value* stored) {
  return stored == nullptr || stored->isHole() ? Value() : stored->lock();
}

}  // namespace

Value Value::array(std::vector<Value> items) {
  return ValueAccess::make<std::vector<Value>>(ValueType::array, std::move(items));
}

Value Value::object(std::initializer_list<std::pair<std::string_view, Value>> properties) {
  Value object = ValueAccess::make<EntryTable>(ValueType::object);
  propertiesOf(object).reserve(properties.size());
  for (const auto& [key, value] : properties) object.set(key, value);
  return object;
}

Value Value::mapOf() {
  return ValueAccess::make<EntryTable>(ValueType::map);
}

Value Value::mapOf(std::initializer_list<ValueEntry> entries) {
  Value map = mapOf();
  for (const auto& [key, value] : entries) map.insert(key, value);
  return map;
}

Value Value::setOf(std::initializer_list<Value> items) {
  Value set = ValueAccess::make<EntryTable>(ValueType::set);
  for (const Value& item : items) set.insert(item);
  return set;
}

std::size_t Value::size() const noexcept {
  switch (type()) {
    case ValueType::array: return ValueAccess::contents<std::vector<Value>>(*this).size();
    case ValueType::object:
    case ValueType::map:
    case ValueType::set: return ValueAccess::contents<EntryTable>(*this).entries().size();
    default: return 0;
  }
}

Value Value::at(std::size_t index) const {
  const auto& array = itemsOf(*this);
  return read(index < array.size() ? &array[index] : nullptr);
}

std::span<const Value> Value::items() const {
  return itemsOf(*this);
}

void Value::push(Value item) {
  itemsOf(*this).push_back(std::move(item));
}

void Value::setAt(std::size_t index, Value item) {
  auto& array = itemsOf(*this);
  if (index >= std::numeric_limits<std::uint32_t>::max()) throw rangeError("Invalid array index");
  if (index >= array.size()) array.resize(index + 1, hole());
  array[index] = std::move(item);
}

Value Value::get(std::string_view key) const {
  return read(propertiesOf(*this).find(key));
}

bool Value::has(std::string_view key) const {
  return propertiesOf(*this).find(key) != nullptr;
}

void Value::set(std::string_view key, Value value) {
  propertiesOf(*this).put(key, std::move(value));
}

bool Value::remove(std::string_view key) {
  return propertiesOf(*this).remove(key);
}

std::vector<std::string> Value::keys() const {
  std::vector<std::string> keys;
  const auto& entries = propertiesOf(*this).entries();
  keys.reserve(entries.size());
  for (const ValueEntry& entry : entries) keys.push_back(entry.key.asString());
  return keys;
}

Value Value::find(const Value& key) const {
  return read(detail::require<EntryTable>(*this, ValueType::map).find(key));
}

bool Value::contains(const Value& key) const {
  return collectionOf(*this).find(key) != nullptr;
}

void Value::insert(Value key, Value value) {
  detail::require<EntryTable>(*this, ValueType::map).put(std::move(key), std::move(value));
}

void Value::insert(Value item) {
  detail::require<EntryTable>(*this, ValueType::set).put(std::move(item), Value());
}

bool Value::erase(const Value& key) {
  return collectionOf(*this).remove(key);
}

std::span<const ValueEntry> Value::entries() const {
  if (isObject()) return propertiesOf(*this).entries();
  return collectionOf(*this).entries();
}

}  // namespace transom
