// SPDX-License-Identifier: MIT
#pragma once

#include "main_port.h"

#include <transom/encoded_port.h>

#include <memory>
#include <vector>

namespace transom::detail {

/// The inside of encoded::Port.
class EncodedPortEnd final : public MainPort {
 public:
  static std::shared_ptr<encoded::Port> newPort(std::shared_ptr<core::Port> port, const PortTerms& terms);
  static encoded::Ports newPorts(const std::vector<std::shared_ptr<core::Port>>& ports, const PortTerms& terms);

  /// MainPort::takeAway() for a message to a page.
  static std::vector<std::shared_ptr<core::Port>> takeAway(const encoded::Ports& ports);

  using MainPort::MainPort;

  void listen(std::shared_ptr<encoded::PortListener> listener) { listener_ = std::move(listener); }
  void post(ByteView value, const encoded::Ports& ports);

 private:
  static std::vector<MainPort*> endsOf(const encoded::Ports& ports);
  void tellMessage(const core::PortMessage& message) override;
  void tellClose() override;
  void letGo() override { listener_.reset(); }

  std::shared_ptr<encoded::PortListener> listener_;
};

}  // namespace transom::detail
