// SPDX-License-Identifier: MIT
#pragma once

#include <transom/bytes.h>

#include <string>
#include <vector>

namespace transom::codec {

/// One entry of protocol/vectors.
struct TestVector {
  std::string name;
  Bytes bytes;
  std::string dump;      ///< of a hostile one: empty
  bool isLossy = false;  ///< holds what C++ sees in another way
};

[[nodiscard]] std::vector<TestVector> valueVectors();
[[nodiscard]] std::vector<TestVector> hostileVectors();

}  // namespace transom::codec
