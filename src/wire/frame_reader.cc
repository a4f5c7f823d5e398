// SPDX-License-Identifier: MIT
#include "wire/frame_reader.h"

#include <algorithm>
#include <cstring>

namespace transom::wire {
namespace {

// What one read takes at most while frames are small: some thousand messages.
constexpr std::size_t kBlockBytes = std::size_t{64} << 10;

// A page that sends large messages one after the other must not pay for fresh memory each time, so a buffer up to this
// size is kept for this many reads that didn't need it.
constexpr std::size_t kKeptBytes = std::size_t{2} << 20;
constexpr int kReadsBeforeShrinking = 32;

std::string overLimit(const char* what, std::uint64_t bytes, std::uint64_t limit) {
  return std::string(what) + " of " + std::to_string(bytes) + " bytes is over the limit of " + std::to_string(limit);
}

/// Why `header` can't be right, or nothing; PROTOCOL.md, section 2.
std::string checkLengths(const FrameHeader& header, const FrameLimits& limits) {
  if (header.channelLength > header.length) return "channel is longer than its frame";
  if (header.channelLength > limits.maxChannelBytes) {
    return overLimit("channel", header.channelLength, limits.maxChannelBytes);
  }
  const std::uint32_t payload = header.length - header.channelLength;
  if (payload > limits.maxPayloadBytes) return overLimit("message", payload, limits.maxPayloadBytes);
  if (header.descriptors != 0) return "file descriptors are not part of this version";
  return {};
}

}  // namespace

std::span<std::byte> FrameReader::readBuffer() {
  makeRoom();
  return buffer_.span().subspan(end_);
}

bool FrameReader::bytesRead(std::size_t count) {
  end_ += count;
  readHeader();
  return violation_.empty();
}

bool FrameReader::hasFrame() const {
  return headerRead_ && pending() >= frameBytes();
}

std::optional<Frame> FrameReader::next() {
  if (!hasFrame()) return std::nullopt;
  const Frame frame{header_, buffer_.span().subspan(begin_, frameBytes())};
  begin_ += frame.bytes.size();
  header_ = {};
  headerRead_ = false;
  readHeader();
  return frame;
}

void FrameReader::readHeader() {
  if (headerRead_ || pending() < kHeaderBytes || !violation_.empty()) return;
  const FrameHeader header = decodeHeader(buffer_.span().subspan(begin_).first<kHeaderBytes>());
  violation_ = checkLengths(header, limits_);
  if (!violation_.empty()) return;
  header_ = header;
  headerRead_ = true;
}

void FrameReader::makeRoom() {
  if (begin_ > 0 && pending() > 0) std::memmove(buffer_.data(), buffer_.data() + begin_, pending());
  end_ -= begin_;
  begin_ = 0;
  const bool blockWillDo = frameBytes() <= kBlockBytes && pending() < kBlockBytes;
  quietReads_ = blockWillDo ? quietReads_ + 1 : 0;
  const bool tooLarge = capacity() > kKeptBytes || quietReads_ > kReadsBeforeShrinking;
  if (capacity() < kBlockBytes || (blockWillDo && capacity() > kBlockBytes && tooLarge)) {
    buffer_.resize(kBlockBytes);
  } else if (pending() == capacity()) {
    // Twice what has come at most, whatever the header says.
    const std::size_t twice = 2 * capacity();
    buffer_.resize(frameBytes() > pending() ? std::min(frameBytes(), twice) : twice);
  }
}

}  // namespace transom::wire
