// SPDX-License-Identifier: MIT
#include "core/invoke_table.h"

#include <utility>

namespace transom::core {

std::optional<std::stop_token> InvokeTable::add(DocumentId document, std::uint32_t call,
                                                std::shared_ptr<StreamFlow> flow) {
  const auto [entry, isNew] = documents_[document].try_emplace(call);
  if (!isNew) return std::nullopt;
  entry->second.flow = std::move(flow);
  return entry->second.stop.get_token();
}

void InvokeTable::remove(DocumentId document, std::uint32_t call) {
  const auto calls = documents_.find(document);
  if (calls == documents_.end()) return;
  calls->second.erase(call);
  if (calls->second.empty()) documents_.erase(calls);
}

std::optional<InvokeTable::Invoke> InvokeTable::find(DocumentId document, std::uint32_t call) const {
  const auto calls = documents_.find(document);
  if (calls == documents_.end()) return std::nullopt;
  const auto found = calls->second.find(call);
  return found == calls->second.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::stop_source> InvokeTable::takeAll(DocumentId document) {
  const auto node = documents_.extract(document);
  std::vector<std::stop_source> sources;
  if (node.empty()) return sources;
  for (const auto& [call, invoke] : node.mapped()) sources.push_back(invoke.stop);
  return sources;
}

}  // namespace transom::core
