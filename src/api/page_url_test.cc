// SPDX-License-Identifier: MIT
#include "page_url.h"

#include <gtest/gtest.h>

#include <string>

namespace transom::detail {
namespace {

using namespace std::string_literals;

TEST(PageUrl, mayBeAnyThatTheEngineCanTellOf) {
  for (const char* url : {"https://example.org/", "about:blank", "", "x", "app://main/index.html", "java script:1",
                          "javascript", "https://example.org/javascript:1", "http://\xc3\xbc.example/"}) {
    EXPECT_FALSE(whyNoPage(url)) << url;
  }
}

TEST(PageUrl, isNoScriptHoweverThatIsWritten) {
  for (const char* url : {"javascript:1", "JavaScript:1", " javascript:1", "\x01\x1f javascript:1", "java\nscript:1",
                          "\tj\ra\nv\tascript\n:1"}) {
    EXPECT_TRUE(whyNoPage(url)) << url;
  }
}

TEST(PageUrl, isWholeUtf8) {
  EXPECT_TRUE(whyNoPage("\xff\xfe"));
  EXPECT_TRUE(whyNoPage("http://example.org/\xff"));
  EXPECT_TRUE(whyNoPage("http://example.org/a\0b"s));
}

}  // namespace
}  // namespace transom::detail
