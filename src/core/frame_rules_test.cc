// SPDX-License-Identifier: MIT
#include "core/frame_rules.h"

#include <gtest/gtest.h>

namespace transom::core {
namespace {

using wire::Kind;

TEST(FrameRules, knowTheKindsOfThisVersion) {
  EXPECT_FALSE(isKnownKind(Kind{0}));
  for (int kind = 1; kind <= 19; ++kind) EXPECT_TRUE(isKnownKind(static_cast<Kind>(kind))) << kind;
  EXPECT_FALSE(isKnownKind(Kind{20}));
  EXPECT_FALSE(isKnownKind(Kind{255}));
}

TEST(FrameRules, acceptWhatThePageSends) {
  EXPECT_EQ(violationOf({.length = 4, .kind = Kind::hello, .call = 1}), "");
  EXPECT_EQ(violationOf({.length = 18, .kind = Kind::documentOpened, .flags = 1, .document = 1, .channelLength = 10}),
            "");
  EXPECT_EQ(violationOf({.kind = Kind::documentClosed, .document = 1}), "");
  EXPECT_EQ(violationOf({.length = 9, .kind = Kind::message, .document = 1, .channelLength = 4}), "");
  EXPECT_EQ(violationOf({.length = 9, .kind = Kind::syncCall, .document = 1, .call = 1, .channelLength = 4}), "");
  EXPECT_EQ(violationOf({.length = 1, .kind = Kind::reply, .flags = 1, .document = 1, .call = 1}), "");
  EXPECT_EQ(violationOf({.length = 9, .kind = Kind::console, .flags = 4, .channelLength = 4}), "");
  EXPECT_EQ(violationOf({.kind = Kind::documentReady, .document = 1}), "");
  EXPECT_EQ(violationOf({.kind = Kind::documentUnloading, .document = 1}), "");
  EXPECT_EQ(violationOf({.length = 9, .kind = Kind::invoke, .document = 1, .call = 1, .channelLength = 4}), "");
  EXPECT_EQ(violationOf({.length = 9, .kind = Kind::invoke, .flags = 1, .document = 1, .call = 1, .channelLength = 4}),
            "");
  EXPECT_EQ(violationOf({.kind = Kind::cancel, .document = 1, .call = 1}), "");
  EXPECT_EQ(violationOf({.length = 9, .kind = Kind::postMessage, .flags = 1, .document = 1, .channelLength = 4}), "");
  EXPECT_EQ(violationOf({.length = 9, .kind = Kind::portMessage, .flags = 1, .document = 1, .call = 1}), "");
  EXPECT_EQ(violationOf({.kind = Kind::portClose, .document = 1, .call = 1}), "");
  EXPECT_EQ(violationOf({.length = 4, .kind = Kind::credit, .document = 1, .call = 1}), "");
}

TEST(FrameRules, acceptTheOptionalBitOnAKnownKind) {
  EXPECT_EQ(violationOf({.kind = Kind::documentReady, .flags = wire::kFlagOptional, .document = 1}), "");
}

TEST(FrameRules, refuseWhatOnlyMainSends) {
  EXPECT_EQ(violationOf({.length = 12, .kind = Kind::welcome, .call = 1}), "welcome is not for a page to send");
  EXPECT_EQ(violationOf({.kind = Kind::evaluate, .document = 1, .call = 1}), "evaluate is not for a page to send");
  EXPECT_EQ(violationOf({.length = 1, .kind = Kind::chunk, .document = 1, .call = 1}),
            "chunk is not for a page to send");
  EXPECT_EQ(violationOf({.kind = Kind::bye}), "bye is not for a page to send");
}

TEST(FrameRules, refuseFlagsThatTheKindDoesNotDefine) {
  EXPECT_EQ(violationOf({.kind = Kind::message, .flags = 1, .document = 1}),
            "message has flags that it doesn't define");
  EXPECT_EQ(violationOf({.kind = Kind::invoke, .flags = 2, .document = 1, .call = 1}),
            "invoke has flags that it doesn't define");
  EXPECT_EQ(violationOf({.kind = Kind::reply, .flags = 2, .document = 1, .call = 1}),
            "reply has flags that it doesn't define");
  EXPECT_EQ(violationOf({.kind = Kind::console, .flags = 8}), "console has flags that it doesn't define");
  EXPECT_EQ(violationOf({.kind = Kind::console, .flags = 5}), "console has a level that isn't defined");
}

TEST(FrameRules, refuseFieldsThatTheKindDoesNotHave) {
  EXPECT_EQ(violationOf({.length = 4, .kind = Kind::hello, .document = 1, .call = 1}), "hello names a document");
  EXPECT_EQ(violationOf({.kind = Kind::message, .document = 1, .call = 1}), "message has a call number");
  EXPECT_EQ(violationOf({.length = 1, .kind = Kind::reply, .document = 1, .call = 1, .channelLength = 1}),
            "reply has a channel");
  EXPECT_EQ(violationOf({.length = 1, .kind = Kind::documentClosed, .document = 1}),
            "documentClosed has a payload of the wrong size");
}

TEST(FrameRules, refuseFieldsThatAreMissing) {
  EXPECT_EQ(violationOf({.kind = Kind::message}), "message names no document");
  EXPECT_EQ(violationOf({.kind = Kind::syncCall, .document = 1}), "syncCall has no call number");
  EXPECT_EQ(violationOf({.kind = Kind::credit, .document = 1, .call = 1}), "credit has a payload of the wrong size");
  EXPECT_EQ(violationOf({.length = 3, .kind = Kind::hello, .call = 1}), "hello has a payload of the wrong size");
}

}  // namespace
}  // namespace transom::core
