// SPDX-License-Identifier: MIT
#include "session.h"

#include <chrono>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <vector>

namespace transom::bench {
namespace {

using namespace std::chrono_literals;

struct Effort {
  int rounds;
  Budget budget;
  /// Begins no further group after it, once every row has been measured.
  Clock::duration latest;
};

constexpr std::size_t kBurst = 100'000;
constexpr Effort kQuick{
    .rounds = 3, .budget = {.time = 400ms, .samples = 20'000, .burst = kBurst, .burstTime = 5s}, .latest = 100s};
constexpr Effort kFull{
    .rounds = 7, .budget = {.time = 1s, .samples = 50'000, .burst = kBurst, .burstTime = 20s}, .latest = 20min};

const Effort& effortOf(const Options& options) {
  return options.quick ? kQuick : kFull;
}

}  // namespace

Session::Session(App& app, const Floors& floors, const Options& options)
    : app_(app), floors_(floors), options_(options) {}

Task<void> Session::run() {
  OurPage ours(app_);
  co_await ours.load();
  auto memory = planMemory(ours);
  keepOnly(options_.filter, memory);
  co_await runGroup(memory, "memory");

  WebKitPeer peer(app_);
  co_await peer.load();
  BridgePage bridge(app_);
  co_await bridge.load();
  NativeChild native(app_);
  auto groups = planRounds(floors_, ours, bridge, native, peer);
  for (auto& group : groups) keepOnly(options_.filter, group);
  for (int round = 1; round <= effortOf(options_).rounds; ++round) co_await runRound(groups, round);
}

Task<void> Session::runRound(std::vector<Group>& groups, int round) {
  const std::string progress = "round " + std::to_string(round) + "/" + std::to_string(effortOf(options_).rounds);
  for (const auto& group : groups) {
    if (round > 1 && isLate()) co_return;
    co_await runGroup(group, progress);
  }
}

Task<void> Session::runGroup(const Group& group, std::string progress) {
  results_.beginSitting();
  for (const auto& [row, measure] : group) {
    std::cerr << "[" << progress << "] " << row.name << std::endl;
    try {
      results_.add(row, co_await measure(effortOf(options_).budget));
    } catch (const std::exception& error) {
      throw std::runtime_error(row.name + ": " + error.what());
    }
  }
}

bool Session::isLate() const {
  return Clock::now() - began_ > effortOf(options_).latest;
}

}  // namespace transom::bench
