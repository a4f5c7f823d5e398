// SPDX-License-Identifier: MIT
#include "transport_suite/descriptor_check.h"
#include "transport_suite/recording_receiver.h"
#include "transport_suite/test_loop.h"
#include "transport_suite/transports.h"
#include "transports/unix/unix_transport.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <random>
#include <string>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace transom::test {
namespace {

/// The system's calls, but one in two fails, and those that do not do less than they were asked to.
class FlakySockets final : public SocketCalls {
 public:
  ssize_t receive(int socket, std::span<std::byte> buffer) override {
    if (fails()) return -1;
    return SocketCalls::receive(socket, buffer.first(shortened(buffer.size())));
  }

  ssize_t send(int socket, ByteView head, ByteView body) override {
    if (fails()) return -1;
    if (head.empty()) return SocketCalls::send(socket, body.first(shortened(body.size())), {});
    if (shortened(2) == 1) return SocketCalls::send(socket, head.first(shortened(head.size())), {});
    return SocketCalls::send(socket, head, body.first(body.empty() ? 0 : shortened(body.size())));
  }

 private:
  bool fails() {
    switch (random_() % 4) {
      case 0: errno = EINTR; return true;
      case 1: errno = EAGAIN; return true;
      default: return false;
    }
  }
  std::size_t shortened(std::size_t size) { return std::min<std::size_t>(size, 1 + random_() % 3000); }

  std::minstd_rand random_{1};
};

/// The system's calls, counted, until they are told to fail for good.
class BreakableSockets final : public SocketCalls {
 public:
  ssize_t receive(int socket, std::span<std::byte> buffer) override {
    if (receiveError == 0) return SocketCalls::receive(socket, buffer);
    errno = receiveError;
    return -1;
  }

  ssize_t send(int socket, ByteView head, ByteView body) override {
    ++sends;
    if (sendError == 0) return SocketCalls::send(socket, head, body);
    errno = sendError;
    return -1;
  }

  int sends = 0;
  int sendError = 0;
  int receiveError = 0;
};

/// One transport, and the bare socket at its other end.
class UnixFaults : public testing::Test {
 protected:
  ~UnixFaults() override { closePeer(); }

