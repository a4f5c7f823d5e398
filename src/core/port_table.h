// SPDX-License-Identifier: MIT
#pragma once

#include "core/document_id.h"
#include "core/port.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace transom::core {

/// The ends of channels that are in one page, by document and number; PROTOCOL.md, section 11. It closes none itself,
/// so that nothing can change it meanwhile.
class PortTable {
 public:
  struct Place {
    DocumentId document = 0;
    std::uint32_t number = 0;
  };

  [[nodiscard]] std::size_t size() const { return places_.size(); }

  /// Must not be there yet.
  void add(const Place& place, const std::shared_ptr<Port>& port);
  /// Null if that document has no such port.
  [[nodiscard]] std::shared_ptr<Port> find(const Place& place) const;
  /// Nothing for one that was taken off.
  [[nodiscard]] std::optional<Place> placeOf(const Port& port) const;
  void remove(const Place& place);
  /// Takes off all of one document, in the order of their numbers.
  [[nodiscard]] std::vector<std::shared_ptr<Port>> takeAll(DocumentId document);

 private:
  using Ports = std::map<std::uint32_t, std::shared_ptr<Port>>;

  std::unordered_map<DocumentId, Ports> documents_;
  std::unordered_map<const Port*, Place> places_;
};

}  // namespace transom::core
