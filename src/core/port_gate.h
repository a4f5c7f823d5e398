// SPDX-License-Identifier: MIT
#pragma once

#include "core/frame_sink.h"
#include "core/port_budget.h"
#include "core/port_payload.h"
#include "core/port_table.h"
#include "wire/frame_reader.h"

#include <transom/limits.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace transom::core {

/// Where channels lead into one page: the ends that are there, by the numbers that its connection knows them by. What
/// is posted to them goes out as frames at once, what its frames say is posted for them. It never decodes a value, and
/// runs nothing of the application's.
class PortGate final : private PortHolder {
 public:
  /// On which side of the connection it is. Each gives numbers of its own kind: PROTOCOL.md, section 11.
  enum class Side { main, page };

  /// `sink` must outlive it.
  PortGate(FrameSink& sink, const Limits& limits, Side side = Side::main);
  ~PortGate();
  PortGate(const PortGate&) = delete;
  PortGate& operator=(const PortGate&) = delete;

  /// A `postMessage` or `portMessage` of the page.
  struct Arrival {
    std::string violation{};  ///< why it is one; empty: it is none
    ByteView value{};         ///< in the frame
    std::vector<std::shared_ptr<Port>> ports{};
  };
  /// Takes it apart, and opens the channels whose other ends the page has kept.
  [[nodiscard]] Arrival open(const wire::Frame& frame);
  /// Handles a `portMessage`. @return why it is a violation; empty: it is none
  [[nodiscard]] std::string receiveMessage(const wire::Frame& frame);
  /// Handles a `portClose`.
  void receiveClose(const wire::Frame& frame);

  /// Sends a message with ends that are in that document from now on.
  void send(DocumentId document, std::string_view channel, ByteView value,
            const std::vector<std::shared_ptr<Port>>& ports);

  /// The document is gone, and with it the ends that were in it.
  void closeDocument(DocumentId document);

 private:
  using Place = PortTable::Place;

  void portReady(Port& port) override;
  [[nodiscard]] bool mayForward(const PortMessage& message) const;
  void forward(const Place& place, const PortMessage& message);
  void write(wire::FrameHeader header, std::string_view channel, ByteView value,
             const std::vector<std::shared_ptr<Port>>& ports);
  [[nodiscard]] std::uint32_t nextNumber(DocumentId document);
  void settle(DocumentId document, const std::vector<std::uint32_t>& numbers,
              const std::vector<std::shared_ptr<Port>>& ports);
  [[nodiscard]] std::string misfitOf(DocumentId document, const std::vector<std::uint32_t>& numbers) const;
  void closeFor(const Place& place);

  FrameSink& sink_;
  std::uint64_t maxQueuedBytes_;
  std::size_t maxPorts_;
  PortBudget budget_;
  PortTable table_;
  std::uint32_t last_;  // number that this side gave
};

}  // namespace transom::core
