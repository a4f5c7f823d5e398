// SPDX-License-Identifier: MIT
#pragma once

#include "bridge_rounds.h"
#include "floors.h"
#include "native_rounds.h"
#include "page_rounds.h"
#include "peer_webkit.h"
#include "row.h"
#include "samples.h"

#include <transom/task.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace transom::bench {

/// The echoing processes, by size.
class Floors {
 public:
  /// Forks: so make it before the program has threads.
  Floors();
  [[nodiscard]] const Echo& blocking(std::string_view size) const { return *blocking_.at(std::string(size)); }
  [[nodiscard]] const Echo& poll(std::string_view size) const { return *poll_.at(std::string(size)); }
  [[nodiscard]] const Sink& sink() const { return sink_; }

 private:
  using BySize = std::map<std::string, std::unique_ptr<Echo>>;
  BySize blocking_;
  BySize poll_;
  Sink sink_;
};

struct Measurement {
  Row row;
  std::function<Task<Samples>(const Budget&)> measure;
};

/// Rows that are compared with each other: a sitting measures them all.
using Group = std::vector<Measurement>;

/// Measured once, before the program has done anything else: what main holds with one window.
Group planMemory(OurPage& ours);
/// Measured in every round. What is handed in must outlive the plan.
std::vector<Group> planRounds(const Floors& floors, OurPage& ours, BridgePage& bridge, NativeChild& native,
                              WebKitPeer& peer);

/// Leaves the rows whose name begins with `prefix`, and what they are compared with.
void keepOnly(std::string_view prefix, Group& group);

}  // namespace transom::bench
