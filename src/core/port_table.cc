// SPDX-License-Identifier: MIT
#include "core/port_table.h"

#include <utility>

namespace transom::core {

void PortTable::add(const Place& place, const std::shared_ptr<Port>& port) {
  documents_[place.document][place.number] = port;
  places_[port.get()] = place;
}

std::shared_ptr<Port> PortTable::find(const Place& place) const {
  const auto ports = documents_.find(place.document);
  if (ports == documents_.end()) return nullptr;
  const auto found = ports->second.find(place.number);
  return found == ports->second.end() ? nullptr : found->second;
}

std::optional<PortTable::Place> PortTable::placeOf(const Port& port) const {
  const auto found = places_.find(&port);
  return found == places_.end() ? std::nullopt : std::optional(found->second);
}

void PortTable::remove(const Place& place) {
  const auto ports = documents_.find(place.document);
  if (ports == documents_.end()) return;
  const auto node = ports->second.extract(place.number);
  if (node.empty()) return;
  places_.erase(node.mapped().get());
  if (ports->second.empty()) documents_.erase(ports);
}

std::vector<std::shared_ptr<Port>> PortTable::takeAll(DocumentId document) {
  std::vector<std::shared_ptr<Port>> taken;
  const auto node = documents_.extract(document);
  if (node.empty()) return taken;
  for (auto& [number, port] : node.mapped()) {
    places_.erase(port.get());
    taken.push_back(std::move(port));
  }
  return taken;
}

}  // namespace transom::core
