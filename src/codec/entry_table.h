// SPDX-License-Identifier: MIT
#pragma once

#include <transom/value.h>

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace transom::detail {

/// Orders keys so that those which JavaScript's Map takes for the same (SameValueZero) are equivalent. Takes text for a
/// string.
struct KeyOrder {
  using is_transparent = void;
  bool operator()(const Value& a, const Value& b) const noexcept;
  bool operator()(const Value& a, std::string_view b) const noexcept;
  bool operator()(std::string_view a, const Value& b) const noexcept;
};

/// The properties of an object, or the entries of a Map or Set: in the order in which they were put in, each key once.
/// Large tables have an ordered index and not a hash: keys are a page's, and could be chosen to collide.
class EntryTable {
 public:
  [[nodiscard]] const std::vector<ValueEntry>& entries() const noexcept { return entries_; }
  [[nodiscard]] const Value* find(const Value& key) const noexcept { return valueAt(positionOf(key)); }
  [[nodiscard]] const Value* find(std::string_view key) const noexcept { return valueAt(positionOf(key)); }

  void reserve(std::size_t size) { entries_.reserve(size); }
  /// False if the key was there: it keeps its place and gets the new value.
  bool put(Value key, Value value);
  /// False if the key was not there. Takes time in proportion to the size.
  bool remove(const Value& key);

  /// The memory that a table of so many entries takes at most, in bytes.
  [[nodiscard]] static std::size_t memoryFor(std::size_t size) noexcept;

 private:
  using Index = std::map<Value, std::size_t, KeyOrder>;

  /// Up to this many entries a look through all of them is faster than an index.
  static constexpr std::size_t kMaxUnindexed = 16;

  template <class Key>
  [[nodiscard]] std::optional<std::size_t> positionOf(const Key& key) const noexcept;
  [[nodiscard]] const Value* valueAt(std::optional<std::size_t> position) const noexcept {
    return position ? &entries_[*position].value : nullptr;
  }
  void buildIndex();

  std::vector<ValueEntry> entries_;
  std::unique_ptr<Index> index_;
};

}  // namespace transom::detail
