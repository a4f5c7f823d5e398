// SPDX-License-Identifier: MIT
#include "transports/inproc/inproc_transport.h"

#include "base/byte_queue.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>

namespace transom {
namespace {

// What one turn of the loop delivers at most, so that others have theirs.
constexpr std::size_t kBytesPerTurn = std::size_t{256} << 10;

/// One end of a pair. Tasks in the loop share it with its
/// transport: it outlives a receiver that destroys the transport.
class End : public std::enable_shared_from_this<End> {
 public:
  explicit End(EventLoop& loop) : loop_(loop) {}

  void connect(const std::shared_ptr<End>& peer) { peer_ = peer; }

  void start(TransportReceiver& receiver) {
    receiver_ = &receiver;
    schedule();
  }

  void write(ByteView head, ByteView body) {
    const auto peer = peer_.lock();
    if (closed_ || broken_ || !peer || peer->closed_ || peer->broken_) return;
    peer->incoming_.append(head);
    peer->incoming_.append(body);
    peer->schedule();
  }

  [[nodiscard]] std::size_t queuedBytes() const {
    const auto peer = peer_.lock();
    return closed_ || broken_ || !peer ? 0 : peer->incoming_.size();
  }

  void close() {
    if (closed_) return;
    closed_ = true;
    receiver_ = nullptr;
    incoming_.clear();
    if (const auto peer = peer_.lock()) peer->peerClosed();
  }

  /// What waits for the peer lies in the peer's queue already, so dropping it is taking it back.
  void abort(std::string_view reason) {
    if (closed_) return;
    broken_ = reason;
    incoming_.clear();
    if (const auto peer = peer_.lock()) peer->incoming_.clear();
    schedule();
  }

  void readWaiting() {
    if (!closed_ && receiver_) deliver(incoming_.size());
  }

 private:
  void peerClosed() {
    peerClosed_ = true;
    schedule();
  }

  void schedule() {
    if (scheduled_ || closed_ || !receiver_) return;
    scheduled_ = true;
    loop_.post([weak = weak_from_this()] {
      const auto self = weak.lock();
      if (!self) return;
      self->scheduled_ = false;
      self->deliver(kBytesPerTurn);
    });
  }

  void deliver(std::size_t bytes) {
    if (delivering_) return;  // the receiver runs the loop; the turn that is under way goes on with what is left
    delivering_ = true;
    for (std::size_t done = 0; done < bytes && !closed_ && !incoming_.empty();) done += deliverOnce();
    delivering_ = false;
    if (closed_) return;
    if (!incoming_.empty()) {
      schedule();
    } else if (broken_ || peerClosed_) {
      end(broken_.value_or("the other side closed the connection"));
    }
  }

  std::size_t deliverOnce() {
    const auto buffer = receiver_->readBuffer();
    const ByteView bytes = incoming_.front();
    const std::size_t count = std::min(buffer.size(), bytes.size());
    std::memcpy(buffer.data(), bytes.data(), count);
    incoming_.consume(count);
    receiver_->bytesRead(count);
    return count;
  }

  void end(const std::string& reason) {
    TransportReceiver* const receiver = receiver_;
    close();
    receiver->transportClosed(reason);
  }

  EventLoop& loop_;
  std::weak_ptr<End> peer_;
  TransportReceiver* receiver_ = nullptr;
  ByteQueue incoming_;
  bool scheduled_ = false;
  bool delivering_ = false;
  bool peerClosed_ = false;
  bool closed_ = false;
  std::optional<std::string> broken_;
};

class InprocTransport final : public Transport {
 public:
  explicit InprocTransport(std::shared_ptr<End> end) : end_(std::move(end)) {}
  ~InprocTransport() override { end_->close(); }
  InprocTransport(const InprocTransport&) = delete;
  InprocTransport& operator=(const InprocTransport&) = delete;

  void start(TransportReceiver& receiver) override { end_->start(receiver); }
  void write(ByteView head, ByteView body) override { end_->write(head, body); }
  void readWaiting() override { end_->readWaiting(); }
  std::size_t queuedBytes() const override { return end_->queuedBytes(); }
  void close() override { end_->close(); }
  void abort(std::string_view reason) override { end_->abort(reason); }

 private:
  std::shared_ptr<End> end_;
};

}  // namespace

std::pair<std::unique_ptr<Transport>, std::unique_ptr<Transport>> makeInprocPair(EventLoop& loop) {
  auto left = std::make_shared<End>(loop);
  auto right = std::make_shared<End>(loop);
  left->connect(right);
  right->connect(left);
  return {std::make_unique<InprocTransport>(std::move(left)), std::make_unique<InprocTransport>(std::move(right))};
}

}  // namespace transom
