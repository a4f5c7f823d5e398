// SPDX-License-Identifier: MIT
#include "window_opener.h"

#include <gtest/gtest.h>

namespace transom::detail {
namespace {

const WindowOpener kOpener{.origin = "app://main", .processId = 7};

TEST(WindowOfTheApplication, givesItsOptionsToEachPageWithAnAddress) {
  for (const char* url : {"https://example.org/", "app://main/", "file:///x.html", "blob:https://example.org/1"}) {
    EXPECT_TRUE(isEntitled({.processId = 7, .url = url, .origin = "null"}, {})) << url;
  }
}

TEST(WindowOfTheApplication, givesThemToOthersOnlyWhereItAskedForThem) {
  for (const char* url : {"about:blank", "data:text/html,x", "blob:null/1"}) {
    EXPECT_FALSE(isEntitled({.processId = 7, .url = url, .origin = "null"}, {})) << url;
    EXPECT_TRUE(isEntitled({.processId = 7, .url = url, .isAsked = true, .origin = "null"}, {})) << url;
  }
}

TEST(WindowOfAPage, givesItsOptionsToPagesOfTheOpenersOrigin) {
  EXPECT_TRUE(isEntitled({.processId = 9, .url = "app://main/x", .origin = "app://main"}, kOpener));
  EXPECT_FALSE(isEntitled({.processId = 7, .url = "app://other/x", .origin = "app://other"}, kOpener));
  EXPECT_FALSE(isEntitled({.processId = 7, .url = "app://other/x", .origin = "app://main"}, kOpener));
  EXPECT_FALSE(isEntitled({.processId = 7, .url = "app://main/x", .origin = "null"}, kOpener));
  EXPECT_FALSE(isEntitled({.processId = 7, .url = "app://main/x", .origin = "https://evil.example"}, kOpener));
}

TEST(WindowOfAPage, givesOptionsOfItsOwnToEachPageWithAnAddress) {
  const WindowOpener opener{.origin = "app://main", .processId = 7, .isForItsOrigin = false};
  EXPECT_TRUE(isEntitled({.processId = 9, .url = "https://example.org/", .origin = "https://example.org"}, opener));
  EXPECT_FALSE(isEntitled({.processId = 7, .url = "about:blank", .origin = "https://example.org"}, opener));
}

TEST(WindowOfAPage, givesThemToOthersOnlyWhereTheOpenersProcessCallsThemItsOwn) {
  EXPECT_TRUE(isEntitled({.processId = 7, .url = "about:blank", .origin = "app://main"}, kOpener));
  EXPECT_TRUE(isEntitled({.processId = 7, .url = "", .origin = "app://main"}, kOpener));
  EXPECT_FALSE(isEntitled({.processId = 7, .url = "about:blank", .origin = "null"}, kOpener));
  EXPECT_FALSE(isEntitled({.processId = 7, .url = "about:blank", .isAsked = true, .origin = "null"}, kOpener));
  EXPECT_FALSE(isEntitled({.processId = 7, .url = "about:blank"}, kOpener));
  EXPECT_FALSE(isEntitled({.processId = 9, .url = "about:blank", .origin = "app://main"}, kOpener));
}

TEST(WindowOfAPage, givesNothingToDocumentsOfAnOpenerOfNoOriginOrProcess) {
  EXPECT_FALSE(isEntitled({.processId = 7, .url = "about:blank", .origin = ""}, WindowOpener{.processId = 7}));
  EXPECT_FALSE(isEntitled({.processId = 7, .url = "about:blank", .origin = "null"}, WindowOpener{.processId = 7}));
  EXPECT_FALSE(isEntitled({.url = "about:blank", .origin = "app://main"}, WindowOpener{.origin = "app://main"}));
}

}  // namespace
}  // namespace transom::detail
