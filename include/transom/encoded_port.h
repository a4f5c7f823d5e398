// SPDX-License-Identifier: MIT
#pragma once

#include <transom/bytes.h>
#include <transom/export.h>

#include <memory>
#include <utility>
#include <vector>

namespace transom {

class App;

namespace detail {
class EncodedPortEnd;
}

namespace encoded {

class Port;

/// Ports that travel with a message.
using Ports = std::vector<std::shared_ptr<Port>>;

/// Who hears what comes to a port. Called from the loop, never inside another call. They must not throw.
class TRANSOM_API PortListener {
 public:
  PortListener() = default;
  virtual ~PortListener();
  PortListener(const PortListener&) = delete;
  PortListener& operator=(const PortListener&) = delete;

  /// One value, hostile, valid during the call.
  virtual void message(ByteView value, const Ports& ports) = 0;
  /// The other end is closed, its page is gone, or nobody held it any more. The last call.
  virtual void closed() = 0;
};

/// MessagePortMain with values as bytes. It lives as long as someone holds it: when the last shared_ptr goes it is
/// closed.
class TRANSOM_API Port {
 public:
  /// For the library: makeChannel() and messages make ports.
  explicit Port(std::unique_ptr<detail::EncodedPortEnd> end);
  ~Port();
  Port(const Port&) = delete;
  Port& operator=(const Port&) = delete;

  /// The two ends of a new channel.
  static std::pair<std::shared_ptr<Port>, std::shared_ptr<Port>> makeChannel(App& app);

  /// Gets what comes from now on; that is nothing before start(). Kept until the port is closed or given away.
  void listen(std::shared_ptr<PortListener> listener);
  /// Posts one value and gives `ports` away with it. Silent, and gives nothing away, if the channel is closed or this
  /// port was given away. Before anything is given away throws as MessagePortMain::postMessage().
  void post(ByteView value, const Ports& ports);
  /// Lets messages arrive from now on.
  void start();
  /// Closes the channel. What was posted to the other end before still arrives there; what waits here is dropped.
  void close();

 private:
  friend class detail::EncodedPortEnd;
  std::unique_ptr<detail::EncodedPortEnd> end_;
};

}  // namespace encoded
}  // namespace transom
