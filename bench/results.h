// SPDX-License-Identifier: MIT
#pragma once

#include "row.h"
#include "samples.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace transom::bench {

/// Everything that was measured. Rows that are compared are measured within one sitting, shortly after each other, and
/// ratios are taken within it: so what else the machine does at the time weighs on both sides.
class Results {
 public:
  void beginSitting() { ++sitting_; }
  /// REQUIRES: samples not empty.
  void add(const Row& row, const Samples& samples);

  /// In the order in which they were measured first.
  [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }
  /// The median over sittings of the median of each.
  [[nodiscard]] double medianOf(const Row& row) const { return medianOf(row.name); }
  /// Of the samples of all sittings together.
  [[nodiscard]] double percentileOf(const Row& row, double fraction) const;
  [[nodiscard]] std::size_t samplesOf(const Row& row) const;
  /// The median over sittings of `row` divided by `base`; nothing if no sitting has both.
  [[nodiscard]] std::optional<double> ratio(const Row& row, const std::string& base) const;
  /// How much larger `row` is than its floor. REQUIRES: both measured.
  [[nodiscard]] double growth(const Row& row) const;

 private:
  [[nodiscard]] double medianOf(const std::string& name) const;

  /// Of one row: the samples of each sitting by its number.
  using BySitting = std::map<int, Samples>;

  int sitting_ = 0;
  std::vector<Row> rows_;
  std::map<std::string, BySitting> samples_;
};

}  // namespace transom::bench
