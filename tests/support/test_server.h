// SPDX-License-Identifier: MIT
#pragma once

#include <libsoup/soup.h>

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace transom::test {

/// Serves pages on a loopback port of the kernel's choice. `127.0.0.1` and `localhost` are two sites for a browser.
/// Runs in the main loop.
class TestServer {
 public:
  TestServer();
  ~TestServer();
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  /// What `path` answers from now on. `policy`: its Content-Security-Policy, if any.
  void serve(std::string_view path, std::string_view html, std::string_view policy = {});
  /// From now on `path` sends those who ask for it to `url`.
  void redirect(std::string_view path, std::string_view url);
  /// From now on those who ask for `path` wait for an answer until the server is gone.
  void keepWaiting(std::string_view path) { waiting_.emplace(path); }
  /// How many requests have come.
  [[nodiscard]] std::size_t requests() const { return requests_; }
  [[nodiscard]] std::string url(std::string_view host, std::string_view path) const;

 private:
  struct Page {
    std::string html;
    std::string policy;
  };
  static void onRequest(SoupServer*, SoupServerMessage* message, const char* path, GHashTable*, gpointer data);

  SoupServer* server_;
  guint port_ = 0;
  std::size_t requests_ = 0;
  std::map<std::string, Page, std::less<>> pages_;
  std::map<std::string, std::string, std::less<>> redirects_;
  std::set<std::string, std::less<>> waiting_;
};

}  // namespace transom::test
