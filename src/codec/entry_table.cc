// SPDX-License-Identifier: MIT
#include "codec/entry_table.h"

#include "codec/nodes.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace transom::detail {
namespace {

using Access = ValueAccess;

const std::string& textOf(const Value& value) {
  return Access::contents<std::string>(value);
}

bool isSameText(const Value& a, std::string_view b) noexcept {
  return Access::storedType(a) == ValueType::string && textOf(a) == b;
}

/// NaN comes after all other numbers.
bool isLess(double a, double b) noexcept {
  return std::isnan(b) ? !std::isnan(a) : a < b;
}

bool isLess(const BigInt& a, const BigInt& b) noexcept {
  if (a.isNegative() != b.isNegative()) return a.isNegative();
  const ByteView left = a.magnitude();
  const ByteView right = b.magnitude();
  if (left.size() != right.size()) return left.size() < right.size();
  return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end());
}

bool isSameKey(const Value& a, const Value& b) noexcept {
  if (Access::storedType(a) == ValueType::string) return isSameText(b, textOf(a));
  return !KeyOrder()(a, b) && !KeyOrder()(b, a);
}

bool isSameKey(const Value& a, std::string_view b) noexcept {
  return isSameText(a, b);
}

}  // namespace

bool KeyOrder::operator()(const Value& a, const Value& b) const noexcept {
  const ValueType type = Access::storedType(a);
  if (type != Access::storedType(b)) return type < Access::storedType(b);
  switch (type) {
    case ValueType::undefined:
    case ValueType::null: return false;
    case ValueType::boolean: return !a.asBoolean() && b.asBoolean();
    case ValueType::number: return isLess(a.asNumber(), b.asNumber());
    case ValueType::bigInt: return isLess(a.asBigInt(), b.asBigInt());
    case ValueType::string: return textOf(a) < textOf(b);
    default: return std::less<>()(Access::node(a), Access::node(b));
  }
}

bool KeyOrder::operator()(const Value& a, std::string_view b) const noexcept {
  const ValueType type = Access::storedType(a);
  return type == ValueType::string ? textOf(a) < b : type < ValueType::string;
}

bool KeyOrder::operator()(std::string_view a, const Value& b) const noexcept {
  const ValueType type = Access::storedType(b);
  return type == ValueType::string ? a < textOf(b) : ValueType::string < type;
}

template <class Key>
std::optional<std::size_t> EntryTable::positionOf(const Key& key) const noexcept {
  if (index_) {
    const auto found = index_->find(key);
    return found != index_->end() ? std::optional(found->second) : std::nullopt;
  }
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&key](const ValueEntry& entry) { return isSameKey(entry.key, key); });
  if (found == entries_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - entries_.begin());
}

template std::optional<std::size_t> EntryTable::positionOf(const Value& key) const noexcept;
template std::optional<std::size_t> EntryTable::positionOf(const std::string_view& key) const noexcept;

bool EntryTable::put(Value key, Value value) {
  if (key.isHole()) key = Value();
  if (key == Value(0)) key = 0;  // never -0
  if (const auto position = positionOf(key)) {
    entries_[*position].value = std::move(value);
    return false;
  }
  entries_.push_back({std::move(key), std::move(value)});
  if (index_) {
    index_->emplace(entries_.back().key, entries_.size() - 1);
  } else if (entries_.size() > kMaxUnindexed) {
    buildIndex();
  }
  return true;
}

bool EntryTable::remove(const Value& key) {
  const auto position = positionOf(key);
  if (!position) return false;
  if (index_) {
    index_->erase(key);
    for (auto& [other, place] : *index_) place -= place > *position ? 1 : 0;
  }
  entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(*position));
  return true;
}

void EntryTable::buildIndex() {
  auto index = std::make_unique<Index>();
  for (std::size_t i = 0; i < entries_.size(); ++i) index->emplace(entries_[i].key, i);
  index_ = std::move(index);
}

std::size_t EntryTable::memoryFor(std::size_t size) noexcept {
  constexpr std::size_t kIndexNode = sizeof(Index::value_type) + 4 * sizeof(void*);
  return size * (sizeof(ValueEntry) + (size > kMaxUnindexed ? kIndexNode : 0));
}

}  // namespace transom::detail
