// SPDX-License-Identifier: MIT
#include "peer/connection.h"

#include "wire/frame_head.h"
#include "wire/little_endian.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <utility>

namespace transom::peer {
namespace {

// How many frames one turn of the loop hands over before everything else in it has its turn: a page paints and takes
// input there.
constexpr int kFramesPerTurn = 256;

// Where `call` lies in a header; PROTOCOL.md, section 2.
constexpr std::size_t kCallOffset = 12;

// This side trusts main with sizes: these only keep a broken stream from reading wild lengths.
constexpr std::uint64_t kAnyLength = UINT32_MAX;

std::string textOf(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void waitFor(int socket, short events) {
  pollfd descriptor{.fd = socket, .events = events, .revents = 0};
  while (poll(&descriptor, 1, -1) < 0 && errno == EINTR) {
  }
}

iovec pieceOf(ByteView bytes) {
  // The type serves both directions, so it knows no const; sending only reads.
  return {.iov_base = std::bit_cast<void*>(bytes.data()), .iov_len = bytes.size()};
}

/// As much of both as the socket takes now.
ssize_t sendNow(int socket, ByteView head, ByteView body) {
  constexpr int kFlags = MSG_NOSIGNAL | MSG_DONTWAIT;
  if (body.empty()) return send(socket, head.data(), head.size(), kFlags);
  std::array<iovec, 2> pieces{pieceOf(head), pieceOf(body)};
  msghdr message{};
  message.msg_iov = pieces.data();
  message.msg_iovlen = pieces.size();
  return sendmsg(socket, &message, kFlags);
}

}  // namespace

Connection::Connection(int socket, FrameHandler onFrame)
    : socket_(socket),
      onFrame_(std::move(onFrame)),
      reader_({.maxPayloadBytes = kAnyLength, .maxChannelBytes = UINT32_MAX}) {}

Connection::~Connection() {
  if (socket_ >= 0) ::close(socket_);
}

void Connection::shut() {
  shut_ = true;
  close();
}

void Connection::close() {
  if (socket_ < 0) return;
  closing();
  ::close(std::exchange(socket_, -1));
}

std::optional<Settings> Connection::handshake() {
  std::array<std::byte, 4> version{};
  wire::storeLittleEndian(version, wire::kProtocolVersion);
  if (!post({.kind = wire::Kind::hello, .call = wire::kProtocolVersion}, {}, version)) return std::nullopt;
  while (!hasFrame()) {
    if (!readSome(0)) return std::nullopt;
  }
  const auto frame = reader_.next();
  if (frame->header.kind != wire::Kind::welcome) {
    refusal_ = textOf(frame->payload());
    close();
    return std::nullopt;
  }
  const ByteView payload = frame->payload();
  if (payload.size() < wire::kWelcomeNumbersBytes) return std::nullopt;
  maxPendingCalls_ = wire::loadLittleEndian<std::uint32_t>(payload.subspan(12));
  return Settings{.ipcExposed = (frame->header.flags & wire::kFlagIpcExposed) != 0,
                  .ipcInSubFrames = (frame->header.flags & wire::kFlagIpcInSubFrames) != 0,
                  .isolated = (frame->header.flags & wire::kFlagIsolated) != 0,
                  .preload = textOf(payload.subspan(wire::kWelcomeNumbersBytes)),
                  .preloadUrl = std::string(frame->channel()),
                  .maxMessageBytes = wire::loadLittleEndian<std::uint64_t>(payload),
                  .maxChannelBytes = wire::loadLittleEndian<std::uint32_t>(payload.subspan(8)),
                  .maxPendingCalls = maxPendingCalls_};
}

bool Connection::post(ByteView frame) {
  return writeAll(frame, {});
}

bool Connection::post(const wire::FrameHeader& header, std::string_view channel, ByteView payload) {
  const wire::FrameHead head(header, channel, payload.size());
  return writeAll(head.bytes(), payload);
}

std::uint32_t Connection::nextCall() {
  ++pendingCalls_;
  return ++lastCall_;
}

std::uint32_t Connection::number(std::span<std::byte> frame) {
  const std::uint32_t call = nextCall();
  wire::storeLittleEndian(frame.subspan(kCallOffset), call);
  return call;
}

void Connection::note(const wire::FrameHeader& delivered) {
  if (delivered.kind == wire::Kind::reply && pendingCalls_ > 0) --pendingCalls_;
}

std::optional<std::uint32_t> Connection::postCall(std::span<std::byte> frame) {
  const std::uint32_t call = number(frame);
  return writeAll(frame, {}) ? std::optional(call) : std::nullopt;
}

std::optional<std::uint32_t> Connection::postCall(wire::FrameHeader header, std::string_view channel,
                                                  ByteView payload) {
  header.call = nextCall();
  return post(header, channel, payload) ? std::optional(header.call) : std::nullopt;
}

std::optional<ByteView> Connection::postSync(std::span<std::byte> frame) {
  const std::uint32_t call = number(frame);
  return writeAll(frame, {}) ? awaitReply(call) : std::nullopt;
}

std::optional<ByteView> Connection::postSync(wire::FrameHeader header, std::string_view channel, ByteView payload) {
  header.call = nextCall();
  return post(header, channel, payload) ? awaitReply(header.call) : std::nullopt;
}

std::optional<ByteView> Connection::awaitReply(std::uint32_t call) {
  for (;;) {
    while (const auto received = reader_.next()) {
      if (received->header.kind == wire::Kind::reply && received->header.call == call) {
        note(received->header);
        return received->bytes;
      }
      held_.push_back({received->header, Bytes(received->bytes.begin(), received->bytes.end())});
    }
    // Whether or not it is, the read below waits.
    static_cast<void>(patience_.isReadableSoon(socket_));
    if (!readSome(0)) return std::nullopt;
  }
}

bool Connection::writeAll(ByteView head, ByteView body) {
  while (!(head.empty() && body.empty()) && isOpen()) {
    const ssize_t count = sendNow(socket_, head, body);
    if (count >= 0) {
      const auto sent = static_cast<std::size_t>(count);
      body = body.subspan(sent > head.size() ? sent - head.size() : 0);
      head = head.subspan(std::min(sent, head.size()));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      if (!waitWritable()) return false;
    } else if (errno != EINTR) {
      close();
    }
  }
  return isOpen();
}

/// Reads while it waits, since main may be waiting for us to read before it reads on.
bool Connection::waitWritable() {
  waitFor(socket_, POLLIN | POLLOUT);
  if (!readSome(MSG_DONTWAIT)) return false;
  while (const auto received = reader_.next()) {
    held_.push_back({received->header, Bytes(received->bytes.begin(), received->bytes.end())});
  }
  return true;
}

bool Connection::readSome(int flags) {
  while (isOpen()) {
    const auto buffer = reader_.readBuffer();
    const ssize_t count = recv(socket_, buffer.data(), buffer.size(), flags);
    if (count > 0) {
      if (!reader_.bytesRead(static_cast<std::size_t>(count))) close();
    } else if (count == 0 || (errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK)) {
      close();
    } else if (errno == EINTR) {
      continue;
    }
    return isOpen();
  }
  return false;
}

bool Connection::hasFrame() const {
  return !held_.empty() || reader_.hasFrame();
}

void Connection::deliverSome() {
  if (!hasFrame() && !readSome(MSG_DONTWAIT)) return;
  for (int i = 0; i < kFramesPerTurn && deliverOne(); ++i) {
  }
}

/// A listener may post a call that waits, which reads on into held_: so look there first, each time.
bool Connection::deliverOne() {
  if (shut_) return false;
  if (!held_.empty()) {
    const HeldFrame held = std::move(held_.front());
    held_.pop_front();
    note(held.header);
    onFrame_(held.header, held.bytes);
    return true;
  }
  const auto received = reader_.next();
  if (!received) return false;
  note(received->header);
  onFrame_(received->header, received->bytes);
  return true;
}

}  // namespace transom::peer
