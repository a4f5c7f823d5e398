// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>

namespace transom {

/// The engine can't start: no display, a library or the web process extension is missing. what() is one line that says
/// how to mend it.
class EngineError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace transom
