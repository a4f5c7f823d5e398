// SPDX-License-Identifier: MIT
#include "core/reply.h"

#include "codec/codec.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace transom::core {
namespace {

class RecordingSink final : public ReplySink {
 public:
  struct Answer {
    std::uint32_t call;
    bool failed;
    Bytes payload;
    bool operator==(const Answer&) const = default;
  };

  void reply(Call call, bool failed, ByteView payload) override {
    if (payload.size() > 100) throw std::length_error("too long");
    answers.push_back({call.number, failed, Bytes(payload.begin(), payload.end())});
  }

  void chunk(Call call, ByteView payload) override { reply(call, false, payload); }

  std::vector<Answer> answers;
};

const Bytes kValue{std::byte{1}};

Bytes neverSent() {
  return codec::encodeError("Error", "reply was never sent");
}

class ReplyTest : public testing::Test {
 protected:
  Reply makeReply(std::uint32_t call) { return Reply(sink_, {.document = 1, .number = call}); }

  std::shared_ptr<RecordingSink> sink_ = std::make_shared<RecordingSink>();
};

TEST_F(ReplyTest, isGivenExactlyOnce) {
  {
    Reply reply = makeReply(1);
    reply.send(kValue);
    reply.send(kValue);
    reply.fail(kValue);
  }
  EXPECT_EQ(sink_->answers, (std::vector<RecordingSink::Answer>{{1, false, kValue}}));
}

TEST_F(ReplyTest, mayBeAnError) {
  makeReply(1).fail(kValue);
  EXPECT_EQ(sink_->answers, (std::vector<RecordingSink::Answer>{{1, true, kValue}}));
}

TEST_F(ReplyTest, failsTheCallWhenItIsDropped) {
  { const Reply reply = makeReply(1); }
  EXPECT_EQ(sink_->answers, (std::vector<RecordingSink::Answer>{{1, true, neverSent()}}));
}

TEST_F(ReplyTest, isAnsweredByItsLastOwnerOnly) {
  Reply first = makeReply(1);
  {
    Reply second = std::move(first);
    EXPECT_TRUE(sink_->answers.empty());
    second.send(kValue);
  }
  EXPECT_EQ(sink_->answers.size(), 1u);
}

TEST_F(ReplyTest, failsTheCallThatAnotherIsMovedOver) {
  Reply reply = makeReply(1);
  reply = makeReply(2);
  EXPECT_EQ(sink_->answers, (std::vector<RecordingSink::Answer>{{1, true, neverSent()}}));
  reply.send(kValue);
  EXPECT_EQ(sink_->answers.back(), (RecordingSink::Answer{2, false, kValue}));
}

TEST_F(ReplyTest, staysOpenIfTheValueIsTooLong) {
  Reply reply = makeReply(1);
  EXPECT_THROW(reply.send(Bytes(101)), std::length_error);
  reply.send(kValue);
  EXPECT_EQ(sink_->answers, (std::vector<RecordingSink::Answer>{{1, false, kValue}}));
}

TEST_F(ReplyTest, doesNothingOnceItsConnectionIsGone) {
  Reply reply = makeReply(1);
  sink_.reset();
  reply.send(kValue);
}

}  // namespace
}  // namespace transom::core
