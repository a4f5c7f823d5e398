// SPDX-License-Identifier: MIT
#pragma once

#include "core/document_id.h"

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace transom::core {

/// Which documents of one connection are open, and in which web frames; PROTOCOL.md, section 4.
class DocumentTable {
 public:
  enum class State { never, open, former };

  [[nodiscard]] State stateOf(DocumentId document) const;
  [[nodiscard]] bool isOpen(DocumentId document) const { return placeOf_.contains(document); }
  /// Whether it is open in the main frame.
  [[nodiscard]] bool isInMainFrame(DocumentId document) const;
  [[nodiscard]] std::size_t openCount() const { return placeOf_.size(); }

  /// The one number that the next document must have. 0: there are no more.
  [[nodiscard]] DocumentId nextId() const { return last_ + 1; }

  /// What the frame shows now; 0: nothing.
  [[nodiscard]] DocumentId documentIn(std::uint64_t frame) const;

  /// `document` must be nextId() and not 0, and the frame must show nothing.
  void open(DocumentId document, std::uint64_t frame, bool mainFrame);

  /// Does nothing unless it is open.
  void close(DocumentId document);

  /// Closes all; gives them in the order of their numbers.
  [[nodiscard]] std::vector<DocumentId> closeAll();

 private:
  struct Place {
    std::uint64_t frame = 0;
    bool mainFrame = false;
  };

  DocumentId last_ = 0;
  std::unordered_map<DocumentId, Place> placeOf_;
  std::unordered_map<std::uint64_t, DocumentId> documentIn_;
};

}  // namespace transom::core
