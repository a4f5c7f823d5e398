// SPDX-License-Identifier: MIT
// transom-bench: what messages cost, beside the least they could cost and what else there is. See README.md.
#include "floors.h"
#include "machine.h"
#include "options.h"
#include "plan.h"
#include "report.h"
#include "session.h"

#include <transom/app.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>

namespace transom::bench {
namespace {

/// @return whether everything was measured; else standard error has the reason, or somebody has interrupted
bool measure(App& app, Session& session) {
  bool isComplete = false;
  app.post([&] {
    session.run().then([&](const TaskResult<void>& result) {
      try {
        result.value();
        isComplete = true;
      } catch (const std::exception& error) {
        std::cerr << "transom-bench: " << error.what() << std::endl;
      }
      app.quit();
    });
  });
  app.run();
  return isComplete;
}

int runBenchmark(int argc, char** argv) {
  const Options options = parseOptions(argc, argv);
  std::ofstream json;
  if (!options.jsonFile.empty()) {
    json.open(options.jsonFile);
    if (!json) throw std::runtime_error("cannot write " + options.jsonFile);
  }
  const Machine machine = describeMachine();
  const Floors floors;
  App app(argc, argv);
  Session session(app, floors, options);
  if (!measure(app, session)) return EXIT_FAILURE;
  printTable(std::cout, machine, session.results());
  if (json.is_open()) writeJson(json, machine, session.results());
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace transom::bench

int main(int argc, char** argv) {
  try {
    return transom::bench::runBenchmark(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << error.what() << std::endl;
    return EXIT_FAILURE;
  }
}
