// SPDX-License-Identifier: MIT
#include "core/call_table.h"

#include <limits>
#include <utility>

namespace transom::core {
namespace {

/// Numbers begin again at 1 after the last one that fits; nobody waits for one of four billion calls ago.
std::uint32_t numberOf(std::uint64_t count) {
  return static_cast<std::uint32_t>((count - 1) % std::numeric_limits<std::uint32_t>::max()) + 1;
}

}  // namespace

std::uint32_t CallTable::add(DocumentId document, CallCallback callback) {
  const std::uint32_t number = numberOf(++made_);
  documents_[document].insert_or_assign(number, std::move(callback));
  return number;
}

std::optional<CallCallback> CallTable::take(DocumentId document, std::uint32_t call) {
  const auto calls = documents_.find(document);
  if (calls == documents_.end()) return std::nullopt;
  auto node = calls->second.extract(call);
  if (node.empty()) return std::nullopt;
  if (calls->second.empty()) documents_.erase(calls);
  return std::move(node.mapped());
}

std::vector<CallCallback> CallTable::takeAll(DocumentId document) {
  std::vector<CallCallback> result;
  auto node = documents_.extract(document);
  if (node.empty()) return result;
  for (auto& [number, callback] : node.mapped()) result.push_back(std::move(callback));
  return result;
}

}  // namespace transom::core
