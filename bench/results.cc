// SPDX-License-Identifier: MIT
#include "results.h"

#include <utility>

namespace transom::bench {

void Results::add(const Row& row, const Samples& samples) {
  if (!samples_.contains(row.name)) rows_.push_back(row);
  auto& kept = samples_[row.name][sitting_];
  kept.insert(kept.end(), samples.begin(), samples.end());
}

double Results::medianOf(const std::string& name) const {
  Samples medians;
  for (const auto& [sitting, samples] : samples_.at(name)) medians.push_back(median(samples));
  return median(medians);
}

double Results::percentileOf(const Row& row, double fraction) const {
  Samples all;
  for (const auto& [sitting, samples] : samples_.at(row.name)) all.insert(all.end(), samples.begin(), samples.end());
  return percentile(std::move(all), fraction);
}

std::size_t Results::samplesOf(const Row& row) const {
  std::size_t count = 0;
  for (const auto& [sitting, samples] : samples_.at(row.name)) count += samples.size();
  return count;
}

double Results::growth(const Row& row) const {
  return medianOf(row) - medianOf(row.floor);
}

std::optional<double> Results::ratio(const Row& row, const std::string& base) const {
  const auto bases = samples_.find(base);
  if (bases == samples_.end()) return std::nullopt;
  Samples ratios;
  for (const auto& [sitting, samples] : samples_.at(row.name)) {
    const auto other = bases->second.find(sitting);
    if (other != bases->second.end()) ratios.push_back(median(samples) / median(other->second));
  }
  if (ratios.empty()) return std::nullopt;
  return median(ratios);
}

}  // namespace transom::bench
