// SPDX-License-Identifier: MIT
#include "page_server.h"

#include "bundle_source.h"
#include "directory_source.h"
#include "support/temporary_directory.h"

#include <gtest/gtest.h>

#include <array>
#include <filesystem>
#include <string>

namespace transom::pages {
namespace {

constexpr std::string_view kText = "0123456789";
constexpr std::array kBundled{ResourceBundle::File{"digits.txt", kText.data(), kText.data() + kText.size()}};

class PageServerTest : public ::testing::Test {
 protected:
  PageServerTest() {
    files_.write("digits.txt", kText);
    files_.write("index.html", "<!doctype html>");
    server_.addHost("main", {std::make_unique<DirectorySource>(files_.path()), "default-src 'self'"});
    server_.addHost("bundle", {std::make_unique<BundleSource>(ResourceBundle(kBundled)), {}});
  }

  static std::string header(const SchemeResponse& response, std::string_view name) {
    for (const auto& [key, value] : response.headers) {
      if (key == name) return value;
    }
    return {};
  }
  /// Status and body.
  std::string get(const std::string& url, const HeaderList& headers = {}, const std::string& method = "GET") {
    last_ = server_.answer({method, url, headers});
    std::string text = std::to_string(last_.status) + " ";
    std::array<char, 3> buffer{};
    while (last_.body) {
      const auto count = last_.body->read(std::as_writable_bytes(std::span(buffer)));
      if (count <= 0) break;
      text.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return text;
  }
  std::string lastHeader(std::string_view name) const { return header(last_, name); }

  test::TemporaryDirectory files_;
  PageServer server_;
  SchemeResponse last_;
};

TEST_F(PageServerTest, givesFilesWithTypeLengthAndPolicy) {
  EXPECT_EQ(get("app://main/digits.txt?query#place"), "200 0123456789");
  EXPECT_EQ(last_.contentType, "text/plain; charset=utf-8");
  EXPECT_EQ(last_.length, 10u);
  EXPECT_EQ(lastHeader("Content-Length"), "10");
  EXPECT_EQ(lastHeader("Content-Security-Policy"), "default-src 'self'");
  EXPECT_EQ(lastHeader("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(lastHeader("Cache-Control"), "no-cache");
  EXPECT_EQ(get("app://main"), "200 <!doctype html>");
}

TEST_F(PageServerTest, givesTheFilesOfABundle) {
  EXPECT_EQ(get("app://bundle/digits.txt"), "200 0123456789");
  EXPECT_EQ(lastHeader("Content-Security-Policy"), "");
  EXPECT_EQ(get("app://bundle/digits.txt", {{"Range", "bytes=-2"}}), "206 89");
  EXPECT_EQ(get("app://bundle/other.txt"), "404 ");
}

TEST_F(PageServerTest, givesPartsOfFiles) {
  EXPECT_EQ(get("app://main/digits.txt", {{"range", "bytes=2-4"}}), "206 234");
  EXPECT_EQ(lastHeader("Content-Range"), "bytes 2-4/10");
  EXPECT_EQ(lastHeader("Content-Length"), "3");
  EXPECT_EQ(get("app://main/digits.txt", {{"Range", "bytes=10-"}}), "416 ");
  EXPECT_EQ(lastHeader("Content-Range"), "bytes */10");
}

TEST_F(PageServerTest, givesAPartOnlyOfTheFileThatThePageKnows) {
  get("app://main/digits.txt");
  const std::string tag = lastHeader("ETag");
  ASSERT_FALSE(tag.empty());
  EXPECT_EQ(get("app://main/digits.txt", {{"Range", "bytes=0-1"}, {"If-Range", tag}}), "206 01");
  EXPECT_EQ(get("app://main/digits.txt", {{"Range", "bytes=0-1"}, {"If-Range", "\"other\""}}), "200 0123456789");
}

TEST_F(PageServerTest, saysWhenNothingHasChangedAndWhenItHas) {
  get("app://main/digits.txt");
  const std::string tag = lastHeader("ETag");
  EXPECT_EQ(get("app://main/digits.txt", {{"If-None-Match", tag}}), "304 ");
  files_.write("digits.txt", "changed");
  EXPECT_EQ(get("app://main/digits.txt", {{"If-None-Match", tag}}), "200 changed");
}

TEST_F(PageServerTest, answersHeadWithoutBody) {
  EXPECT_EQ(get("app://main/digits.txt", {}, "HEAD"), "200 ");
  EXPECT_EQ(lastHeader("Content-Length"), "10");
  EXPECT_EQ(last_.length, 0u);
}

TEST_F(PageServerTest, takesNothingFromPages) {
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS"}) {
    EXPECT_EQ(get("app://main/digits.txt", {}, method), "405 ");
    EXPECT_EQ(lastHeader("Allow"), "GET, HEAD");
  }
}

TEST_F(PageServerTest, servesExactlyTheHostsThereAre) {
  for (const char* url : {"app://other/digits.txt", "app://MAIN/digits.txt", "app://main:80/digits.txt",
                          "app://x@main/digits.txt", "app:///digits.txt", "app:digits.txt", ""}) {
    EXPECT_EQ(get(url), "404 ") << url;
  }
}

TEST_F(PageServerTest, seesADirectoryThatWasReplaced) {
  const auto pages = files_.path() / "pages";
  files_.write("pages/a.txt", "old");
  server_.addHost("built", {std::make_unique<DirectorySource>(pages), {}});
  EXPECT_EQ(get("app://built/a.txt"), "200 old");
  std::filesystem::remove_all(pages);
  EXPECT_EQ(get("app://built/a.txt"), "404 ");
  files_.write("pages/a.txt", "new");
  EXPECT_EQ(get("app://built/a.txt"), "200 new");
}

TEST_F(PageServerTest, readsAFileNoFurtherThanItWasWhenFound) {
  const SchemeResponse found = server_.answer({"GET", "app://main/digits.txt", {}});
  files_.write("digits.txt", "short");
  std::array<std::byte, 64> buffer{};
  EXPECT_EQ(found.body->read(buffer), 5);
  EXPECT_EQ(found.body->read(buffer), 0);
}

TEST_F(PageServerTest, saysWhyNothingWasFound) {
  EXPECT_EQ(server_.whyNotFound({"GET", "app://main/typo.html", {}}),
            "no file 'typo.html' in " + files_.path().string());
  EXPECT_EQ(server_.whyNotFound({"GET", "app://other/", {}}), "no host 'other' is served");
  EXPECT_EQ(server_.whyNotFound({"GET", "app://main/a%2fb", {}}), "paths of this form are not served");
}

}  // namespace
}  // namespace transom::pages
