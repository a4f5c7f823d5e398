// SPDX-License-Identifier: MIT
#include "report.h"

#include <nlohmann/json.hpp>

#include <iomanip>
#include <optional>
#include <sstream>
#include <string_view>

namespace transom::bench {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kMethod =
    "medians: the median over sittings of each sitting's median; p99: of all samples together; ratios: the median over "
    "sittings of the ratio of medians within a sitting, where both sides were measured shortly after each other";

constexpr double kHigh = 0.99;

/// Files name a floor and a peer without the part of the name that says so.
std::string shortName(std::string_view name) {
  for (const std::string_view prefix : {"floor/", "peer/"}) {
    if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  }
  return std::string(name);
}

/// How many times better a row is than `other`: of times the smaller is better, of rates the larger.
std::optional<double> advantage(const Results& results, const Row& row, const std::string& other) {
  const auto ratio = results.ratio(row, other);
  if (!ratio) return std::nullopt;
  return isRate(row.unit) ? *ratio : 1 / *ratio;
}

std::string fixed(double number, int digits) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(digits) << number;
  return out.str();
}

/// Three digits that mean something.
std::string readable(double number) {
  return fixed(number, number < 10 ? 2 : number < 100 ? 1 : 0);
}

std::string readable(std::optional<double> number) {
  return number ? readable(*number) : "";
}

constexpr const char* kHeader =
    "row                                               median      p99    times  better than: times\n"
    "                                                      µs       µs    floor     peer  other peer\n";

void printLine(std::ostream& out, std::string_view name, const std::string& median, const std::string& high,
               const std::string& floor, const std::string& peer, const std::string& otherPeer) {
  out << std::left << std::setw(42) << name << std::right << std::setw(14) << median << std::setw(9) << high
      << std::setw(9) << floor << std::setw(9) << peer << std::setw(12) << otherPeer << "\n";
}

std::string valueOf(const Results& results, const Row& row) {
  switch (row.unit) {
    case Unit::microseconds: break;
    case Unit::perSecond: return fixed(results.medianOf(row), 0) + " /s";
    case Unit::megabytesPerSecond: return fixed(results.medianOf(row), 0) + " MB/s";
    case Unit::mebibytes: return fixed(results.medianOf(row), 1) + " MiB";
  }
  return readable(results.medianOf(row));
}

void addComparisons(Json& json, const Results& results, const Row& row) {
  const auto add = [&](const char* key, const char* factorKey, const std::string& name, std::optional<double> factor) {
    if (!factor) return;
    json[key] = shortName(name);
    json[factorKey] = *factor;
  };
  const bool rate = isRate(row.unit);
  add("floor", "ratio_to_floor", row.floor, results.ratio(row, row.floor));
  add("peer", rate ? "ours_over_peer" : "peer_over_ours", row.peer, advantage(results, row, row.peer));
  add("other_peer", rate ? "ours_over_other_peer" : "other_peer_over_ours", row.otherPeer,
      advantage(results, row, row.otherPeer));
}

Json toJson(const Results& results, const Row& row) {
  Json json{{"name", row.name}};
  switch (row.unit) {
    case Unit::microseconds:
      json["median_us"] = results.medianOf(row);
      json["p99_us"] = results.percentileOf(row, kHigh);
      break;
    case Unit::perSecond: json["per_second"] = results.medianOf(row); break;
    case Unit::megabytesPerSecond: json["mb_per_second"] = results.medianOf(row); break;
    case Unit::mebibytes:
      json["mib"] = results.medianOf(row);
      if (!row.floor.empty()) json["delta_mib"] = results.growth(row);
      break;
  }
  addComparisons(json, results, row);
  json["samples"] = results.samplesOf(row);
  if (!row.note.empty()) json["note"] = row.note;
  return json;
}

Json toJson(const Machine& machine) {
  return {{"cpu", machine.cpu},       {"cores", machine.cores}, {"kernel", machine.kernel},
          {"webkit", machine.webkit}, {"date", machine.date},   {"load_average_before", machine.loadBefore}};
}

}  // namespace

void printTable(std::ostream& out, const Machine& machine, const Results& results) {
  out << machine.cpu << ", " << machine.cores << " cores, " << machine.kernel << ", WebKitGTK " << machine.webkit
      << ", load " << fixed(machine.loadBefore, 2) << "\n\n";
  out << kHeader;
  for (const Row& row : results.rows()) {
    const bool isTime = row.unit == Unit::microseconds;
    printLine(out, row.name, valueOf(results, row), isTime ? readable(results.percentileOf(row, kHigh)) : "",
              readable(results.ratio(row, row.floor)), readable(advantage(results, row, row.peer)),
              readable(advantage(results, row, row.otherPeer)));
  }
}

void writeJson(std::ostream& out, const Machine& machine, const Results& results) {
  Json json{{"machine", toJson(machine)}};
  json["method"] = kMethod;
  json["results"] = Json::array();
  for (const Row& row : results.rows()) json["results"].push_back(toJson(results, row));
  out << json.dump(2) << std::endl;
}

}  // namespace transom::bench
