// SPDX-License-Identifier: MIT
#pragma once

#include "codec/nodes.h"

#include <transom/value.h>

#include <cstdint>
#include <optional>
#include <unordered_map>

namespace transom::codec {

/// Which objects of a message occur in it more than once. All values of the message are scanned before the first is
/// written.
class SharedObjects {
 public:
  struct Occurrences {
    bool isShared = false;
    std::optional<std::uint64_t> number;  // of its tag 28, once that is written
  };

  /// Throws RangeError for values nested deeper than kMaxValueDepth, so whoever walks the same way later need not look.
  void scan(const Value& value) { scan(value, 1); }

  /// Null for what occurs once. REQUIRES: an object that lives.
  [[nodiscard]] Occurrences* find(const Value& object);

 private:
  void scan(const Value& value, int depth);
  void scanInside(const Value& object, int depth);
  /// Whether the object was met before.
  bool count(const Value& object);

  std::unordered_map<const detail::Node*, Occurrences> seen_;  // only what has several references
};

}  // namespace transom::codec
