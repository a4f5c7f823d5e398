// SPDX-License-Identifier: MIT
#include "mime_type.h"

#include <gtest/gtest.h>

namespace transom::pages {
namespace {

TEST(MimeType, ofTextIsUtf8) {
  EXPECT_EQ(mimeTypeOf("index.html"), "text/html; charset=utf-8");
  EXPECT_EQ(mimeTypeOf("a/b/app.js"), "text/javascript; charset=utf-8");
  EXPECT_EQ(mimeTypeOf("app.mjs"), "text/javascript; charset=utf-8");
  EXPECT_EQ(mimeTypeOf("app.css"), "text/css; charset=utf-8");
}

TEST(MimeType, isWhatEnginesInsistOn) {
  EXPECT_EQ(mimeTypeOf("x.wasm"), "application/wasm");
  EXPECT_EQ(mimeTypeOf("x.svg"), "image/svg+xml; charset=utf-8");
  EXPECT_EQ(mimeTypeOf("x.woff2"), "font/woff2");
}

TEST(MimeType, goesByTheLastEndingInAnyCase) {
  EXPECT_EQ(mimeTypeOf("X.HTML"), "text/html; charset=utf-8");
  EXPECT_EQ(mimeTypeOf("x.html.png"), "image/png");
}

TEST(MimeType, isThatOfBytesWhereNothingIsKnown) {
  for (const char* path : {"README", "x.unknown", "dir.html/file", "x.", "html", ""}) {
    EXPECT_EQ(mimeTypeOf(path), "application/octet-stream") << path;
  }
}

}  // namespace
}  // namespace transom::pages
