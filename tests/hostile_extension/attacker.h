// SPDX-License-Identifier: MIT
#pragma once

#include <webkit/webkit-web-process-extension.h>

#include <string_view>
#include <vector>

namespace transom::test {

/// Does with one page's connection whatever a test tells it to. Blocks the web process where a command waits, as an
/// attacker may.
///
/// A script is commands separated by `;`, each with an argument behind `:` where it takes one:
///
/// | command | what it does |
/// |---|---|
/// | `connect` | makes a pair of sockets and sends one end to main, as the real extension does |
/// | `offer:KIND` | sends main something else instead: `nothing`, `two`, `file`, `pipe`, `datagram`, `listener` |
/// | `shout:NAME` | sends main a message of that name with parameters that nobody asked for |
/// | `send:HEX` | writes bytes to the connection |
/// | `flood:HEX` | writes them again and again, reading nothing, until main hangs up |
/// | `hangup` | closes this end |
/// | `await` | waits for `welcome`: main has taken this connection |
/// | `bounce` | from now on sends back whatever comes, as it comes |
class Attacker {
 public:
  explicit Attacker(WebKitWebPage* page) : page_(page) {}
  ~Attacker();
  Attacker(const Attacker&) = delete;
  Attacker& operator=(const Attacker&) = delete;

  void run(std::string_view script);

 private:
  void runCommand(std::string_view name, std::string_view argument);
  void connect();
  void offer(std::string_view kind);
  bool send(std::string_view bytes);
  void flood(std::string_view bytes);
  void hangUp();
  void await();
  void bounce();

  WebKitWebPage* page_;       // owns this object
  std::vector<int> sockets_;  // all that were ever connected and not hung up; the last one is in use
};

}  // namespace transom::test
