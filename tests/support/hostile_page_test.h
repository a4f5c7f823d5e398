// SPDX-License-Identifier: MIT
#pragma once

#include "page_test.h"

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace transom::test {

/// A frame written out by hand, so that it may be wrong: PROTOCOL.md, section 2.
struct RawFrame {
  std::uint8_t kind = 0;
  std::uint8_t flags = 0;
  std::uint16_t descriptors = 0;
  std::uint32_t document = 0;
  std::uint32_t call = 0;
  std::string channel{};
  std::string payload{};
};

/// A string of `count` bytes: the number, little-endian.
std::string littleEndian(std::uint64_t number, std::size_t count);

/// The bytes of the frame.
std::string bytesOf(const RawFrame& frame);
/// The same, but the header claims other lengths.
std::string bytesClaiming(const RawFrame& frame, std::uint32_t length, std::uint32_t channelLength);

/// `hello` of version 1.
std::string hello();
/// `documentOpened` of a main frame that claims an origin.
std::string openDocument(std::uint32_t document, std::uint64_t webFrame = 1, std::string_view origin = {});

/// A test whose pages run in web processes that an attacker has taken over: see tests/hostile_extension/.
class HostilePageTest : public PageTest {
 protected:
  HostilePageTest();

  /// Starts the application anew, with limits that an attack can reach soon.
  void restartWith(const Limits& limits);

  /// Lets the web process of `window` run commands of the attacker's.
  void attack(BrowserWindow& window, std::string_view commands);
  /// The command that writes `bytes`.
  static std::string send(std::string_view bytes);
  /// The same for ever.
  static std::string flood(std::string_view bytes);

  /// The commands that make a connection with a document, write `first` to it, and let it behave well from then on, so
  /// that isHeard() can ask it.
  static std::string behaving(std::string_view first = {});
  /// Whether a message of main comes back from the page of `window`, once that behaves well.
  bool isHeard(BrowserWindow& window);

  /// Runs the loop until `render-process-gone` tells of a violation. @return its description
  std::string violationIn(BrowserWindow& window, const std::function<void()>& action);

 private:
  void listen();

  std::set<int> behaving_;  // WebContents::id()
  int lastBounce_ = 0;
  int heard_ = 0;
};

}  // namespace transom::test
