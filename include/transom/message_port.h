// SPDX-License-Identifier: MIT
#pragma once

#include <transom/convert.h>
#include <transom/event_emitter.h>
#include <transom/export.h>
#include <transom/value.h>

#include <memory>
#include <utility>
#include <vector>

namespace transom {

class App;
class MessagePortMain;

namespace detail {
class PortEnd;
}

/// Ports that travel with a message.
using MessagePorts = std::vector<std::shared_ptr<MessagePortMain>>;

/// What a listener of a MessagePortMain gets first. Valid only during the call; what data() and ports() refer to may be
/// copied and kept.
class TRANSOM_API MessageEvent {
 public:
  /// For the library, which makes it.
  MessageEvent(MessagePortMain& target, Value data, MessagePorts ports);
  ~MessageEvent();
  MessageEvent(const MessageEvent&) = delete;
  MessageEvent& operator=(const MessageEvent&) = delete;

  /// The port that it came to.
  [[nodiscard]] MessagePortMain& target() const { return target_; }
  /// What was posted; undefined for `close`.
  [[nodiscard]] const Value& data() const { return data_; }
  /// The ports that came with it, open. One that nobody keeps is closed.
  [[nodiscard]] const MessagePorts& ports() const { return ports_; }

 private:
  MessagePortMain& target_;
  Value data_;
  MessagePorts ports_;
};

/// One end of a channel, in the main process. The other end may be here, too, or in a page, where it is a DOM
/// MessagePort, or on its way in a message. Main thread only.
///
/// An EventEmitter; its listeners run from the loop, never inside another call:
///
/// - `message`: a message of the other end, as MessageEvent::data() and as the listener's argument. Messages arrive in
///   the order posted and wait until start(). Nothing is said of their order to messages of other channels, or to
///   `ipcRenderer.send`.
/// - `close`: the other end is closed, its page is gone, or nobody held it any more. It comes after the last message.
///   An end of a page is not noticed when the page merely drops it, only when it is closed or its document goes.
///
///     port->on("message", [](MessageEvent& event, const std::string& text) {
///       event.target().postMessage(text + "!");
///     });
///     port->start();
///
/// It lives as long as someone holds it: when the last shared_ptr goes it is closed. A listener that holds its own port
/// keeps it until it is closed; event.target() needs no holding. A port that was sent away or closed lets its listeners
/// go.
class TRANSOM_API MessagePortMain : public EventEmitter<MessageEvent> {
 public:
  /// For the library: MessageChannelMain and messages make ports.
  explicit MessagePortMain(std::unique_ptr<detail::PortEnd> end);
  ~MessagePortMain();

  /// Posts a copy of `message`, and gives `ports` away with it: they can't be used here afterwards. Silent, and gives
  /// nothing away, if the channel is closed or this port was sent away. Before anything is given away throws Error
  /// `Port at index N is null.`, `… is already neutered.`, `… is a duplicate.` or `… contains the source port.`,
  /// and RangeError if the message is too deep or too large.
  template <class T = Value>
  void postMessage(const T& message, const MessagePorts& ports = {}) {
    postValue(detail::valueOf(message), ports);
  }
  /// postMessage(), for a Value.
  void postValue(const Value& message, const MessagePorts& ports);

  /// Lets messages arrive from now on.
  void start();
  /// Closes the channel. What was posted to the other end before still arrives there; what waits here is dropped.
  void close();

 private:
  friend class detail::PortEnd;
  std::unique_ptr<detail::PortEnd> end_;
};

/// A channel: what is posted to one of its ports arrives at the other one.
///
///     MessageChannelMain channel(app);
///     editor.webContents().postMessage("port", "to the preview", {channel.port1()});
///     preview.webContents().postMessage("port", "to the editor", {channel.port2()});
///
/// From then on the two pages talk without the application. Main thread only.
class TRANSOM_API MessageChannelMain {
 public:
  /// Makes a channel between two ports here.
  explicit MessageChannelMain(App& app);

  /// One end. The channel holds it until it goes itself.
  [[nodiscard]] const std::shared_ptr<MessagePortMain>& port1() const { return port1_; }
  /// The other end, held as well.
  [[nodiscard]] const std::shared_ptr<MessagePortMain>& port2() const { return port2_; }

 private:
  std::shared_ptr<MessagePortMain> port1_;
  std::shared_ptr<MessagePortMain> port2_;
};

}  // namespace transom
