// SPDX-License-Identifier: MIT
#pragma once

#include "messaging_test.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace transom::test {

/// A test of ports between main and the page of window(), with what they bring.
class PortsTest : public MessagingTest {
 protected:
  /// The port that the page's script sends on `port`; its other end is the page's `kept`.
  std::shared_ptr<MessagePortMain> portOfPage(std::string_view script = "") {
    std::shared_ptr<MessagePortMain> port;
    ipcMain().once("port", [&port](IpcMainEvent& event) { port = event.ports().at(0); });
    inPage("const {port1, port2: kept} = new MessageChannel(); globalThis.kept = kept;" + std::string(script) +
           "ipcRenderer.postMessage('port', null, [port1]);");
    return port;
  }
  /// Writes down what comes to a port, from now on.
  void record(const std::shared_ptr<MessagePortMain>& port) {
    port->on("message", [this](MessageEvent& event) { heard_.push_back(dump(event.data())); });
    port->on("close", [this] { heard_.emplace_back("close"); });
  }
  bool hears(std::size_t count) {
    return runUntil([this, count] { return heard_.size() >= count; });
  }

  std::vector<std::string> heard_;
};

}  // namespace transom::test
