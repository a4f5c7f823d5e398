// SPDX-License-Identifier: MIT
// Children that are no honest ones: a shell has the connection, and says what an attacker would.
#include "native_test.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

namespace transom::test {
namespace {

using namespace std::chrono_literals;

/// `printf` escapes of a header, then of what follows it: PROTOCOL.md, section 2.
std::string frame(int kind, int flags, int document, int call, const std::string& payload = "", int payloadBytes = 0) {
  const auto byte = [](int value) {
    return std::string("\\") + std::to_string(value / 64) + std::to_string(value / 8 % 8) + std::to_string(value % 8);
  };
  const auto word = [&](int value) { return byte(value) + byte(0) + byte(0) + byte(0); };
  return word(payloadBytes) + byte(kind) + byte(flags) + byte(0) + byte(0) + word(document) + word(call) + word(0) +
         payload;
}

/// An `invoke` without arguments, call 1 of document 1.
std::string invoke(int flags, const std::string& channel) {
  const std::size_t channelLengthAt = std::size_t{16} * 4;
  const int channelBytes = static_cast<int>(channel.size());
  std::string bytes = frame(12, flags, 1, 1, channel + "\\200", channelBytes + 1);
  return bytes.replace(channelLengthAt, 4, frame(0, 0, 0, 0, "", channelBytes), 0, 4);
}

const std::string kHello = frame(1, 0, 0, 1, "\\001\\000\\000\\000", 4);
const std::string kMainDocument =
    frame(3, 1, 1, 0, "\\001\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000", 16);

class HostileChild : public NativeTest {
 protected:
  /// Starts a shell that says this and then waits for its end. @return why the contents are gone
  std::string reasonAfter(const std::string& bytes) {
    startShell("printf '" + bytes + "' >&3; exec sleep 1000");
    std::string description;
    child().webContents().on("render-process-gone",
                             [&](WebContentsEvent&, const std::string& reason, const std::string& why) {
                               if (description.empty()) description = reason + ": " + why;
                             });
    EXPECT_EQ(exitOf(), "SIGKILL");
    return description;
  }
};

TEST_F(HostileChild, thatBreaksTheProtocolIsKilledAndNobodyElseNotices) {
  start();
  EXPECT_EQ(reasonAfter("this is not what the protocol says, is it?").substr(0, 20), "protocol-violation: ");
  drop();
  EXPECT_EQ(reasonAfter(frame(5, 0, 1, 0)), "protocol-violation: the first frame is not hello");
  drop();
  EXPECT_EQ(reasonAfter(kHello + kHello), "protocol-violation: hello came twice");
  drop();
  EXPECT_EQ(reasonAfter(kHello + frame(5, 0, 1, 0)), "protocol-violation: message of document 1, which never was");
  drop();
  EXPECT_EQ(reasonAfter(kHello + kMainDocument + frame(2, 0, 0, 1)),
            "protocol-violation: welcome is not for a page to send");
  drop();
  EXPECT_EQ(reasonAfter(kHello + kMainDocument + frame(7, 0, 1, 9)),
            "protocol-violation: reply to a call that was never made");
  drop();
  EXPECT_EQ(ask("noted", "note", 1)[0].asNumber(), 1);
}

TEST_F(HostileChild, thatTakesMoreOfAStreamThanItWasSentIsKilledAndTheStreamEnds) {
  std::vector<std::stop_token> stops;
  ipcMain().handle("endless", [&stops](IpcMainInvokeEvent& event) -> AsyncGenerator<int> {
    stops.push_back(event.stopToken());
    for (;;) co_yield 1;
  });
  const std::string open = kHello + kMainDocument + invoke(1, "endless");
  EXPECT_EQ(reasonAfter(open + frame(18, 0, 1, 1, "\\021\\000\\000\\000", 4)),
            "protocol-violation: credit for chunks that were not sent");
  EXPECT_EQ(reasonAfter(open + frame(18, 0, 1, 1, "\\000\\000\\000\\000", 4)),
            "protocol-violation: credit for chunks that were not sent");
  EXPECT_EQ(reasonAfter(open + frame(17, 0, 1, 1, "\\366", 1)), "protocol-violation: chunk is not for a page to send");
  ASSERT_EQ(stops.size(), 3U);
  for (const std::stop_token& stop : stops) EXPECT_TRUE(stop.stop_requested());
}

TEST_F(HostileChild, speaksForNoOriginButItsOwn) {
  bool asked = false;
  ipcMain().handle("secret", {.allow = {Origin{"https://example.org"}}}, [&] {
    asked = true;
    return "secret";
  });
  // A main document that claims another origin, and an invoke of `secret` without arguments.
  const std::string claim =
      frame(3, 1, 1, 0,
            "\\001\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000https://example.org", 35);
  startShell("printf '" + kHello + claim + invoke(0, "secret") + "' >&3; exec sleep 1000");
  EXPECT_TRUE(runUntil([&] { return logged("null may not use channel 'secret'"); }));
  EXPECT_FALSE(asked);
  EXPECT_EQ(child().webContents().mainFrame()->origin(), "null");
}

TEST_F(HostileChild, thatNeverReadsCostsNoMoreThanTheLimit) {
  restart({.limits = {.maxQueuedBytes = std::uint64_t{1} << 20}});
  startShell("printf '" + kHello + kMainDocument + "' >&3; exec sleep 1000");
  std::string description;
  child().webContents().on("render-process-gone",
                           [&](WebContentsEvent&, const std::string&, const std::string& why) { description = why; });
  ASSERT_TRUE(runUntil([&] { return !child().webContents().mainFrame()->detached(); }));
  const std::string text(100'000, 'x');
  for (int i = 0; i < 100; ++i) child().send("nobody reads", text);
  EXPECT_TRUE(runUntil([&] { return !description.empty(); }));
  EXPECT_EQ(description, "page does not read");
}

TEST_F(HostileChild, thatPrintsWithoutEndIsReadInTurnWithAllElse) {
  startShell("exec cat /dev/zero", {.standardOutput = ProcessOutput::pipe, .grace = 1ms});
  std::size_t pieces = 0;
  child().on("stdout", [&] { ++pieces; });
  child().on("error", [] {});
  ASSERT_TRUE(runUntil([&] { return pieces > 10; }));
  bool turn = false;
  app().post([&] { turn = true; });
  EXPECT_TRUE(runUntil([&] { return turn; }));
  child().kill();
  EXPECT_EQ(exitOf(), "SIGTERM");
}

}  // namespace
}  // namespace transom::test
