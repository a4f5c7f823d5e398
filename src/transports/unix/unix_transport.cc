// SPDX-License-Identifier: MIT
#include "transports/unix/unix_transport.h"

#include "base/byte_queue.h"
#include "base/file_descriptor.h"
#include "base/lifetime.h"
#include "base/patience.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include <sys/ioctl.h>
#include <sys/socket.h>

namespace transom {
namespace {

// After so many reads, or pieces written, everything else in the loop has its turn: a page that never stops must not
// keep the window from painting, or another page from being heard.
constexpr int kCallsPerTurn = 4;

// As far as the system allows, a message of this size goes to the kernel at once, and is not copied into a queue first.
constexpr int kSocketBufferBytes = 1 << 20;

/// What happens to bytes of the peer that have come before the transport broke, and were not read yet.
enum class WhatCame { isRead, isDropped };

bool wouldBlock(int error) {
  return error == EAGAIN || error == EWOULDBLOCK;
}

class UnixTransport final : public Transport {
 public:
  UnixTransport(int socket, EventLoop& loop, SocketCalls& calls) : socket_(socket), loop_(loop), calls_(calls) {
    // If it is refused, the default will do.
    ::setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &kSocketBufferBytes, sizeof kSocketBufferBytes);
  }
  ~UnixTransport() override { close(); }
  UnixTransport(const UnixTransport&) = delete;
  UnixTransport& operator=(const UnixTransport&) = delete;

  void start(TransportReceiver& receiver) override;
  void write(ByteView head, ByteView body) override;
  void readWaiting() override;
  std::size_t queuedBytes() const override { return queue_.size(); }
  void close() override;
  void abort(std::string_view reason) override;

 private:
  void onReady(EventLoop::Readiness readiness);
  void readSome();
  void readWhile(const std::function<bool(std::size_t count)>& more);
  std::size_t readOnce();
  void onReadError(int error);
  void writeSome();
  std::size_t send(ByteView head, ByteView body);
  void breakDown(std::string reason, WhatCame whatCame);
  void scheduleReport();
  void watchQueue();
  void end(std::string_view reason);
  void release();

