// SPDX-License-Identifier: MIT
#pragma once

#include "core/port_budget.h"

#include <transom/bytes.h>

#include <cstddef>
#include <list>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace transom::core {

class Port;

/// What travels through a channel: a value that nobody here looks into, and ends of other channels, which have no other
/// owner meanwhile.
struct PortMessage {
  Bytes payload;
  std::vector<std::shared_ptr<Port>> ports{};
  PortCharge charge{};
};

/// Where an end of a channel is: in a page, or in main.
class PortHolder {
 public:
  /// There is something to take(), or the channel has become isOver(). Comes from inside calls of anybody's, also of
  /// destructors: it must not throw, nor run anything of the application's. It may close and destroy `port`.
  virtual void portReady(Port& port) = 0;

 protected:
  ~PortHolder() = default;
};

/// One end of a channel. What its other end posts waits in it until its holder takes it. It has one owner: a page's
/// table, an object of the application, or a message on its way. When that lets it go it is closed, and the other end
/// hears of it.
///
/// Messages may carry ends in whose messages ends are carried, and so on. That must form no ring, which nobody would
/// ever free, nor a chain as long as a page likes, which would be destroyed by recursion. So a message that would is
/// dropped, and with it what it carries.
class Port final : public std::enable_shared_from_this<Port> {
 public:
  /// A channel.
  static std::pair<std::shared_ptr<Port>, std::shared_ptr<Port>> makePair();

  /// For makePair().
  Port() = default;
  ~Port() { close(); }
  Port(const Port&) = delete;
  Port& operator=(const Port&) = delete;

  /// To the other end. Dropped if either end is closed.
  void post(PortMessage message);
  /// Closes this end. What waits in it is dropped; what waits in the other end still arrives there.
  void close();
  [[nodiscard]] bool isClosed() const { return closed_; }

  /// Who is told from now on, at once if there is something already. Null: nobody.
  void hold(PortHolder* holder);
  /// The oldest message that waits.
  [[nodiscard]] std::optional<PortMessage> take();
  [[nodiscard]] std::size_t waiting() const { return waiting_.size(); }
  /// Whether nothing waits, and nothing can come any more because the other end is closed.
  [[nodiscard]] bool isOver() const;

  /// How many levels of ends carried by ends may wait.
  static constexpr std::size_t kMaxNesting = 64;

 private:
  void deliver(PortMessage message);
  [[nodiscard]] bool mayCarry(const PortMessage& message) const;
  void carry(const PortMessage& message);
  void tellHolder();

  std::weak_ptr<Port> other_;
  PortHolder* holder_ = nullptr;
  std::list<PortMessage> waiting_;  // costs nothing while it is empty, as most are
  Port* carrier_ = nullptr;         // in whose message it waits, and which therefore outlives that
  std::size_t height_ = 0;          // at least as many levels as are carried below it
  bool closed_ = false;
};

}  // namespace transom::core
