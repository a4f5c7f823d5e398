// SPDX-License-Identifier: MIT
#include "peer/connection.h"

#include "base/file_descriptor.h"
#include "wire/frame_head.h"
#include "wire/little_endian.h"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <sys/socket.h>

namespace transom::peer {
namespace {

using wire::FrameHeader;
using wire::Kind;

ByteView bytesOf(std::string_view text) {
  return std::as_bytes(std::span(text));
}

/// A connection whose main is written by hand.
class PeerConnection : public ::testing::Test {
 protected:
  PeerConnection() {
    std::array<int, 2> ends{};
    EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
    main_ = FileDescriptor(ends[0]);
    connection_.emplace(ends[1], [this](const FrameHeader&, ByteView frame) { onFrame(frame); });
  }

  Connection& connection() { return *connection_; }
  int main() const { return main_.get(); }
  void hangUp() { main_.reset(); }

  /// Main sends a frame.
  void say(const FrameHeader& header, std::string_view channel, ByteView payload = {}) const {
    const wire::FrameHead head(header, channel, payload.size());
    Bytes bytes(head.bytes().begin(), head.bytes().end());
    bytes.insert(bytes.end(), payload.begin(), payload.end());
    ASSERT_EQ(send(main(), bytes.data(), bytes.size(), 0), static_cast<ssize_t>(bytes.size()));
  }
  void welcome() const {
    std::array<std::byte, wire::kWelcomeNumbersBytes> limits{};
    wire::storeLittleEndian<std::uint64_t>(limits, 1000);
    wire::storeLittleEndian<std::uint32_t>(std::span(limits).subspan(8), 100);
    wire::storeLittleEndian<std::uint32_t>(std::span(limits).subspan(12), 2);
    say({.kind = Kind::welcome, .flags = wire::kFlagIpcExposed, .call = 1}, {}, limits);
  }
  /// What main has been sent.
  Bytes heard(std::size_t count) const {
    Bytes bytes(count);
    EXPECT_EQ(recv(main(), bytes.data(), count, MSG_WAITALL), static_cast<ssize_t>(count));
    return bytes;
  }

  /// The channels of the frames that were delivered.
  std::vector<std::string> delivered_;
  std::function<void(const std::string& channel)> onDelivered_;

 private:
  void onFrame(ByteView frame) {
    const auto header = wire::decodeHeader(frame.first<wire::kHeaderBytes>());
    const ByteView channel = frame.subspan(wire::kHeaderBytes, header.channelLength);
    delivered_.emplace_back(reinterpret_cast<const char*>(channel.data()), channel.size());
    if (onDelivered_) onDelivered_(delivered_.back());
  }

  FileDescriptor main_;
  std::optional<Connection> connection_;
};

TEST_F(PeerConnection, saysHelloAndLearnsItsSettings) {
  welcome();
  const auto settings = connection().handshake();
  ASSERT_TRUE(settings);
  EXPECT_TRUE(settings->ipcExposed);
  EXPECT_EQ(settings->maxMessageBytes, 1000U);
  EXPECT_EQ(settings->maxChannelBytes, 100U);
  EXPECT_EQ(settings->maxPendingCalls, 2U);
  const Bytes hello = heard(wire::kHeaderBytes + 4);
  EXPECT_EQ(static_cast<Kind>(hello[4]), Kind::hello);
}

TEST_F(PeerConnection, saysWhyMainRefusedIt) {
  say({.kind = Kind::bye}, {}, bytesOf("unsupported protocol version"));
  EXPECT_FALSE(connection().handshake());
  EXPECT_EQ(connection().refusal(), "unsupported protocol version");
  EXPECT_FALSE(connection().isOpen());
}

TEST_F(PeerConnection, findsMainGoneBeforeItsAnswer) {
  hangUp();
  EXPECT_FALSE(connection().handshake());
  EXPECT_EQ(connection().refusal(), "");
}

TEST_F(PeerConnection, deliversAfterASynchronousCallWhatCameDuringIt) {
  say({.kind = Kind::message, .document = 1}, "first");
  say({.kind = Kind::message, .document = 1}, "second");
  say({.kind = Kind::reply, .document = 1, .call = 1}, {}, bytesOf("answer"));
  say({.kind = Kind::message, .document = 1}, "third");
  const auto reply = connection().postSync({.kind = Kind::syncCall, .document = 1}, "ask", {});
  ASSERT_TRUE(reply);
  const ByteView answer = reply->subspan(wire::kHeaderBytes);
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(answer.data()), answer.size()), "answer");
  EXPECT_EQ(delivered_, std::vector<std::string>());
  EXPECT_TRUE(connection().hasFrame());
  connection().deliverSome();
  EXPECT_EQ(delivered_, (std::vector<std::string>{"first", "second", "third"}));
}

