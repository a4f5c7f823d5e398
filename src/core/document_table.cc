// SPDX-License-Identifier: MIT
#include "core/document_table.h"

#include <algorithm>

namespace transom::core {

DocumentTable::State DocumentTable::stateOf(DocumentId document) const {
  if (isOpen(document)) return State::open;
  return document != 0 && document <= last_ ? State::former : State::never;
}

DocumentId DocumentTable::documentIn(std::uint64_t frame) const {
  const auto found = documentIn_.find(frame);
  return found == documentIn_.end() ? 0 : found->second;
}

void DocumentTable::open(DocumentId document, std::uint64_t frame) {
  last_ = document;
  frameOf_.emplace(document, frame);
  documentIn_.emplace(frame, document);
}

void DocumentTable::close(DocumentId document) {
  const auto node = frameOf_.extract(document);
  if (!node.empty()) documentIn_.erase(node.mapped());
}

std::vector<DocumentId> DocumentTable::closeAll() {
  std::vector<DocumentId> documents;
  documents.reserve(frameOf_.size());
  for (const auto& [document, frame] : frameOf_) documents.push_back(document);
  std::sort(documents.begin(), documents.end());
  frameOf_.clear();
  documentIn_.clear();
  return documents;
}

}  // namespace transom::core
