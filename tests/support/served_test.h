// SPDX-License-Identifier: MIT
#pragma once

#include "page_test.h"
#include "temporary_directory.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace transom::test {

/// A test whose pages are files that App::serve() serves at a host of the test's own, `app://<host>/`.
class ServedTest : public PageTest {
 protected:
  ServedTest();

  /// Serves files() at host().
  void serve(ServeOptions options = {});
  [[nodiscard]] const std::string& host() const { return host_; }
  [[nodiscard]] std::string url(std::string_view path) const { return "app://" + host_ + std::string(path); }
  /// What is served is under `pages` in it.
  [[nodiscard]] const TemporaryDirectory& files() const { return files_; }
  void write(const std::string& name, std::string_view text) const { files_.write("pages/" + name, text); }
  /// Loads index.html, which is empty unless written, with ipcRenderer.
  void open();

  /// What `fetch` gives for an address, as `status body`; or the name of what it throws.
  std::string fetch(const std::string& address, const std::string& options = "{}");
  /// What the expression comes to, as text.
  std::string text(std::string_view expression);

 private:
  std::string host_;
  TemporaryDirectory files_;
};

}  // namespace transom::test
