// SPDX-License-Identifier: MIT
#include "base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace transom {
namespace {

TEST(Utf8, acceptsEveryLengthOfCharacter) {
  EXPECT_TRUE(isValidUtf8(""));
  EXPECT_TRUE(isValidUtf8(std::string_view("a\0b", 3)));
  EXPECT_TRUE(isValidUtf8("\x7f \xc2\x80 \xdf\xbf \xe0\xa0\x80 \xed\x9f\xbf \xee\x80\x80 \xef\xbf\xbf"));
  EXPECT_TRUE(isValidUtf8("\xf0\x90\x80\x80 \xf4\x8f\xbf\xbf"));
}

TEST(Utf8, refusesWhatIsNoCharacter) {
  EXPECT_FALSE(isValidUtf8("\x80"));              // nothing to continue
  EXPECT_FALSE(isValidUtf8("\xc0\xaf"));          // overlong "/"
  EXPECT_FALSE(isValidUtf8("\xe0\x9f\xbf"));      // overlong
  EXPECT_FALSE(isValidUtf8("\xf0\x8f\xbf\xbf"));  // overlong
  EXPECT_FALSE(isValidUtf8("\xed\xa0\x80"));      // a surrogate
  EXPECT_FALSE(isValidUtf8("\xf4\x90\x80\x80"));  // past U+10FFFF
  EXPECT_FALSE(isValidUtf8("\xf5\x80\x80\x80"));  // no such first byte
  EXPECT_FALSE(isValidUtf8("\xe2\x82"));          // cut off
  EXPECT_FALSE(isValidUtf8("\xe2\x28\xa1"));      // interrupted
}

TEST(Utf8, findsTheOneWrongByteInLongText) {
  for (std::size_t length : {7u, 8u, 9u, 64u, 1000u}) {
    for (std::size_t at = 0; at < length; ++at) {
      std::string text(length, 'x');
      text[at] = '\xff';
      EXPECT_FALSE(isValidUtf8(text)) << at << " of " << length;
    }
  }
}

TEST(Utf8, replacesLikeTheWebDoes) {
  EXPECT_EQ(toValidUtf8("plain"), "plain");
  EXPECT_EQ(toValidUtf8("a\xff"
                        "b"),
            "a\xef\xbf\xbd"
            "b");
  EXPECT_EQ(toValidUtf8("\xe2\x82"), "\xef\xbf\xbd");  // one character cut off: one replacement
  EXPECT_EQ(toValidUtf8("\xe2\x82"
                        "a"),
            "\xef\xbf\xbd"
            "a");
  EXPECT_EQ(toValidUtf8("\xc0\xaf"), "\xef\xbf\xbd\xef\xbf\xbd");  // neither byte begins one
  EXPECT_EQ(toValidUtf8("\xed\xa0\x80"), "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
}

TEST(Utf8, givesValidTextForAnyTwoBytes) {
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const std::string text{static_cast<char>(first), static_cast<char>(second), '\x80'};
      EXPECT_TRUE(isValidUtf8(toValidUtf8(text)));
      EXPECT_EQ(isValidUtf8(text), toValidUtf8(text) == text);
    }
  }
}

TEST(Utf8, clipsBetweenTwoCharacters) {
  EXPECT_EQ(clipUtf8("grüße", 100), "grüße");
  EXPECT_EQ(clipUtf8("grüße", 4), "grü");
  EXPECT_EQ(clipUtf8("grüße", 3), "gr");
  EXPECT_EQ(clipUtf8("😀", 3), "");
  EXPECT_EQ(clipUtf8("abc", 0), "");
}

}  // namespace
}  // namespace transom