TEST_F(PeerConnection, keepsTheOrderWhenAListenerCallsSynchronously) {
  say({.kind = Kind::message, .document = 1}, "first");
  say({.kind = Kind::message, .document = 1}, "second");
  say({.kind = Kind::reply, .document = 1, .call = 1}, {});
  say({.kind = Kind::message, .document = 1}, "third");
  onDelivered_ = [this](const std::string& channel) {
    if (channel == "first") {
      EXPECT_TRUE(connection().postSync({.kind = Kind::syncCall, .document = 1}, "ask", {}));
    }
  };
  connection().deliverSome();
  EXPECT_EQ(delivered_, (std::vector<std::string>{"first", "second", "third"}));
}

TEST_F(PeerConnection, mayAskAsLongAsFewerCallsWaitThanMainAllows) {
  welcome();
  ASSERT_TRUE(connection().handshake());
  EXPECT_EQ(connection().postCall({.kind = Kind::invoke, .document = 1}, "ask", {}), 1U);
  EXPECT_TRUE(connection().mayCall());
  EXPECT_EQ(connection().postCall({.kind = Kind::invoke, .document = 1}, "ask", {}), 2U);
  EXPECT_FALSE(connection().mayCall());
  say({.kind = Kind::chunk, .document = 1, .call = 1}, {});
  connection().deliverSome();
  EXPECT_FALSE(connection().mayCall());
  say({.kind = Kind::reply, .document = 1, .call = 2}, {});
  connection().deliverSome();
  EXPECT_TRUE(connection().mayCall());
  say({.kind = Kind::reply, .document = 1, .call = 3}, {});
  EXPECT_TRUE(connection().postSync({.kind = Kind::syncCall, .document = 1}, "ask", {}));
  EXPECT_TRUE(connection().mayCall());
}

TEST_F(PeerConnection, hasRoomForAnotherCallWhenAListenerHearsOfTheAnswer) {
  welcome();
  ASSERT_TRUE(connection().handshake());
  for (int call = 0; call < 2; ++call) connection().postCall({.kind = Kind::invoke, .document = 1}, "ask", {});
  bool mayCall = false;
  onDelivered_ = [&](const std::string&) { mayCall = connection().mayCall(); };
  say({.kind = Kind::reply, .document = 1, .call = 1}, {});
  connection().deliverSome();
  EXPECT_TRUE(mayCall);
}

TEST_F(PeerConnection, failsACallWhoseMainGoesAwayAndKeepsWhatCameBefore) {
  say({.kind = Kind::message, .document = 1}, "last words");
  ASSERT_EQ(shutdown(main(), SHUT_WR), 0);
  EXPECT_FALSE(connection().postSync({.kind = Kind::syncCall, .document = 1}, "ask", {}));
  EXPECT_FALSE(connection().isOpen());
  connection().deliverSome();
  EXPECT_EQ(delivered_, std::vector<std::string>{"last words"});
}

TEST_F(PeerConnection, goesOnReadingWhileItsSocketIsFull) {
  constexpr std::size_t kLarge = std::size_t{8} << 20;
  const Bytes payload(kLarge, std::byte{7});
  std::thread main([this] {
    // Main reads nothing until all of its own has been taken: both pipes are full by then.
    const Bytes large(kLarge, std::byte{9});
    const wire::FrameHead head({.kind = Kind::message, .document = 1}, "from main", large.size());
    Bytes frame(head.bytes().begin(), head.bytes().end());
    frame.insert(frame.end(), large.begin(), large.end());
    for (std::size_t sent = 0; sent < frame.size();) {
      const ssize_t count = send(this->main(), frame.data() + sent, frame.size() - sent, MSG_NOSIGNAL);
      ASSERT_GT(count, 0);
      sent += static_cast<std::size_t>(count);
    }
    const Bytes all = heard(wire::kHeaderBytes + std::string_view("to main").size() + kLarge);
    EXPECT_EQ(all.back(), std::byte{7});
  });
  EXPECT_TRUE(connection().post({.kind = Kind::message, .document = 1}, "to main", payload));
  main.join();
  while (delivered_.empty()) connection().deliverSome();
  EXPECT_EQ(delivered_, std::vector<std::string>{"from main"});
}

TEST_F(PeerConnection, deliversNothingOnceItIsShut) {
  say({.kind = Kind::message, .document = 1}, "first");
  say({.kind = Kind::message, .document = 1}, "second");
  onDelivered_ = [this](const std::string&) { connection().shut(); };
  connection().deliverSome();
  connection().deliverSome();
  EXPECT_EQ(delivered_, std::vector<std::string>{"first"});
  EXPECT_FALSE(connection().post({.kind = Kind::message, .document = 1}, "late", {}));
}

}  // namespace
}  // namespace transom::peer
