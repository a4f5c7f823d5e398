// SPDX-License-Identifier: MIT
#include <transom/access.h>

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace transom {
namespace {

TEST(Origin, isSchemeHostAndAPortThatIsNotTheSchemesOwn) {
  EXPECT_EQ(Origin::of("https://example.org/a/b?c#d"), "https://example.org");
  EXPECT_EQ(Origin::of("https://example.org:443/"), "https://example.org");
  EXPECT_EQ(Origin::of("http://example.org:443/"), "http://example.org:443");
  EXPECT_EQ(Origin::of("http://127.0.0.1:8080"), "http://127.0.0.1:8080");
  EXPECT_EQ(Origin::of("http://[::1]:80/"), "http://[::1]");
  EXPECT_EQ(Origin::of("app://main/index.html"), "app://main");
  EXPECT_EQ(Origin::of("file:///home/me/x.html"), "file://");
}

TEST(Origin, isNotFooledByWhatLooksLikeAHost) {
  EXPECT_EQ(Origin::of("https://example.org@evil.example/"), "https://evil.example");
  EXPECT_EQ(Origin::of("https://evil.example/@example.org"), "https://evil.example");
  EXPECT_EQ(Origin::of("https://evil.example?@example.org"), "https://evil.example");
  EXPECT_EQ(Origin::of("https://example.org.evil.example/"), "https://example.org.evil.example");
  EXPECT_EQ(Origin::of("app://main.evil/"), "app://main.evil");
}

TEST(Origin, isEmptyWhereThereIsNone) {
  for (const char* url : {"about:blank", "about:srcdoc", "data:text/html,x", "blob:https://example.org/1-2", "", "x",
                          "https://", "https:///x", "1http://x"}) {
    EXPECT_EQ(Origin::of(url), "") << url;
  }
}

TEST(Origin, thatIsWrittenWrongIsRefusedWithTheRightOne) {
  EXPECT_EQ(Origin("app://main").text(), "app://main");
  EXPECT_EQ(Origin("https://example.org:8443").text(), "https://example.org:8443");
  for (const char* wrong : {"https://example.org/", "https://example.org:443", "https://Example.org", "example.org",
                            "https://example.org/path", "*", "", "null", "https://a b"}) {
    EXPECT_THROW(Origin{wrong}, std::invalid_argument) << wrong;
  }
  try {
    const Origin origin("https://example.org/");
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(),
                 "'https://example.org/' is no origin: write scheme and host alone, in lower case, such as "
                 "https://example.org");
  }
}

}  // namespace
}  // namespace transom
