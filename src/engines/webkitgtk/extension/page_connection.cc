// SPDX-License-Identifier: MIT
#include "page_connection.h"

#include "base/readable_soon.h"
#include "wire/frame_head.h"
#include "wire/little_endian.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace transom::webkitgtk {
namespace {

// How many frames one turn of the loop hands over before the page may paint and take input.
constexpr int kFramesPerTurn = 256;

// Where `call` lies in a header; PROTOCOL.md, section 2.
constexpr std::size_t kCallOffset = 12;

// The page trusts main with sizes: these only keep a broken stream from reading wild lengths.
constexpr std::uint64_t kAnyLength = UINT32_MAX;

std::string textOf(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void waitFor(int socket, short events) {
  pollfd descriptor{.fd = socket, .events = events, .revents = 0};
  while (poll(&descriptor, 1, -1) < 0 && errno == EINTR) {
  }
}

}  // namespace

/// A GSource that is ready when the socket is, or when frames that were read already wait.
struct PageConnection::Source {
  GSource base;
  PageConnection* connection;
  gpointer tag;

  static gboolean prepare(GSource* source, gint* timeout) {
    *timeout = -1;
    return of(source).connection->hasFrame();
  }
  static gboolean check(GSource* source) {
    return of(source).connection->hasFrame() || g_source_query_unix_fd(source, of(source).tag) != 0;
  }
  static gboolean dispatch(GSource* source, GSourceFunc, gpointer) {
    of(source).connection->deliverSome();
    return G_SOURCE_CONTINUE;
  }
  static Source& of(GSource* source) { return *reinterpret_cast<Source*>(source); }
};

PageConnection::PageConnection(int socket, FrameHandler onFrame)
    : socket_(socket),
      onFrame_(std::move(onFrame)),
      reader_({.maxPayloadBytes = kAnyLength, .maxChannelBytes = UINT32_MAX}) {
  static GSourceFuncs functions{Source::prepare, Source::check, Source::dispatch, nullptr, nullptr, nullptr};
  source_ = g_source_new(&functions, sizeof(Source));
  auto& source = Source::of(source_);
  source.connection = this;
  source.tag = g_source_add_unix_fd(source_, socket_, static_cast<GIOCondition>(G_IO_IN | G_IO_HUP | G_IO_ERR));
  g_source_attach(source_, nullptr);
}

PageConnection::~PageConnection() {
  close();
}

void PageConnection::shut() {
  shut_ = true;
  close();
}

void PageConnection::close() {
  if (socket_ < 0) return;
  g_source_destroy(source_);
  g_source_unref(source_);
  source_ = nullptr;
  ::close(socket_);
  socket_ = -1;
}

std::optional<PageSettings> PageConnection::handshake() {
  std::array<std::byte, 4> version{};
  wire::storeLittleEndian(version, wire::kProtocolVersion);
  if (!post({.kind = wire::Kind::hello, .call = wire::kProtocolVersion}, {}, version)) return std::nullopt;
  while (!hasFrame()) {
    if (!readSome(0)) return std::nullopt;
  }
  const auto frame = reader_.next();
  if (frame->header.kind != wire::Kind::welcome) {
    g_warning("transom: main refused this page: %.*s", static_cast<int>(frame->payload().size()),
              reinterpret_cast<const char*>(frame->payload().data()));
    close();
    return std::nullopt;
  }
  const ByteView payload = frame->payload();
  if (payload.size() < 12) return std::nullopt;
  return PageSettings{.ipcExposed = (frame->header.flags & wire::kFlagIpcExposed) != 0,
                      .ipcInSubFrames = (frame->header.flags & wire::kFlagIpcInSubFrames) != 0,
                      .isolated = (frame->header.flags & wire::kFlagIsolated) != 0,
                      .preload = textOf(payload.subspan(12)),
                      .preloadUrl = std::string(frame->channel()),
                      .maxMessageBytes = wire::loadLittleEndian<std::uint64_t>(payload),
                      .maxChannelBytes = wire::loadLittleEndian<std::uint32_t>(payload.subspan(8))};
}

bool PageConnection::post(ByteView frame) {
  return writeAll(frame);
}

bool PageConnection::post(const wire::FrameHeader& header, std::string_view channel, ByteView payload) {
  const wire::FrameHead head(header, channel, payload.size());
  return writeAll(head.bytes()) && writeAll(payload);
}

std::uint32_t PageConnection::number(std::span<std::byte> frame) {
  wire::storeLittleEndian(frame.subspan(kCallOffset), ++lastCall_);
  return lastCall_;
}

std::optional<std::uint32_t> PageConnection::postCall(std::span<std::byte> frame) {
  const std::uint32_t call = number(frame);
  return writeAll(frame) ? std::optional(call) : std::nullopt;
}

std::optional<ByteView> PageConnection::postSync(std::span<std::byte> frame) {
  const std::uint32_t call = number(frame);
  if (!writeAll(frame)) return std::nullopt;
  for (;;) {
    while (const auto received = reader_.next()) {
      if (received->header.kind == wire::Kind::reply && received->header.call == call) {
        return received->bytes;
      }
      held_.push_back({received->header, Bytes(received->bytes.begin(), received->bytes.end())});
    }
    // Whether or not it is, the read below waits.
    static_cast<void>(isReadableSoon(socket_));
    if (!readSome(0)) return std::nullopt;
  }
}

bool PageConnection::writeAll(ByteView bytes) {
  while (!bytes.empty() && isOpen()) {
    const ssize_t sent = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0) {
      bytes = bytes.subspan(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      if (!waitWritable()) return false;
    } else if (errno != EINTR) {
      close();
    }
  }
  return isOpen();
}

/// Reads while it waits, since main may be waiting for us to read before it reads on.
bool PageConnection::waitWritable() {
  waitFor(socket_, POLLIN | POLLOUT);
  if (!readSome(MSG_DONTWAIT)) return false;
  while (const auto received = reader_.next()) {
    held_.push_back({received->header, Bytes(received->bytes.begin(), received->bytes.end())});
  }
  return true;
}

bool PageConnection::readSome(int flags) {
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

bool PageConnection::hasFrame() const {
  return !held_.empty() || reader_.hasFrame();
}

void PageConnection::deliverSome() {
  if (!hasFrame() && !readSome(MSG_DONTWAIT)) return;
  for (int i = 0; i < kFramesPerTurn && deliverOne(); ++i) {
  }
}

/// A listener may post a call that waits, which reads on into held_: so look there first, each time.
bool PageConnection::deliverOne() {
  if (shut_) return false;
  if (!held_.empty()) {
    const HeldFrame held = std::move(held_.front());
    held_.pop_front();
    onFrame_(held.header, held.bytes);
    return true;
  }
  const auto received = reader_.next();
  if (!received) return false;
  onFrame_(received->header, received->bytes);
  return true;
}

}  // namespace transom::webkitgtk