  FileDescriptor socket_;
  EventLoop& loop_;
  SocketCalls& calls_;
  TransportReceiver* receiver_ = nullptr;
  std::unique_ptr<EventLoop::DescriptorWatch> watch_;
  ByteQueue queue_;
  bool queueWatched_ = false;
  bool reading_ = false;
  bool written_ = false;  // since the last read
  Patience patience_;
  std::optional<std::string> broken_;  // why nothing can be written any more, until that has been reported
  WhatCame whatCame_ = WhatCame::isRead;
  std::unique_ptr<EventLoop::Registration> report_;
  Lifetime lifetime_;
};

void UnixTransport::start(TransportReceiver& receiver) {
  receiver_ = &receiver;
  watch_ = loop_.watch(socket_.get(), [this](EventLoop::Readiness readiness) { onReady(readiness); });
  watchQueue();
  if (broken_) scheduleReport();
}

void UnixTransport::write(ByteView head, ByteView body) {
  if (!socket_.isOpen() || broken_) return;
  written_ = true;
  if (queue_.empty()) {
    const std::size_t sent = send(head, body);
    if (broken_) return;
    body = body.subspan(sent > head.size() ? sent - head.size() : 0);
    head = head.subspan(std::min(sent, head.size()));
  }
  queue_.append(head);
  queue_.append(body);
  watchQueue();
}

/// Gives how many bytes the kernel took, which may be none.
std::size_t UnixTransport::send(ByteView head, ByteView body) {
  for (;;) {
    const ssize_t count = calls_.send(socket_.get(), head, body);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (wouldBlock(errno)) return 0;
    if (errno != EINTR) {
      breakDown(std::generic_category().message(errno), WhatCame::isRead);
      return 0;
    }
  }
}

void UnixTransport::writeSome() {
  for (int i = 0; i < kCallsPerTurn && !queue_.empty(); ++i) {
    const std::size_t sent = send(queue_.front(), {});
    if (sent == 0) break;
    queue_.consume(sent);
  }
  watchQueue();
}

void UnixTransport::abort(std::string_view reason) {
  if (socket_.isOpen()) breakDown(std::string(reason), WhatCame::isDropped);
}

void UnixTransport::breakDown(std::string reason, WhatCame whatCame) {
  broken_ = std::move(reason);
  whatCame_ = whatCame;
  queue_.clear();
  watchQueue();
  if (receiver_) scheduleReport();
}

void UnixTransport::scheduleReport() {
  report_ = loop_.callAfter(std::chrono::milliseconds(0), [this] { readSome(); });
}

void UnixTransport::watchQueue() {
  if (!watch_ || queueWatched_ == !queue_.empty()) return;
  queueWatched_ = !queue_.empty();
  watch_->setInterest(true, queueWatched_);
}

void UnixTransport::onReady(EventLoop::Readiness readiness) {
  if (readiness.writable) writeSome();
  if (readiness.readable) readSome();
}

void UnixTransport::readSome() {
  int calls = 0;
  readWhile([&](std::size_t) {
    if (!socket_.isOpen() || ++calls == kCallsPerTurn) return false;
    // Who was answered may have the next question at once.
    return !std::exchange(written_, false) || patience_.isReadableSoon(socket_.get());
  });
}

void UnixTransport::readWaiting() {
  int waiting = 0;
  if (!receiver_ || ::ioctl(socket_.get(), FIONREAD, &waiting) != 0 || waiting <= 0) return;
  auto left = static_cast<std::size_t>(waiting);
  readWhile([&left](std::size_t count) {
    left -= std::min(count, left);
    return left > 0;
  });
}

/// Reads until nothing more has come, or `more`, which hears the size of each piece, has enough.
void UnixTransport::readWhile(const std::function<bool(std::size_t count)>& more) {
  if (reading_) return;  // the receiver runs the loop
  const auto alive = lifetime_.observe();
  reading_ = true;
  written_ = false;
  std::size_t count = 0;
  do {
    count = readOnce();
    if (alive.expired()) return;
  } while (count > 0 && more(count));
  reading_ = false;
  if (broken_ && socket_.isOpen()) scheduleReport();  // there is more to read before the end
}

/// Gives 0 if there is nothing more to read now, or ever. The object may be gone.
std::size_t UnixTransport::readOnce() {
  if (!socket_.isOpen()) return 0;
  if (broken_ && whatCame_ == WhatCame::isDropped) {
    end(*broken_);
    return 0;
  }
  ssize_t count = 0;
  do {
    count = calls_.receive(socket_.get(), receiver_->readBuffer());
  } while (count < 0 && errno == EINTR);
  if (count > 0) {
    const auto size = static_cast<std::size_t>(count);
    receiver_->bytesRead(size);
    return size;
  }
  if (count == 0) {
    end("the other side closed the connection");
  } else {
    onReadError(errno);
  }
  return 0;
}

void UnixTransport::onReadError(int error) {
  if (!wouldBlock(error)) {
    end(std::generic_category().message(error));
  } else if (broken_) {
    end(*broken_);
  }
}

void UnixTransport::end(std::string_view reason) {
  TransportReceiver* const receiver = receiver_;
  const std::string copy(reason);  // the receiver may destroy this object, and with it whatever the text came from
  release();
  receiver->transportClosed(copy);
}

void UnixTransport::close() {
  if (!socket_.isOpen()) return;
  writeSome();
  release();
}

void UnixTransport::release() {
  receiver_ = nullptr;
  watch_.reset();
  report_.reset();
  socket_.reset();
  queue_.clear();
}

}  // namespace

std::unique_ptr<Transport> makeUnixTransport(int socket, EventLoop& loop, SocketCalls& calls) {
  return std::make_unique<UnixTransport>(socket, loop, calls);
}

}  // namespace transom
