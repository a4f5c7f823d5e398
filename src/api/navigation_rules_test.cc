// SPDX-License-Identifier: MIT
#include "navigation_rules.h"

#include <gtest/gtest.h>

#include <string>

namespace transom::detail {
namespace {

const NavigationRules kNone;

/// From a page of the application to `url`.
Navigation to(const std::string& url) {
  return {.url = url, .shown = "app://main/index.html", .asked = "app://main/"};
}

bool pageMay(const std::string& url, const NavigationRules& rules = kNone) {
  return mayBePage(rules, to(url));
}
bool frameMay(const std::string& url, const NavigationRules& rules = kNone) {
  return mayBeFrame(rules, to(url));
}

TEST(NavigationRules, keepAPageAtItsOrigin) {
  EXPECT_TRUE(pageMay("app://main/other.html"));
  for (const char* url :
       {"app://other/", "app://main.evil/", "app://mainevil/", "apps://main/", "https://example.org/", "https://main/",
        "https://example.org/app://main/", "https://app:%2f%2fmain@example.org/", "app:main", "app:/main/",
        "file:///etc/passwd", "mailto:me@example.org", "javascript:1", "x", ""}) {
    EXPECT_FALSE(pageMay(url)) << url;
    EXPECT_FALSE(frameMay(url)) << url;
  }
}

TEST(NavigationRules, letItGoWhereTheApplicationAskedItTo) {
  const Navigation there{.url = "https://example.org/a", .shown = "app://main/", .asked = "https://example.org/"};
  EXPECT_TRUE(mayBePage(kNone, there));
  const Navigation back{.url = "app://main/a", .shown = "https://login.example.org/", .asked = "app://main/"};
  EXPECT_TRUE(mayBePage(kNone, back));
}

TEST(NavigationRules, letItGoToTheOriginsTheyName) {
  const NavigationRules page{.allow = {Origin("https://example.org")}};
  EXPECT_TRUE(pageMay("https://example.org/a", page));
  EXPECT_FALSE(pageMay("https://sub.example.org/", page));
  EXPECT_FALSE(pageMay("http://example.org/", page));
  EXPECT_FALSE(pageMay("https://example.org:8443/", page));
  EXPECT_FALSE(frameMay("https://example.org/a", page));
  const NavigationRules frames{.allowInFrames = {Origin("https://example.org")}};
  EXPECT_FALSE(pageMay("https://example.org/a", frames));
  EXPECT_TRUE(frameMay("https://example.org/a", frames));
}

TEST(NavigationRules, mayLetEverythingIn) {
  EXPECT_TRUE(pageMay("https://example.org/", {.allowAll = true}));
  EXPECT_TRUE(frameMay("https://example.org/", {.allowAll = true}));
  EXPECT_FALSE(pageMay("https://example.org/", {.allowAllInFrames = true}));
  EXPECT_TRUE(frameMay("https://example.org/", {.allowAllInFrames = true}));
}

TEST(NavigationRules, letFramesShowWhatThePageMakesItself) {
  for (const char* url : {"about:blank", "about:srcdoc", "data:text/html,x", "blob:null/1"})
    EXPECT_TRUE(frameMay(url)) << url;
  EXPECT_TRUE(frameMay("blob:app://main/1"));
  EXPECT_FALSE(frameMay("blob:https://example.org/1"));
  EXPECT_TRUE(pageMay("about:blank"));
  EXPECT_TRUE(pageMay("blob:app://main/1"));
  for (const char* url : {"data:text/html,x", "blob:null/1", "blob:https://example.org/1", "about:config"}) {
    EXPECT_FALSE(pageMay(url)) << url;
  }
}

TEST(NavigationRules, countJumpsInTheDocumentForNothing) {
  EXPECT_TRUE(isNoNavigation(to("app://main/index.html#place")));
  EXPECT_FALSE(isNoNavigation(to("app://main/other.html#place")));
  EXPECT_FALSE(isNoNavigation(to("app://main/index.html")));
  EXPECT_FALSE(isNoNavigation(to("app://main/")));
  EXPECT_TRUE(isNoNavigation({.url = "https://example.org/", .shown = {}, .asked = {}, .isAsked = true}));
  const Navigation opaque{.url = "data:text/html,x#place", .shown = "data:text/html,x", .asked = {}};
  EXPECT_TRUE(mayBePage(kNone, opaque));
}

TEST(NavigationRules, takeARedirectToWhatWasAskedForAsAnyOther) {
  Navigation redirect = to("app://main/");
  redirect.isAsked = true;
  redirect.isRedirect = true;
  EXPECT_FALSE(isNoNavigation(redirect));
}

TEST(NavigationRules, giveAPageWithoutAnOriginNoOwnOne) {
  const Navigation opaque{.url = "data:text/html,y", .shown = "data:text/html,x", .asked = "data:text/html,x"};
  EXPECT_FALSE(mayBePage(kNone, opaque));
  const Navigation blank{.url = "https://example.org/", .shown = "about:blank", .asked = "about:blank"};
  EXPECT_FALSE(mayBePage(kNone, blank));
}

}  // namespace
}  // namespace transom::detail
