// SPDX-License-Identifier: MIT
#include "core/port_gate.h"

#include <algorithm>
#include <utility>

namespace transom::core {
namespace {

using wire::Kind;

/// What a message that waits costs, and an end that it carries, beside the bytes of its payload.
constexpr std::uint64_t kMessageBytes = 128;
constexpr std::uint64_t kPortBytes = 512;

std::uint64_t costOf(ByteView payload, std::size_t ports) {
  return kMessageBytes + payload.size() + kPortBytes * ports;
}

}  // namespace

PortGate::PortGate(FrameSink& sink, const Limits& limits, Side side)
    : sink_(sink),
      maxQueuedBytes_(limits.maxQueuedBytes),
      maxPorts_(limits.maxPorts),
      budget_(limits.maxQueuedBytes),
      last_(side == Side::main ? 0 : UINT32_MAX) {}

PortGate::~PortGate() = default;

PortGate::Arrival PortGate::open(const wire::Frame& frame) {
  Arrival arrival{.value = frame.payload()};
  if ((frame.header.flags & wire::kFlagPorts) == 0) return arrival;
  const auto payload = parsePortPayload(frame.payload(), maxPorts_);
  if (!payload) return {.violation = "has a broken list of ports"};
  const DocumentId document = frame.header.document;
  if (std::string why = misfitOf(document, payload->numbers); !why.empty()) return {.violation = std::move(why)};
  arrival.value = payload->value;
  std::vector<std::shared_ptr<Port>> inPage;
  while (inPage.size() < payload->numbers.size()) {
    auto [ours, theirs] = Port::makePair();
    inPage.push_back(std::move(theirs));
    arrival.ports.push_back(std::move(ours));
  }
  settle(document, payload->numbers, inPage);
  return arrival;
}

std::string PortGate::misfitOf(DocumentId document, const std::vector<std::uint32_t>& numbers) const {
  std::vector<std::uint32_t> sorted = numbers;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) return "names a port twice";
  const auto isWrong = [this, document](std::uint32_t number) {
    const bool isOurs = number % 2 == last_ % 2;
    return number == 0 || isOurs || table_.find({document, number});
  };
  return std::any_of(numbers.begin(), numbers.end(), isWrong) ? "names a port that is not the page's to name" : "";
}

std::string PortGate::receiveMessage(const wire::Frame& frame) {
  Arrival arrival = open(frame);
  if (!arrival.violation.empty()) return std::move(arrival.violation);
  const Place place{frame.header.document, frame.header.call};
  const auto port = table_.find(place);
  if (!port) return {};  // main has closed it meanwhile
  auto charge = budget_.charge(costOf(arrival.value, arrival.ports.size()));
  if (charge) {
    port->post({.payload = Bytes(arrival.value.begin(), arrival.value.end()),
                .ports = std::move(arrival.ports),
                .charge = *std::move(charge)});
  } else {
    closeFor(place);
  }
  return {};
}

void PortGate::receiveClose(const wire::Frame& frame) {
  table_.remove({frame.header.document, frame.header.call});
}

void PortGate::send(DocumentId document, std::string_view channel, ByteView value,
                    const std::vector<std::shared_ptr<Port>>& ports) {
  write({.kind = Kind::postMessage, .document = document}, channel, value, ports);
}

void PortGate::portReady(Port& port) {
  const auto place = table_.placeOf(port);
  if (!place) return;
  const auto self = port.shared_from_this();
  while (const auto message = port.take()) {
    if (!mayForward(*message)) return closeFor(*place);
    forward(*place, *message);
  }
  if (port.isOver()) closeFor(*place);
}

/// Half of what may wait for the page is left for what main itself has to say to it: so no other page can have this one
/// ended by writing to it.
bool PortGate::mayForward(const PortMessage& message) const {
  const std::uint64_t waiting = sink_.queuedBytes();
  const std::uint64_t limit = waiting == 0 ? maxQueuedBytes_ : maxQueuedBytes_ / 2;
  return waiting + costOf(message.payload, message.ports.size()) <= limit;
}

void PortGate::forward(const Place& place, const PortMessage& message) {
  write({.kind = Kind::portMessage, .document = place.document, .call = place.number}, {}, message.payload,
        message.ports);
}

void PortGate::write(wire::FrameHeader header, std::string_view channel, ByteView value,
                     const std::vector<std::shared_ptr<Port>>& ports) {
  if (ports.empty()) return sink_.write(header, channel, value);
  header.flags = wire::kFlagPorts;
  std::vector<std::uint32_t> numbers(ports.size());
  for (std::uint32_t& number : numbers) number = nextNumber(header.document);
  sink_.write(header, channel, encodePortPayload(numbers, value));
  settle(header.document, numbers, ports);
}

std::uint32_t PortGate::nextNumber(DocumentId document) {
  do {
    last_ += 2;
  } while (last_ == 0 || table_.find({document, last_}));
  return last_;
}

/// The page knows them by these numbers now. Those that are too many are closed: the page hears so.
void PortGate::settle(DocumentId document, const std::vector<std::uint32_t>& numbers,
                      const std::vector<std::shared_ptr<Port>>& ports) {
  for (std::size_t i = 0; i < ports.size(); ++i) {
    const Place place{document, numbers[i]};
    if (table_.size() >= maxPorts_) {
      ports[i]->close();
      closeFor(place);
    } else {
      table_.add(place, ports[i]);
    }
  }
  for (const auto& port : ports) {
    if (table_.placeOf(*port)) port->hold(this);
  }
}

void PortGate::closeFor(const Place& place) {
  table_.remove(place);
  sink_.write({.kind = Kind::portClose, .document = place.document, .call = place.number}, {}, {});
}

void PortGate::closeDocument(DocumentId document) {
  for (const auto& port : table_.takeAll(document)) port->close();
}

}  // namespace transom::core
