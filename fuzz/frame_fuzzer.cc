// SPDX-License-Identifier: MIT
// Whatever a page's process sends, in whatever pieces, main's end of the connection keeps its promises. The first byte
// of an input decides how the rest is cut up, and what the delegate does with what it is told.
#include "base/utf8.h"
#include "core/session.h"
#include "wire/frame_reader.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <utility>

namespace transom {
namespace {

/// Small, so that running into them is tried as well.
constexpr Limits kLimits{.maxMessageBytes = 4096,
                         .maxChannelBytes = 256,
                         .maxQueuedBytes = 16384,
                         .maxDocuments = 4,
                         .maxPendingCalls = 8,
                         .maxPorts = 6};

constexpr std::size_t kMaxKeptPorts = 16;

void require(bool promise) {
  if (!promise) std::abort();
}

/// Hands the input to its receiver, and checks what main writes.
class InputTransport final : public Transport {
 public:
  explicit InputTransport(bool pageReads) : pageReads_(pageReads) {}

  void start(TransportReceiver& receiver) override { receiver_ = &receiver; }
  void readWaiting() override {}
  std::size_t queuedBytes() const override { return queued_; }
  void close() override { receiver_ = nullptr; }
  void abort(std::string_view reason) override { abortReason_ = reason; }

  void write(ByteView head, ByteView body) override {
    require(receiver_ && !abortReason_);
    for (const ByteView part : {head, body}) {
      if (!pageReads_) queued_ += part.size();
      feed(part);
    }
    while (const auto frame = reader_.next()) check(frame->header);
  }

  [[nodiscard]] bool isOpen() const { return receiver_ != nullptr; }

  /// Gives one piece of the input to the receiver; says how many bytes it took. May destroy this object.
  std::size_t deliver(std::span<const std::uint8_t> input, std::size_t most) {
    const auto buffer = receiver_->readBuffer();
    require(!buffer.empty());
    const std::size_t count = std::min({most, input.size(), buffer.size()});
    std::memcpy(buffer.data(), input.data(), count);
    receiver_->bytesRead(count);
    return count;
  }

  [[nodiscard]] bool isAborted() const { return abortReason_.has_value(); }
  void end() {
    TransportReceiver* const receiver = receiver_;
    receiver_ = nullptr;
    receiver->transportClosed(abortReason_.value_or("end of input"));
  }

 private:
  void feed(ByteView bytes) {
    while (!bytes.empty()) {
      const auto buffer = reader_.readBuffer();
      const std::size_t count = std::min(bytes.size(), buffer.size());
      std::memcpy(buffer.data(), bytes.data(), count);
      require(reader_.bytesRead(count));
      bytes = bytes.subspan(count);
    }
  }

  void check(const wire::FrameHeader& header) {
    require(!saidBye_);
    if (header.kind == wire::Kind::bye) saidBye_ = true;
    if (header.kind == wire::Kind::reply) require(header.call != 0 && header.document != 0);
  }

  bool pageReads_;
  TransportReceiver* receiver_ = nullptr;
  std::size_t queued_ = 0;
  std::optional<std::string> abortReason_;
  bool saidBye_ = false;
  wire::FrameReader reader_{{.maxPayloadBytes = UINT32_MAX, .maxChannelBytes = UINT32_MAX}};
};

/// An application that does something else each time.
class Application final : public core::SessionDelegate {
 public:
  explicit Application(std::uint8_t choices) : random_(choices + 1u) {
    auto transport = std::make_unique<InputTransport>((choices & 1) == 0);
    transport_ = transport.get();
    const core::SessionSettings settings{.rights = {.ipcExposed = (choices & 6) != 0}, .limits = kLimits};
    session_ = std::make_unique<core::Session>(std::move(transport), settings, *this);
    session_->start();
  }

  void run(std::span<const std::uint8_t> input) {
    while (!input.empty() && isConnected()) input = input.subspan(transport_->deliver(input, piece()));
    if (isConnected()) transport_->end();
    require(closed_ || !session_);
    session_.reset();
    require(openEvaluations_ == 0);
  }

 private:
  bool isConnected() {
    if (!session_ || !transport_->isOpen()) return false;
    if (transport_->isAborted()) transport_->end();
    return session_ && transport_->isOpen();
  }
  std::size_t piece() { return 1 + random_() % (random_() % 4 == 0 ? 4096 : 16); }

