// SPDX-License-Identifier: MIT
#pragma once

#include "base/log.h"
#include "core/port.h"
#include "post_box.h"

#include <transom/bytes.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace transom::detail {

/// What a port needs of the application, which may be gone before the port is.
struct PortTerms {
  std::shared_ptr<PostBox> box;
  std::shared_ptr<const Log> log;
  std::uint64_t maxMessageBytes = 0;
};

/// An end of a channel that is in main, with values as bytes. Who listens is called from the loop, in turns of their
/// own, so that core may tell it of news at any moment.
class MainPort : private core::PortHolder {
 public:
  MainPort(std::shared_ptr<core::Port> port, PortTerms terms);
  virtual ~MainPort();
  MainPort(const MainPort&) = delete;
  MainPort& operator=(const MainPort&) = delete;

  /// It is part of an object that somebody holds, whose lifetime `self` has. Told from now on.
  void belongTo(std::weak_ptr<MainPort> self);

  /// Takes the channels' ends out of `ports`, all or none; null stands for no port. `source`: what they are posted to;
  /// null: a page. Throws Error as MessagePortMain::postMessage().
  static std::vector<std::shared_ptr<core::Port>> takeAway(const std::vector<MainPort*>& ports, const MainPort* source);

  /// Posts what `encode` gives. Silent, and nothing is encoded or given away, if nobody would get it.
  void post(const std::function<Bytes()>& encode, const std::vector<MainPort*>& ports);
  void start();
  void close();

 protected:
  [[nodiscard]] const PortTerms& terms() const { return terms_; }

 private:
  class Turn;

  virtual void tellMessage(const core::PortMessage& message) = 0;
  /// The other end is closed. The last call but letGo().
  virtual void tellClose() = 0;
  /// Nothing will come any more: those who listen must not be held, since they may hold this.
  virtual void letGo() = 0;

  void portReady(core::Port& port) override;
  void requireMainThread() const;
  void schedule();
  void tell();

  std::shared_ptr<core::Port> port_;  // null: sent away
  PortTerms terms_;
  std::weak_ptr<MainPort> self_;
  bool started_ = false;
  bool scheduled_ = false;
  bool closeTold_ = false;
};

}  // namespace transom::detail
