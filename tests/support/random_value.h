// SPDX-License-Identifier: MIT
#pragma once

#include <transom/value.h>

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace transom::test {

/// Makes values of every kind, nested, shared and cyclic. The same seed gives the same values, on every machine.
class RandomValues {
 public:
  explicit RandomValues(std::uint32_t seed) : random_(seed) {}

  /// About `items` values, nested. Objects made earlier for the same value, enclosing ones too, are referred to now and
  /// then.
  [[nodiscard]] Value next(std::size_t items = 30);

 private:
  [[nodiscard]] std::uint32_t below(std::uint32_t limit) { return static_cast<std::uint32_t>(random_() % limit); }
  [[nodiscard]] Value any();
  [[nodiscard]] Value primitive();
  [[nodiscard]] Value number();
  [[nodiscard]] Value bigInt();
  [[nodiscard]] Value leafObject();
  [[nodiscard]] Value view();
  [[nodiscard]] Value container();
  [[nodiscard]] Value error();
  [[nodiscard]] Value reference();
  [[nodiscard]] std::string text();
  [[nodiscard]] std::string pattern();
  [[nodiscard]] Bytes bytes(std::size_t size);
  void fill(Value& container);

  struct Known {
    Value object;
    bool isOpen;
  };

  std::mt19937 random_;
  std::size_t itemsLeft_ = 0;
  std::vector<Known> known_;
};

}  // namespace transom::test