  void documentOpened(const core::DocumentInfo& document) override {
    require(!closed_ && isValidUtf8(document.url) && document.url.size() <= kLimits.maxChannelBytes);
    require(open_.insert(document.id).second && open_.size() <= kLimits.maxDocuments);
    doSomething(document.id);
  }
  void documentClosed(core::DocumentId document, bool /*replaced*/) override {
    require(!closed_ && open_.erase(document) == 1);
    doSomething(document);
  }
  void documentReady(core::DocumentId document) override { heardFrom(document); }
  void documentUnloading(core::DocumentId document) override { heardFrom(document); }
  void message(const core::IncomingMessage& message) override {
    read(message);
    heardFrom(message.document);
    read(message);  // valid until the end, also if the session was destroyed
  }
  void postMessage(const core::IncomingMessage& message, std::vector<std::shared_ptr<core::Port>> ports) override {
    read(message);
    for (auto& port : ports) {
      if (ports_.size() < kMaxKeptPorts) ports_.push_back(std::move(port));
    }
    heardFrom(message.document);
    read(message);
  }
  void invoke(const core::IncomingMessage& message, core::Reply reply, std::stop_token stop) override {
    require(!stop.stop_requested());
    syncCall(message, std::move(reply));
  }
  void stream(const core::IncomingMessage& message, core::StreamReply reply, std::stop_token stop) override {
    require(!stop.stop_requested());
    read(message);
    auto& stream = streams_.emplace_back(std::move(reply));
    stream.onRoom([this, document = message.document] { doSomething(document); });
    require(streams_.size() <= kLimits.maxPendingCalls);
    heardFrom(message.document);
  }
  void syncCall(const core::IncomingMessage& message, core::Reply reply) override {
    replies_.push_back(std::move(reply));
    read(message);
    require(replies_.size() <= kLimits.maxPendingCalls);
    heardFrom(message.document);
    read(message);
  }
  void console(const core::ConsoleMessage& message) override {
    require(!closed_ && message.level >= 0 && message.level <= 4);
    require(isValidUtf8(message.text) && isValidUtf8(message.sourceUrl));
    doSomething(message.document);
  }
  void sessionClosed(const core::CloseReason& reason) override {
    require(!closed_ && open_.empty() && !reason.text.empty());
    closed_ = true;
    if (random_() % 2 == 0) session_.reset();
  }

  void read(const core::IncomingMessage& message) const {
    require(isValidUtf8(message.channel) && message.channel.size() <= kLimits.maxChannelBytes);
    require(message.payload.size() <= kLimits.maxMessageBytes);
    require(std::count(message.payload.begin(), message.payload.end(), std::byte{0}) >= 0);  // touches every byte
  }

  void heardFrom(core::DocumentId document) {
    require(!closed_ && open_.contains(document));
    doSomething(document);
  }

  void doSomething(core::DocumentId document) {
    if (!session_) return;
    const auto bytes = std::as_bytes(std::span("\x01", 1));
    switch (random_() % 32) {
      case 0: return session_.reset();
      case 1: return session_->close("enough");
      case 2: return replies_.clear();  // unanswered
      case 3:
      case 4:
      case 5: return evaluate(document);
      case 6:
      case 7:
      case 8:
      case 9: return session_->send(document, "channel", bytes);
      case 10:
      case 11: return usePort();
      case 12: return givePort(document, bytes);
      case 13: return ports_.clear();
      case 14: return streams_.clear();  // without an end
      case 15:
      case 16:
      case 17:
      case 18: return goOn(bytes);
      default: return answerOldest(bytes);
    }
  }

  void evaluate(core::DocumentId document) {
    ++openEvaluations_;
    session_->evaluate(document, {}, [this, settled = false](const core::CallResult&) mutable {
      require(!std::exchange(settled, true));
      --openEvaluations_;
    });
  }

  /// Takes what waits in the oldest port and sends it back through the newest, or closes it.
  void usePort() {
    if (ports_.empty()) return;
    const auto port = ports_.front();
    while (auto message = port->take()) {
      require(message->payload.size() <= kLimits.maxMessageBytes);
      ports_.back()->post(*std::move(message));
    }
    if (random_() % 4 == 0) ports_.pop_front();
  }

  /// Gives a port back to the page, or one end of a new channel.
  void givePort(core::DocumentId document, ByteView bytes) {
    std::shared_ptr<core::Port> given;
    if (!ports_.empty() && random_() % 2 == 0) {
      given = std::move(ports_.back());
      ports_.pop_back();
    } else {
      auto [ours, theirs] = core::Port::makePair();
      given = std::move(theirs);
      if (ports_.size() < kMaxKeptPorts) ports_.push_back(std::move(ours));
    }
    session_->postMessage(document, "port", bytes, {std::move(given)});
  }

  /// Another value of a stream, or its end.
  void goOn(ByteView payload) {
    if (streams_.empty()) return;
    core::StreamReply& stream = streams_.front();
    if (stream.hasRoom() && random_() % 8 != 0) return stream.send(payload);
    core::StreamReply ended = std::move(stream);
    streams_.pop_front();
    ended.end();
  }

  void answerOldest(ByteView payload) {
    if (replies_.empty()) return;
    core::Reply reply = std::move(replies_.front());
    replies_.pop_front();
    if (random_() % 2 == 0) {
      reply.send(payload);
    } else {
      reply.fail(payload);
    }
  }

  std::minstd_rand random_;
  InputTransport* transport_ = nullptr;  // lives as long as the session
  std::unique_ptr<core::Session> session_;
  std::set<core::DocumentId> open_;
  std::deque<core::Reply> replies_;
  std::deque<std::shared_ptr<core::Port>> ports_;
  std::deque<core::StreamReply> streams_;
  int openEvaluations_ = 0;
  bool closed_ = false;
};

}  // namespace
}  // namespace transom

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  transom::Application(data[0]).run(std::span(data + 1, size - 1));
  return 0;
}
