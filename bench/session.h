// SPDX-License-Identifier: MIT
#pragma once

#include "options.h"
#include "plan.h"
#include "results.h"
#include "samples.h"

#include <transom/app.h>
#include <transom/task.h>

#include <string>

namespace transom::bench {

/// One run of the whole benchmark. Prints its progress to standard error.
class Session {
 public:
  /// What is handed in must outlive it.
  Session(App& app, const Floors& floors, const Options& options);

  /// Measures everything. Fails with an error that names the row.
  [[nodiscard]] Task<void> run();

  [[nodiscard]] const Results& results() const { return results_; }

 private:
  [[nodiscard]] Task<void> runRound(std::vector<Group>& groups, int round);
  [[nodiscard]] Task<void> runGroup(const Group& group, std::string progress);
  [[nodiscard]] bool isLate() const;

  App& app_;
  const Floors& floors_;
  Options options_;
  Clock::time_point began_ = Clock::now();
  Results results_;
};

}  // namespace transom::bench