  void closePeer() {
    if (peer_ >= 0) ::close(peer_);
    peer_ = -1;
  }
  void peerSends(std::string_view text) {
    ASSERT_EQ(::send(peer_, text.data(), text.size(), 0), static_cast<ssize_t>(text.size()));
  }
  std::string peerReads() {
    std::string text(100'000, '\0');
    const ssize_t count = ::recv(peer_, text.data(), text.size(), MSG_DONTWAIT);
    text.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    return text;
  }

  DescriptorCheck descriptors_;
  TestLoop loop_;
  BreakableSockets sockets_;
  RecordingReceiver receiver_;
  std::pair<int, int> ends_ = connectedSockets();
  std::unique_ptr<Transport> transport_ = makeUnixTransport(ends_.first, loop_.loop(), sockets_);
  int peer_ = ends_.second;
};

TEST(UnixTransport, losesNothingWhenCallsAreInterruptedRefusedAndCutShort) {
  const DescriptorCheck descriptors;
  TestLoop loop;
  FlakySockets sockets;
  const auto [left, right] = connectedSockets();
  const auto sender = makeUnixTransport(left, loop.loop(), sockets);
  const auto receiver = makeUnixTransport(right, loop.loop(), sockets);
  RecordingReceiver atSender;
  RecordingReceiver atReceiver;
  sender->start(atSender);
  receiver->start(atReceiver);
  std::string expected;
  for (int i = 0; i < 2000; ++i) {
    const std::string head = "<" + std::to_string(i) + ">";
    const std::string body(static_cast<std::size_t>(i) % 977, static_cast<char>('a' + i % 26));
    expected += head + body;
    sender->write(bytesOf(head), bytesOf(body));
    if (i % 10 == 0) loop.turn();
  }
  loop.runUntil([&] { return atReceiver.received.size() >= expected.size(); });
  EXPECT_EQ(atReceiver.received, expected);
}

TEST_F(UnixFaults, sendsAMessageWithOneSystemCall) {
  transport_->start(receiver_);
  for (int i = 0; i < 10; ++i) transport_->write(bytesOf("head"), bytesOf("body"));
  EXPECT_EQ(sockets_.sends, 10);
  EXPECT_EQ(transport_->queuedBytes(), 0u);
}

TEST_F(UnixFaults, gathersQueuedMessagesInFewSystemCalls) {
  transport_->start(receiver_);
  sockets_.sendError = EAGAIN;
  for (int i = 0; i < 1000; ++i) transport_->write(bytesOf("head"), bytesOf("body"));
  EXPECT_EQ(sockets_.sends, 1);  // none is tried while others wait
  sockets_.sendError = 0;
  loop_.runUntil([&] { return transport_->queuedBytes() == 0; });
  EXPECT_EQ(sockets_.sends, 2);
}

TEST_F(UnixFaults, readsWhatCameBeforeASendFailed) {
  transport_->start(receiver_);
  peerSends("last words");
  sockets_.sendError = EPIPE;
  transport_->write(bytesOf("x"), {});
  transport_->write(bytesOf("y"), {});
  EXPECT_EQ(sockets_.sends, 1);
  EXPECT_FALSE(receiver_.closed);
  loop_.runUntil([&] { return receiver_.closed; });
  EXPECT_EQ(receiver_.received, "last words");
  EXPECT_EQ(receiver_.closeReason, "Broken pipe");
}

TEST_F(UnixFaults, reportsASendThatFailedBeforeTheStart) {
  sockets_.sendError = EPIPE;
  transport_->write(bytesOf("x"), {});
  transport_->start(receiver_);
  loop_.runUntil([&] { return receiver_.closed; });
}

TEST_F(UnixFaults, reportsASendThatFailsWhileTheQueueIsFlushed) {
  transport_->start(receiver_);
  sockets_.sendError = EAGAIN;
  transport_->write(bytesOf("x"), {});
  sockets_.sendError = ECONNRESET;
  loop_.runUntil([&] { return receiver_.closed; });
  EXPECT_EQ(receiver_.closeReason, "Connection reset by peer");
}

TEST_F(UnixFaults, reportsAReadThatFails) {
  transport_->start(receiver_);
  sockets_.receiveError = ECONNRESET;
  peerSends("x");
  loop_.runUntil([&] { return receiver_.closed; });
  EXPECT_EQ(receiver_.closeReason, "Connection reset by peer");
}

TEST_F(UnixFaults, reportsASendErrorAlsoInsideANestedLoop) {
  transport_->start(receiver_);
  receiver_.onBytes = [&] {
    sockets_.sendError = EPIPE;
    transport_->write(bytesOf("x"), {});
    for (int i = 0; i < 10; ++i) loop_.turn();
  };
  peerSends("x");
  loop_.runUntil([&] { return receiver_.closed; });
}

TEST_F(UnixFaults, readsWhatAPeerSentThatVanishedWithoutReading) {
  transport_->start(receiver_);
  transport_->write(bytesOf("never read"), {});  // which makes the kernel reset the connection
  peerSends("last words");
  closePeer();
  loop_.runUntil([&] { return receiver_.closed; });
  EXPECT_EQ(receiver_.received, "last words");
}

TEST_F(UnixFaults, endsWithAPeerThatOnlyStopsReading) {
  transport_->start(receiver_);
  ASSERT_EQ(shutdown(peer_, SHUT_RD), 0);
  transport_->write(bytesOf("x"), {});
  loop_.runUntil([&] { return receiver_.closed; });
  EXPECT_EQ(receiver_.closeReason, "Broken pipe");
}

TEST_F(UnixFaults, neverWaitsOnASocketThatBlocks) {
  transport_->start(receiver_);
  const std::string text(std::size_t{4} << 20, 'x');
  transport_->write(bytesOf(text), {});
  EXPECT_GT(transport_->queuedBytes(), 0u);
  transport_->close();
  EXPECT_FALSE(peerReads().empty());
}

TEST(SystemSockets, closeDescriptorsThatComeAlong) {
  const DescriptorCheck check;
  int ends[2] = {-1, -1};
  int sent[2] = {-1, -1};
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
  ASSERT_EQ(::pipe2(sent, O_CLOEXEC), 0);
  char byte = 'x';
  iovec vector{.iov_base = &byte, .iov_len = 1};
  alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> control{};
  msghdr message{};
  message.msg_iov = &vector;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  cmsghdr* const header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int));
  std::memcpy(CMSG_DATA(header), &sent[1], sizeof(int));
  ASSERT_EQ(::sendmsg(ends[0], &message, 0), 1);
  ::close(sent[1]);
  std::array<std::byte, 16> buffer{};
  EXPECT_EQ(SocketCalls::system().receive(ends[1], buffer), 1);
  // Nobody can write into the pipe any more.
  EXPECT_EQ(::read(sent[0], &byte, 1), 0);
  for (const int descriptor : {ends[0], ends[1], sent[0]}) ::close(descriptor);
}

}  // namespace
}  // namespace transom::test
