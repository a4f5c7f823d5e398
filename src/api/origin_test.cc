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

TEST(Origin, isRefusedWhereNoDocumentCanHaveIt) {
  for (const char* wrong : {"https://*.example.org",
                            "https://*",
                            "https://example.org:0443",
                            "https://example.org:",
                            "https://a:99999",
                            "https://a:x",
                            "https://a:80:80",
                            "http://127.1",
                            "http://0x7f.0.0.1",
                            "http://0x7f",
                            "http://127.0.0.01",
                            "http://256.0.0.1",
                            "http://1",
                            "https://[0:0:0:0:0:0:0:1]",
                            "https://[::1",
                            "https://[::1]x",
                            "https://[]",
                            "https://[::ffff:1.2.3.4]",
                            "https://exa%6dple.org",
                            "https://a\\b",
                            "https://a..b",
                            "https://.a",
                            "https://a.",
                            "data://x",
                            "javascript://x",
                            "blob://x",
                            "about://x",
                            "https://b\xC3\xBC\x63her.example",
                            "https://a\nb",
                            "https://a@b",
                            "file://x",
                            "process://",
                            "app://ma in",
                            "https://a,b"}) {
    EXPECT_THROW(Origin{wrong}, std::invalid_argument) << wrong;
  }
}

TEST(Origin, isTakenWhereADocumentCanHaveIt) {
  for (const char* right :
       {"https://xn--bcher-kva.example", "http://127.0.0.1", "http://[::1]:8080", "http://[::1]",
        "http://[2001:db8::1]", "http://[::ffff:102:304]", "https://example.org:65535", "https://a-b.c_d.e1",
        "app://main", "app://1", "file://", "process://my.child_1-", "wss://example.org", "http://localhost:1"}) {
    EXPECT_EQ(Origin(right).text(), right);
  }
}

TEST(Origin, saysHowToWriteIt) {
  const auto why = [](const char* text) -> std::string {
    try {
      return "taken: " + Origin(text).text();
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
  };
  EXPECT_EQ(why("https://*.example.org"),
            "'https://*.example.org' is no origin: there are no wildcards: name each origin");
  EXPECT_EQ(
      why("https://b\xC3\xBC\x63her.example"),
      "'https://b\xC3\xBC\x63her.example' is no origin: write a host with other letters than those of ASCII in its "
      "form that begins with 'xn--'");
  EXPECT_EQ(why("http://127.1"),
            "'http://127.1' is no origin: write an IPv4 address as four decimal numbers, such as 127.0.0.1");
  EXPECT_EQ(
      why("https://[0:0:0:0:0:0:0:1]"),
      "'https://[0:0:0:0:0:0:0:1]' is no origin: write an IPv6 address in brackets and in its short form, such as "
      "[::1]");
  EXPECT_EQ(why("https://a:0443"),
            "'https://a:0443' is no origin: a port is a number up to 65535, without zeros before it");
  EXPECT_EQ(why("data://x"), "'data://x' is no origin: documents of 'data:' have none of their own");
}

}  // namespace
}  // namespace transom
