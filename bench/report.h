// SPDX-License-Identifier: MIT
#pragma once

#include "machine.h"
#include "results.h"

#include <ostream>

namespace transom::bench {

/// For people: one line for each row.
void printTable(std::ostream& out, const Machine& machine, const Results& results);

/// For tools: bench/README.md says what is in it.
void writeJson(std::ostream& out, const Machine& machine, const Results& results);

}  // namespace transom::bench
