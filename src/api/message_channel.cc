// SPDX-License-Identifier: MIT
#include <transom/message_port.h>

#include "app_impl.h"
#include "port_end.h"

#include <transom/app.h>

namespace transom {

MessageChannelMain::MessageChannelMain(App& app) {
  const detail::AppImpl& impl = *app.impl_;
  impl.requireMainThread();
  const auto [one, two] = core::Port::makePair();
  port1_ = detail::PortEnd::newPort(one, impl.portTerms());
  port2_ = detail::PortEnd::newPort(two, impl.portTerms());
}

}  // namespace transom
