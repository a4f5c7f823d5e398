// SPDX-License-Identifier: MIT
#include "renderer/open_streams.h"

#include "renderer/invoke_error.h"
#include "wire/little_endian.h"

#include <array>
#include <exception>
#include <utility>

namespace transom {

detail::IncomingStream::~IncomingStream() = default;

namespace renderer {

using wire::Kind;

OpenStreams::OpenStreams(std::uint32_t document, peer::Connection& connection, EventLoop& loop,
                         const codec::DecodeLimits& limits, std::function<void()> onWritten)
    : document_(document), connection_(connection), loop_(loop), limits_(limits), onWritten_(std::move(onWritten)) {}

OpenStreams::~OpenStreams() {
  for (const auto& [call, stream] : std::exchange(streams_, {})) stream->end(nullptr);
}

std::shared_ptr<IncomingStream> OpenStreams::add(std::uint32_t call, std::string_view channel,
                                                 const InvokeOptions& options) {
  StreamHome& home = *this;
  auto stream = std::make_shared<IncomingStream>(home, call, channel, limits_);
  stream->endEarlyBy(EarlyEnd::of(options, loop_,
                                  {.stopped = "The stream was cancelled.", .late = "The stream did not end"},
                                  [this, call](const Error& why) {
                                    const auto found = streams_.find(call);
                                    if (found == streams_.end()) return;
                                    const auto late = found->second;
                                    late->abort(std::make_exception_ptr(why));
                                  }));
  streams_[call] = stream;
  return stream;
}

void OpenStreams::receive(std::uint32_t call, ByteView chunk) {
  const auto found = streams_.find(call);
  if (found == streams_.end()) return;
  const auto stream = found->second;
  stream->receive(chunk);
}

bool OpenStreams::settle(std::uint32_t call, bool failed, ByteView payload) {
  const auto node = streams_.extract(call);
  if (node.empty()) return false;
  const auto& stream = node.mapped();
  stream->end(failed ? remoteError(stream->channel(), payload, limits_) : nullptr);
  return true;
}

void OpenStreams::failAll(const Error& error) {
  for (const auto& [call, stream] : std::exchange(streams_, {})) stream->end(std::make_exception_ptr(error));
}

void OpenStreams::tellTaken(std::uint32_t call, std::uint32_t chunks) {
  std::array<std::byte, 4> count{};
  wire::storeLittleEndian(count, chunks);
  connection_.post({.kind = Kind::credit, .document = document_, .call = call}, {}, count);
  onWritten_();
}

void OpenStreams::tellCancelled(std::uint32_t call) {
  streams_.erase(call);
  connection_.post({.kind = Kind::cancel, .document = document_, .call = call}, {}, {});
  onWritten_();
}

}  // namespace renderer
}  // namespace transom
