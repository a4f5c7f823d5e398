// SPDX-License-Identifier: MIT
// A web process that an attacker has taken over: it loses its connection, and nobody else anything.
#include "support/hostile_page_test.h"

#include "support/processes.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace transom::test {
namespace {

constexpr std::uint8_t kMessage = 5;
constexpr std::uint8_t kSyncCall = 6;
constexpr std::uint8_t kReply = 7;

// CBOR: an array without elements.
const std::string kNoArguments = "\x80";

struct Violation {
  std::string what;
  std::string bytes;
  std::string reason;
};

RawFrame message(std::uint32_t document) {
  return {.kind = kMessage, .document = document, .channel = "x", .payload = kNoArguments};
}

RawFrame syncCall(std::uint32_t call) {
  return {.kind = kSyncCall, .document = 1, .call = call, .channel = "ask", .payload = kNoArguments};
}

const std::string kBegin = hello() + openDocument(1);

std::vector<Violation> violations() {
  return {
      {"a message before hello", bytesOf(message(1)), "the first frame is not hello"},
      {"hello twice", hello() + hello(), "hello came twice"},
      {"a version that main does not speak", bytesOf({.kind = 1, .call = 2, .payload = littleEndian(9, 4)}),
       "unsupported protocol version"},
      {"a hello of the wrong size", bytesOf({.kind = 1, .call = 1, .payload = "ab"}),
       "hello has a payload of the wrong size"},
      {"a claim of four gigabytes", kBegin + bytesClaiming(message(1), 0xffffffff, 1),
       "message of 4294967294 bytes is over the limit of 268435456"},
      {"a channel that claims more than its frame", kBegin + bytesClaiming(message(1), 2, 3),
       "channel is longer than its frame"},
      {"a channel over the limit", kBegin + bytesClaiming(message(1), 5'000'000, 5'000'000),
       "channel of 5000000 bytes is over the limit of 4194304"},
      {"a channel that is no UTF-8",
       kBegin + bytesOf({.kind = kMessage, .document = 1, .channel = "\xff", .payload = kNoArguments}),
       "message has a channel that is not UTF-8"},
      {"descriptors that nobody takes", kBegin + bytesOf({.kind = kMessage, .descriptors = 1, .document = 1}),
       "file descriptors are not part of this version"},
      {"a kind that does not exist", kBegin + bytesOf({.kind = 77, .document = 1}), "kind 77 is unknown"},
      {"kind zero", kBegin + std::string(20, '\0'), "kind 0 is unknown"},
      {"a flag that means nothing", kBegin + bytesOf({.kind = kMessage, .flags = 1, .document = 1}),
       "message has flags that it doesn't define"},
      {"a console level that does not exist", kBegin + bytesOf({.kind = 9, .flags = 5, .document = 1}),
       "console has a level that isn't defined"},
      {"a frame that only main sends", kBegin + bytesOf({.kind = 8, .document = 1, .call = 1, .payload = "1"}),
       "evaluate is not for a page to send"},
      {"a document numbered zero", hello() + openDocument(0), "documentOpened names no document"},
      {"a document that is not the next", hello() + openDocument(2),
       "documentOpened with a number that is not the next"},
      {"a document number used again", kBegin + openDocument(1), "documentOpened with a number that is not the next"},
      {"a message of a document that never was", kBegin + bytesOf(message(2)),
       "message of document 2, which never was"},
      {"the end of a document that never was", kBegin + bytesOf({.kind = 4, .document = 9}),
       "documentClosed of document 9, which never was"},
      {"a reply to a call that was never made",
       kBegin + bytesOf({.kind = kReply, .document = 1, .call = 1, .payload = "\xf6"}),
       "reply to a call that was never made"},
      {"a sync call without a number", kBegin + bytesOf(syncCall(0)), "syncCall has no call number"},
  };
}

class Hostile : public HostilePageTest {};

TEST_F(Hostile, everyViolationEndsThatConnectionWithAReasonAndNobodyElses) {
  BrowserWindow& other = openWindow();
  attack(other, behaving());
  BrowserWindow& victim = openWindow();
  for (const auto& [what, bytes, reason] : violations()) {
    SCOPED_TRACE(what);
    EXPECT_EQ(violationIn(victim, [&, &sent = bytes] { attack(victim, "connect;" + send(sent)); }), reason);
    EXPECT_TRUE(isHeard(other));
  }
  // What loads there next has a process of its own, and a connection that works.
  attack(victim, behaving());
  EXPECT_TRUE(isHeard(victim));
}

TEST_F(Hostile, aPageWithoutIpcMaySendNoMessageAndNoSyncCall) {
  for (const auto& [bytes, reason] : {std::pair(bytesOf(message(1)), "message of a page that has no IPC"),
                                      std::pair(bytesOf(syncCall(1)), "syncCall of a page that has no IPC")}) {
    BrowserWindow& quiet = openWindow({});
    EXPECT_EQ(violationIn(quiet, [&, &sent = bytes] { attack(quiet, "connect;" + send(kBegin + sent)); }), reason);
  }
}

TEST_F(Hostile, documentsOpenedOnlyToFillTablesEndTheConnection) {
  restartWith({.maxDocuments = 16});
  std::string many = hello();
  for (std::uint32_t i = 1; i <= 17; ++i) many += openDocument(i, i);
  EXPECT_EQ(violationIn(window(), [&] { attack(window(), "connect;" + send(many)); }), "too many documents are open");
}

TEST_F(Hostile, callsThatNobodyCouldWaitForEndTheConnection) {
  restartWith({.maxPendingCalls = 16});
  std::vector<SyncReply> kept;
  ipcMain().on("ask", [&](IpcMainEvent& event) { kept.push_back(event.deferReply()); });
  std::string many = kBegin;
  for (std::uint32_t i = 1; i <= 17; ++i) many += bytesOf(syncCall(i));
  EXPECT_EQ(violationIn(window(), [&] { attack(window(), "connect;" + send(many)); }),
            "too many calls wait for an answer");
  EXPECT_EQ(kept.size(), 16u);
  for (const SyncReply& reply : kept) reply.send("nobody waits");
}

TEST_F(Hostile, aPageThatMakesMainAnswerAndNeverReadsLosesItsConnection) {
  restartWith({.maxQueuedBytes = std::uint64_t{1} << 20});
  ipcMain().on("ask", [](IpcMainEvent& event) { event.returnValue = std::string(1000, 'x'); });
  const std::size_t before = heapBytes();
  EXPECT_EQ(violationIn(window(), [&] { attack(window(), "connect;" + send(kBegin) + flood(bytesOf(syncCall(1)))); }),
            "page does not read");
  EXPECT_LT(heapBytes(), before + (std::size_t{8} << 20));
}

TEST_F(Hostile, aPageThatNeverReadsWhatMainSendsLosesItsConnection) {
  restartWith({.maxQueuedBytes = std::uint64_t{1} << 20});
  bool begun = false;
  ipcMain().on("x", [&] { begun = true; });
  const std::string reason = violationIn(window(), [&] {
    attack(window(), "connect;" + send(kBegin + bytesOf(message(1))));
    ASSERT_TRUE(runUntil([&] { return begun; }));
    for (int i = 0; i < 100; ++i) contents().send("news", std::string(100'000, 'x'));
  });
  EXPECT_EQ(reason, "page does not read");
}

TEST_F(Hostile, aPageThatNeverStopsSendingKeepsNobodyElseFromBeingHeard) {
  BrowserWindow& other = openWindow();
  attack(other, behaving());
  ASSERT_TRUE(isHeard(other));
  int count = 0;
  ipcMain().on("x", [&] { ++count; });
  BrowserWindow& victim = openWindow();
  std::string many;
  for (int i = 0; i < 1000; ++i) many += bytesOf(message(1));
  attack(victim, "connect;" + send(kBegin) + flood(many));
  ASSERT_TRUE(runUntil([&] { return count > 10'000; }));
  const std::size_t before = heapBytes();
  for (int i = 0; i < 20; ++i) ASSERT_TRUE(isHeard(other));
  EXPECT_LT(heapBytes(), before + (std::size_t{8} << 20));
  victim.close();
  EXPECT_TRUE(isHeard(other));
}

TEST_F(Hostile, aFrameThatNeverEndsCostsOnlyWhatHasCome) {
  BrowserWindow& other = openWindow();
  attack(other, behaving());
  ASSERT_TRUE(isHeard(other));
  const std::size_t before = heapBytes();
  bool begun = false;
  ipcMain().on("x", [&] { begun = true; });
  BrowserWindow& victim = openWindow();
  // The first byte of 200 MB, and never another one.
  attack(victim, "connect;" + send(kBegin + bytesOf(message(1)) + bytesClaiming(message(1), 200'000'000, 1)));
  ASSERT_TRUE(runUntil([&] { return begun; }));
  EXPECT_TRUE(isHeard(other));
  EXPECT_LT(heapBytes(), before + (std::size_t{8} << 20));
}

TEST_F(Hostile, halfAFrameAndAHangUpIsTheEndOfAConnectionAndNothingElse) {
  const std::string half = bytesOf(message(1)).substr(0, 10);
  bool begun = false;
  ipcMain().on("x", [&] { begun = true; });
  bool gone = false;
  contents().on("render-process-gone", [&] { gone = true; });
  attack(window(), "connect;" + send(kBegin + bytesOf(message(1)) + half) + "hangup");
  ASSERT_TRUE(runUntil([&] { return begun; }));
  attack(window(), behaving());
  EXPECT_TRUE(isHeard(window()));
  EXPECT_FALSE(gone);
}

TEST_F(Hostile, aConnectionTakesThePlaceOfTheFormerOne) {
  std::string connections;
  for (int i = 0; i < 50; ++i) connections += "connect;" + send(kBegin);
  attack(window(), connections + behaving());
  EXPECT_TRUE(isHeard(window()));
}

TEST_F(Hostile, aFormerConnectionIsNotHeard) {
  int count = 0;
  ipcMain().on("x", [&] { ++count; });
  attack(window(), "connect;connect;" + send(kBegin + bytesOf(message(1))) + "await;hangup;" +
                       send(kBegin + bytesOf(message(1)) + bytesOf(message(1))));
  ASSERT_TRUE(runUntil([&] { return count > 0; }));
  attack(window(), behaving());
  ASSERT_TRUE(isHeard(window()));
  EXPECT_EQ(count, 1);
}

TEST_F(Hostile, connectionsCostNoDescriptors) {
  BrowserWindow& other = openWindow();
  attack(other, behaving());
  ASSERT_TRUE(isHeard(other));
  std::string connections;
  for (int i = 0; i < 200; ++i) connections += "connect;";
  const std::size_t before = openDescriptors();
  attack(window(), connections + behaving());
  ASSERT_TRUE(isHeard(window()));
  EXPECT_LT(openDescriptors(), before + 50);
}

TEST_F(Hostile, whateverIsOfferedInPlaceOfASocketIsRefused) {
  const std::size_t before = openDescriptors();
  std::string offers;
  for (int i = 0; i < 20; ++i) {
    for (const char* kind : {"nothing", "two", "file", "pipe", "datagram", "tcp", "listener"})
      offers += "offer:" + std::string(kind) + ";";
  }
  attack(window(), offers + behaving());
  EXPECT_TRUE(isHeard(window()));
  EXPECT_LT(openDescriptors(), before + 50);
}

TEST_F(Hostile, aSocketThatLeadsNowhereIsGivenUp) {
  attack(window(), "offer:listener;" + behaving());
  EXPECT_TRUE(isHeard(window()));
}

TEST_F(Hostile, messagesThatNobodyAskedForAreIgnored) {
  attack(window(), "shout:;shout:transom;shout:transom-connect;" + behaving());
  EXPECT_TRUE(isHeard(window()));
}

TEST_F(Hostile, aPayloadThatIsNoValueFailsOnlyThatMessage) {
  bool heard = false;
  ipcMain().on("x", [&] { heard = true; });
  const std::string junk = "\xff\xff\xff";
  attack(window(), behaving(bytesOf({.kind = kMessage, .document = 1, .channel = "x", .payload = junk})));
  ASSERT_TRUE(isHeard(window()));
  EXPECT_FALSE(heard);
  EXPECT_TRUE(logged("Malformed message"));
}

TEST_F(Hostile, anOptionalFrameOfAnUnknownKindIsSkipped) {
  attack(window(), behaving(bytesOf({.kind = 77, .flags = 0x80, .payload = "for a later version"})));
  EXPECT_TRUE(isHeard(window()));
}

TEST_F(Hostile, textOfAPageCannotReachTheTerminalOfTheLog) {
  attack(window(), "connect;" + send(kBegin + bytesOf({.kind = kSyncCall,
                                                       .document = 1,
                                                       .call = 1,
                                                       .channel = "\x1b[2J\nfake line",
                                                       .payload = kNoArguments})));
  ASSERT_TRUE(runUntil([this] { return logged("without listeners"); }));
  for (const std::string& line : log()) EXPECT_EQ(line.find_first_of("\x1b\n"), std::string::npos) << line;
}

TEST_F(Hostile, aProcessCantClaimAnotherOriginThanTheEngineSays) {
  const std::string own = Origin::of(server().url("127.0.0.1", "/"));
  int heard = 0;
  ipcMain().on("guarded", {.allow = {Origin("app://main")}}, [&] { ++heard; });
  ipcMain().on("own", {.allow = {Origin(own)}}, [&] { ++heard; });
  ipcMain().on("end", [&] { heard += 100; });
  const auto say = [](const char* channel) {
    return bytesOf({.kind = 5, .document = 1, .channel = channel, .payload = kNoArguments});
  };
  attack(openWindow(),
         "connect;" + send(hello() + openDocument(1, 1, "app://main") + say("guarded") + say("own") + say("end")));
  ASSERT_TRUE(runUntil([&] { return heard >= 100; }));
  EXPECT_EQ(heard, 100);
  EXPECT_TRUE(logged("null may not use channel 'guarded'"));
  attack(openWindow(), "connect;" + send(hello() + openDocument(1, 1, own) + say("guarded") + say("own") + say("end")));
  ASSERT_TRUE(runUntil([&] { return heard >= 200; }));
  EXPECT_EQ(heard, 201);
}

TEST_F(Hostile, violationsLeaveNoDescriptorAndNoProcess) {
  restartWith({});
  const auto round = [this] {
    BrowserWindow victim(app(), {.webPreferences = {.exposeIpcToPage = true}});
    EXPECT_EQ(violationIn(victim, [&] { attack(victim, "connect;" + send(std::string(20, '\0'))); }),
              "the first frame is not hello");
  };
  for (int i = 0; i < 3; ++i) round();
  const std::size_t before = openDescriptors();
  for (std::size_t i = 0; i < kRoundsThatTell; ++i) round();
  EXPECT_LT(openDescriptors(), before + kRoundsThatTell);
  EXPECT_TRUE(runUntilEnded(webProcesses()));
}

}  // namespace
}  // namespace transom::test
