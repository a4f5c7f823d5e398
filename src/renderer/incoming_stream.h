// SPDX-License-Identifier: MIT
#pragma once

#include "codec/codec.h"
#include "core/stream_flow.h"
#include "renderer/early_end.h"

#include <transom/bytes.h>
#include <transom/main_stream.h>
#include <transom/task.h>
#include <transom/value.h>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace transom::renderer {

/// To whom a stream that is under way says what main must know. It tells the stream of its end before it goes.
class StreamHome {
 public:
  /// The reader has taken that many more chunks.
  virtual void tellTaken(std::uint32_t call, std::uint32_t chunks) = 0;
  /// Nobody wants any more of it: it is under way no longer.
  virtual void tellCancelled(std::uint32_t call) = 0;

 protected:
  ~StreamHome() = default;
};

/// What has come of one stream of main and was not taken yet, and who waits for more.
///
/// Whoever waits may do anything as soon as it gets something, also let go of this: so each function does that last.
class IncomingStream final : public detail::IncomingStream {
 public:
  /// `home` lives until it has called end().
  IncomingStream(StreamHome& home, std::uint32_t call, std::string_view channel, const codec::DecodeLimits& limits)
      : home_(&home), call_(call), channel_(channel), limits_(limits) {}

  [[nodiscard]] Task<std::optional<Value>> next() override;
  void cancel() override;

  /// What may cancel it from elsewhere.
  void endEarlyBy(std::unique_ptr<EarlyEnd> earlyEnd) { earlyEnd_ = std::move(earlyEnd); }
  [[nodiscard]] const std::string& channel() const { return channel_; }

  /// Main has sent a value, encoded. One more than it may is the end: it would fill this process.
  void receive(ByteView chunk);
  /// It is under way no longer; it has failed if there is an error.
  void end(std::exception_ptr error);
  /// The same at once, without what has come; main hears of it.
  void abort(std::exception_ptr error);

 private:
  void serve();
  void giveOldest(const TaskSource<std::optional<Value>>& waiting);
  void noteTaken(std::size_t bytes);

  StreamHome* home_;  // null: it is under way no longer
  std::uint32_t call_;
  std::string channel_;
  codec::DecodeLimits limits_;
  std::unique_ptr<EarlyEnd> earlyEnd_;

  std::deque<Bytes> chunks_;
  core::StreamFlow flow_;           // as main has it: what came and main doesn't know to be taken
  std::uint32_t untoldChunks_ = 0;  // taken since it was told last
  std::size_t untoldBytes_ = 0;
  std::exception_ptr error_;
  std::optional<TaskSource<std::optional<Value>>> waiting_;
};

}  // namespace transom::renderer
