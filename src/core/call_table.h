// SPDX-License-Identifier: MIT
#pragma once

#include "core/call_result.h"
#include "core/document_id.h"

#include <cstdint>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace transom::core {

/// The questions to one page that wait for its replies, by document.
/// It calls no callback, so that none can change it meanwhile.
class CallTable {
 public:
  /// Gives the number of the new call.
  std::uint32_t add(DocumentId document, CallCallback callback);

  /// Whether a call of that number has ever been made.
  [[nodiscard]] bool wasMade(std::uint32_t call) const { return call != 0 && call <= made_; }

  /// Takes a call out; nothing if it is settled already, or was one of another document.
  [[nodiscard]] std::optional<CallCallback> take(DocumentId document, std::uint32_t call);

  /// Takes out all that one document still owes, oldest first.
  [[nodiscard]] std::vector<CallCallback> takeAll(DocumentId document);

 private:
  using Calls = std::map<std::uint32_t, CallCallback>;  // by age

  std::uint64_t made_ = 0;
  std::unordered_map<DocumentId, Calls> documents_;
};

}  // namespace transom::core
