// SPDX-License-Identifier: MIT
#include "renderer/incoming_stream.h"

#include <transom/error.h>

#include <stdexcept>
#include <utility>

namespace transom::renderer {
namespace {

// Main hears not of each chunk that is taken, but long before it would have to wait for that: each frame costs both
// sides a call of the kernel.
constexpr std::uint32_t kChunksPerCredit = core::StreamFlow::kMaxChunks / 4;
constexpr std::size_t kBytesPerCredit = core::StreamFlow::kMaxBytes / 4;

}  // namespace

Task<std::optional<Value>> IncomingStream::next() {
  if (waiting_) throw std::logic_error("MainStream::next() while the last one is under way");
  const TaskSource<std::optional<Value>> source;
  waiting_ = source;
  serve();
  return source.task();
}

void IncomingStream::cancel() {
  abort(nullptr);
}

void IncomingStream::receive(ByteView chunk) {
  if (!flow_.hasRoom()) {
    return abort(std::make_exception_ptr(Error("Error", "main sent more of a stream than was taken of it")));
  }
  flow_.sent(chunk.size());
  chunks_.emplace_back(chunk.begin(), chunk.end());
  serve();
}

void IncomingStream::end(std::exception_ptr error) {
  home_ = nullptr;
  earlyEnd_.reset();
  error_ = std::move(error);
  serve();
}

void IncomingStream::abort(std::exception_ptr error) {
  chunks_.clear();
  if (auto* const home = std::exchange(home_, nullptr)) home->tellCancelled(call_);
  end(std::move(error));
}

void IncomingStream::serve() {
  if (!waiting_ || (home_ && chunks_.empty())) return;
  const TaskSource<std::optional<Value>> waiting = *std::exchange(waiting_, std::nullopt);
  if (!chunks_.empty()) return giveOldest(waiting);
  if (const auto error = std::exchange(error_, nullptr)) return waiting.reject(error);
  waiting.resolve(std::nullopt);
}

/// A chunk that doesn't decode is the end.
void IncomingStream::giveOldest(const TaskSource<std::optional<Value>>& waiting) {
  const Bytes chunk = std::move(chunks_.front());
  chunks_.pop_front();
  std::optional<Value> value;
  try {
    value = codec::decodeValue(chunk, limits_);
  } catch (const codec::DecodeError&) {
    abort(nullptr);
    return waiting.reject(std::current_exception());
  }
  noteTaken(chunk.size());
  waiting.resolve(std::move(value));
}

void IncomingStream::noteTaken(std::size_t bytes) {
  ++untoldChunks_;
  untoldBytes_ += bytes;
  if (!home_ || (untoldChunks_ < kChunksPerCredit && untoldBytes_ < kBytesPerCredit)) return;
  untoldBytes_ = 0;
  const std::uint32_t chunks = std::exchange(untoldChunks_, 0);
  if (flow_.taken(chunks)) home_->tellTaken(call_, chunks);
}

}  // namespace transom::renderer
