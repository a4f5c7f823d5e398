// SPDX-License-Identifier: MIT
#include "node_rounds.h"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

namespace transom::bench {
namespace {

struct CloseProgram {
  void operator()(FILE* program) const { ::pclose(program); }
};

Samples run(std::string_view kind, Clock::duration time, std::size_t samples) {
  const auto here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
  const std::string command = "node '" TRANSOM_NODE_LAUNCHER "' '" + (here / "node_main.js").string() + "' " +
                              std::string(kind) + " " + std::to_string(milliseconds) + " " + std::to_string(samples);
  const std::unique_ptr<FILE, CloseProgram> program(::popen(command.c_str(), "re"));
  if (!program) throw std::runtime_error("cannot run " + command);
  Samples measured;
  for (double value = 0; std::fscanf(program.get(), "%lf", &value) == 1;) measured.push_back(value);
  if (measured.empty()) throw std::runtime_error("the main process in JavaScript has measured nothing");
  return measured;
}

}  // namespace

Samples measureNode(std::string_view kind, const Budget& budget) {
  return run(kind, budget.time, budget.samples);
}

Samples measureNodeBurst(const Budget& budget) {
  return run("burst", budget.burstTime, budget.burst);
}

}  // namespace transom::bench
