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

bool DocumentTable::isInMainFrame(DocumentId document) const {
  const auto found = placeOf_.find(document);
  return found != placeOf_.end() && found->second.mainFrame;
}

void DocumentTable::open(DocumentId document, std::uint64_t frame, bool mainFrame) {
  last_ = document;
  placeOf_.emplace(document, Place{frame, mainFrame});
  documentIn_.emplace(frame, document);
}

void DocumentTable::close(DocumentId document) {
  const auto node = placeOf_.extract(document);
  if (!node.empty()) documentIn_.erase(node.mapped().frame);
}

std::vector<DocumentId> DocumentTable::closeAll() {
  std::vector<DocumentId> documents;
  documents.reserve(placeOf_.size());
  for (const auto& [document, place] : placeOf_) documents.push_back(document);
  std::sort(documents.begin(), documents.end());
  placeOf_.clear();
  documentIn_.clear();
  return documents;
}

}  // namespace transom::core
