// SPDX-License-Identifier: MIT
#include "request_path.h"

#include <gtest/gtest.h>

#include <string>

namespace transom::pages {
namespace {

TEST(UrlParts, areHostAndPathWithoutQueryAndFragment) {
  const UrlParts parts = partsOf("app://main/a/b.html?q=/../x#f/y");
  EXPECT_EQ(parts.authority, "main");
  EXPECT_EQ(parts.path, "/a/b.html");
  EXPECT_EQ(partsOf("app://main").path, "");
  EXPECT_EQ(partsOf("app://main?x").authority, "main");
}

TEST(UrlParts, takeNothingOffTheHostThatCouldMakeItLookLikeAnother) {
  EXPECT_EQ(partsOf("app://main@evil/").authority, "main@evil");
  EXPECT_EQ(partsOf("app://evil@main/").authority, "evil@main");
  EXPECT_EQ(partsOf("app://main:80/").authority, "main:80");
  EXPECT_EQ(partsOf("app://MAIN/").authority, "MAIN");
  EXPECT_EQ(partsOf("app:main/").authority, "");
  EXPECT_EQ(partsOf("").authority, "");
}

TEST(RequestPath, ofTheRootIsTheIndex) {
  EXPECT_EQ(relativePathOf("/"), "index.html");
  EXPECT_EQ(relativePathOf(""), "index.html");
}

TEST(RequestPath, ofADirectoryIsTheIndexInIt) {
  EXPECT_EQ(relativePathOf("/a/"), "a/index.html");
  EXPECT_EQ(relativePathOf("/a/b%20c/"), "a/b c/index.html");
}

TEST(RequestPath, isDecodedOnce) {
  EXPECT_EQ(relativePathOf("/a%20b/%C3%A4.html"), "a b/\xC3\xA4.html");
  EXPECT_EQ(relativePathOf("/100%25.html"), "100%.html");
  EXPECT_EQ(relativePathOf("/%252e%252e/secret"), "%2e%2e/secret");
  EXPECT_EQ(relativePathOf("/%252fetc"), "%2fetc");
}

TEST(RequestPath, neverLeadsElsewhereThanItSays) {
  for (const char* path : {
           "/..",
           "/../secret",
           "/a/../../secret",
           "/a/..",
           "/.",
           "/./a",
           "/%2e%2e/secret",
           "/%2E%2E/secret",
           "/.%2e/secret",
           "/%2e./secret",
           "/a/%2e%2e/%2e%2e/secret",  // upward, in every spelling
           "//etc/passwd",
           "/a//b",
           "/a//",
           "//",  // absolute, empty parts
           "/a%2fb",
           "/%2fetc/passwd",
           "/..%2fsecret",
           "/a%2F..%2F..%2Fsecret",  // separators that are not
           "/..%5csecret",
           "/a\\b",
           "/%5c%5chost",
           "/..\\secret",  // those of other systems
           "/a%00.html",
           "/%00",
           "/a%0a",
           "/a%1f",
           "/a%7f",  // names that end early or print badly
           "/%",
           "/%2",
           "/%zz",
           "/a%2",
           "/%%32%65",  // escapes that are none
           "/.env",
           "/.git/config",
           "/a/.hidden",
           "/%2egit/config",  // what tools keep for themselves
           "a",
           "secret",
           "../secret",  // no path of a URL at all
       }) {
    EXPECT_EQ(relativePathOf(path), std::nullopt) << path;
  }
}

TEST(RequestPath, mayHaveDotsWithinItsNames) {
  EXPECT_EQ(relativePathOf("/a..b/c...js"), "a..b/c...js");
  EXPECT_EQ(relativePathOf("/app.min.js"), "app.min.js");
}

TEST(RequestPath, isNoLongerThanAnyFilesIs) {
  EXPECT_EQ(relativePathOf("/" + std::string(5000, 'a')), std::nullopt);
  EXPECT_EQ(relativePathOf("/" + std::string(std::size_t{8} << 20, 'a')), std::nullopt);
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "/a";
  EXPECT_EQ(relativePathOf(deep), std::nullopt);
  EXPECT_TRUE(relativePathOf("/" + std::string(4000, 'a')).has_value());
}

}  // namespace
}  // namespace transom::pages
