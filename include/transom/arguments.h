// SPDX-License-Identifier: MIT
#pragma once

#include <transom/convert.h>
#include <transom/value.h>

#include <cstddef>
#include <initializer_list>
#include <utility>
#include <vector>

namespace transom {

/// The arguments of one message, in order. Object identity is kept across all of them.
class Arguments {
 public:
  /// Goes over the values, in order.
  using const_iterator = std::vector<Value>::const_iterator;

  Arguments() = default;
  /// These, in this order.
  Arguments(std::initializer_list<Value> values) : values_(values) {}
  /// These, in this order.
  explicit Arguments(std::vector<Value> values) noexcept : values_(std::move(values)) {}

  /// One argument for each parameter, converted as Value or Convert does.
  template <class... Args>
  static Arguments of(Args&&... args) {
    std::vector<Value> values;
    values.reserve(sizeof...(args));
    (values.push_back(detail::valueOf(std::forward<Args>(args))), ...);
    return Arguments(std::move(values));
  }

  /// How many there are.
  [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
  /// Whether there are none.
  [[nodiscard]] bool empty() const noexcept { return values_.empty(); }
  /// Undefined beyond the end, as in JavaScript. The reference is valid as long as these arguments.
  [[nodiscard]] const Value& operator[](std::size_t index) const noexcept {
    static const Value undefined;
    return index < values_.size() ? values_[index] : undefined;
  }
  /// Adds one behind the others.
  void push(Value value) { values_.push_back(std::move(value)); }

  /// The first one. Valid until they are changed.
  [[nodiscard]] const_iterator begin() const noexcept { return values_.begin(); }
  /// Behind the last one.
  [[nodiscard]] const_iterator end() const noexcept { return values_.end(); }

 private:
  std::vector<Value> values_;
};

}  // namespace transom
