// SPDX-License-Identifier: MIT
#include "wire/frame_reader.h"

#include "wire/frame_head.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

namespace transom::wire {
namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20;
constexpr FrameLimits kLimits{.maxPayloadBytes = 16 * kMiB, .maxChannelBytes = 1000};

std::string frameText(std::string_view channel, std::string_view payload) {
  const FrameHead head({.kind = Kind::message, .document = 1}, channel, payload.size());
  std::string text(reinterpret_cast<const char*>(head.bytes().data()), head.bytes().size());
  return text.append(payload);
}

std::string headerText(const FrameHeader& header) {
  const auto bytes = encodeHeader(header);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string textOf(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Gives `bytes` to the reader in pieces of at most `step`, and collects the payloads of the frames that come out.
std::vector<std::string> feed(FrameReader& reader, std::string_view bytes, std::size_t step) {
  std::vector<std::string> payloads;
  while (!bytes.empty()) {
    const auto buffer = reader.readBuffer();
    EXPECT_FALSE(buffer.empty());
    const std::size_t count = std::min({step, bytes.size(), buffer.size()});
    std::memcpy(buffer.data(), bytes.data(), count);
    bytes.remove_prefix(count);
    if (!reader.bytesRead(count)) break;
    while (const auto frame = reader.next()) payloads.push_back(textOf(frame->payload()));
  }
  return payloads;
}

TEST(FrameReader, splitsManyFramesOfOneRead) {
  FrameReader reader(kLimits);
  EXPECT_EQ(feed(reader, frameText("a", "one") + frameText("", "") + frameText("b", "three"), kMiB),
            (std::vector<std::string>{"one", "", "three"}));
}

TEST(FrameReader, joinsOneFrameFromManyReads) {
  FrameReader reader(kLimits);
  EXPECT_EQ(feed(reader, frameText("channel", "payload"), 1), std::vector<std::string>{"payload"});
}

TEST(FrameReader, givesTheSameFramesHoweverTheStreamIsCut) {
  std::string stream;
  std::vector<std::string> expected;
  for (std::size_t size : {0u, 1u, 100u, 65'515u, 65'516u, 65'517u, 3u, 200'000u, 70'000u, 5u, 1'000'000u, 7u}) {
    expected.emplace_back(size, static_cast<char>('a' + expected.size()));
    stream += frameText("c", expected.back());
  }
  for (std::size_t step : {7u, 100u, 4096u, 65'535u, 65'536u, 65'537u, 2'000'000u}) {
    FrameReader reader(kLimits);
    EXPECT_EQ(feed(reader, stream, step), expected) << step;
  }
}

TEST(FrameReader, tellsHeaderAndChannelAndPayloadApart) {
  FrameReader reader(kLimits);
  const std::string text = frameText("chan", "data");
  const auto buffer = reader.readBuffer();
  std::memcpy(buffer.data(), text.data(), text.size());
  ASSERT_TRUE(reader.bytesRead(text.size()));
  EXPECT_TRUE(reader.hasFrame());
  const auto frame = reader.next();
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->header.kind, Kind::message);
  EXPECT_EQ(frame->channel(), "chan");
  EXPECT_EQ(textOf(frame->payload()), "data");
  EXPECT_EQ(textOf(frame->bytes), text);
  EXPECT_FALSE(reader.hasFrame());
}

TEST(FrameReader, keepsFramesThatNobodyTookBeforeTheNextRead) {
  FrameReader reader(kLimits);
  std::string stream;
  for (int i = 0; i < 10'000; ++i) stream += frameText("c", std::to_string(i));
  for (std::string_view rest = stream; !rest.empty();) {
    const auto buffer = reader.readBuffer();
    ASSERT_FALSE(buffer.empty());
    const std::size_t count = std::min(rest.size(), buffer.size());
    std::memcpy(buffer.data(), rest.data(), count);
    ASSERT_TRUE(reader.bytesRead(count));
    rest.remove_prefix(count);
  }
  for (int i = 0; i < 10'000; ++i) EXPECT_EQ(textOf(reader.next().value().payload()), std::to_string(i));
  EXPECT_FALSE(reader.hasFrame());
}

TEST(FrameReader, setsNoMemoryAsideForAClaimedLength) {
  FrameReader reader({.maxPayloadBytes = UINT32_MAX, .maxChannelBytes = 0});
  feed(reader, headerText({.length = UINT32_MAX, .kind = Kind::message}), kMiB);
  static_cast<void>(reader.readBuffer());
  EXPECT_LE(reader.capacity(), 64u << 10);
  for (std::size_t came = 20; came < 8 * kMiB;) {
    const auto buffer = reader.readBuffer();
    EXPECT_LE(reader.capacity(), std::max<std::size_t>(64 << 10, 2 * came));
    std::memset(buffer.data(), 0, buffer.size());
    ASSERT_TRUE(reader.bytesRead(buffer.size()));
    came += buffer.size();
  }
}

TEST(FrameReader, readsTheRestOfALargeFrameIntoItsPlace) {
  FrameReader reader(kLimits);
  const std::string text = frameText("", std::string(3 * kMiB, 'x'));
  feed(reader, std::string_view(text).substr(0, 2 * kMiB + 1), kMiB);
  const auto before = reader.readBuffer();
  EXPECT_EQ(before.size(), text.size() - (2 * kMiB + 1));  // room for this frame, and not more
  std::memset(before.data(), 'x', 1000);
  ASSERT_TRUE(reader.bytesRead(1000));
  EXPECT_EQ(reader.readBuffer().data(), before.data() + 1000);
}

TEST(FrameReader, givesTheMemoryOfAHugeFrameBackAtOnce) {
  FrameReader reader(kLimits);
  EXPECT_EQ(feed(reader, frameText("", std::string(8 * kMiB, 'x')), kMiB).size(), 1u);
  static_cast<void>(reader.readBuffer());
  EXPECT_EQ(reader.capacity(), 64u << 10);
}

TEST(FrameReader, givesTheMemoryOfALargeFrameBackAfterSomeSmallOnes) {
  FrameReader reader(kLimits);
  const std::string small = frameText("c", "x");
  feed(reader, frameText("", std::string(kMiB, 'x')) + small.substr(0, 5), 2 * kMiB);
  EXPECT_GT(reader.capacity(), kMiB);
  std::vector<std::string> payloads = feed(reader, small.substr(5), kMiB);
  for (int i = 0; i < 40; ++i) EXPECT_EQ(feed(reader, small, kMiB).size(), 1u);
  EXPECT_EQ(payloads, std::vector<std::string>{"x"});
  EXPECT_EQ(reader.capacity(), 64u << 10);
}

std::string violationOf(const FrameHeader& header) {
  FrameReader reader(kLimits);
  feed(reader, headerText(header), kMiB);
  EXPECT_FALSE(reader.next());
  return reader.violation();
}

TEST(FrameReader, refusesAHeaderBeforeItsFrameHasCome) {
  // Makes us allocate.
  EXPECT_EQ(violationOf({.length = 16 * kMiB + 1, .kind = Kind::message}),
            "message of 16777217 bytes is over the limit of 16777216");
  // The same through the channel.
  EXPECT_EQ(violationOf({.length = 2000, .kind = Kind::message, .channelLength = 1001}),
            "channel of 1001 bytes is over the limit of 1000");
  // Would be read past the end of the frame.
  EXPECT_EQ(violationOf({.length = 4, .kind = Kind::message, .channelLength = 5}), "channel is longer than its frame");
  EXPECT_EQ(violationOf({.length = 0, .kind = Kind::message, .channelLength = UINT32_MAX}),
            "channel is longer than its frame");
  // Would fill our descriptor table.
  EXPECT_EQ(violationOf({.kind = Kind::message, .descriptors = 1}), "file descriptors are not part of this version");
}

TEST(FrameReader, takesAFrameOfExactlyTheLimits) {
  FrameReader reader({.maxPayloadBytes = 100, .maxChannelBytes = 10});
  EXPECT_EQ(feed(reader, frameText(std::string(10, 'c'), std::string(100, 'p')), kMiB).size(), 1u);
}

TEST(FrameReader, handsOutWhatPrecedesAViolationAndNothingAfterIt) {
  FrameReader reader(kLimits);
  const std::string bad = headerText({.kind = Kind::message, .descriptors = 1});
  EXPECT_EQ(feed(reader, frameText("", "good") + bad + frameText("", "never"), kMiB), std::vector<std::string>{"good"});
  EXPECT_FALSE(reader.violation().empty());
  EXPECT_FALSE(reader.hasFrame());
  EXPECT_TRUE(feed(reader, frameText("", "never"), kMiB).empty());
}

}  // namespace
}  // namespace transom::wire
