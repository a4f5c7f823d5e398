// SPDX-License-Identifier: MIT
#pragma once

#include "page_test.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace transom::test {

using Frame = std::shared_ptr<WebFrameMain>;
using Texts = std::vector<std::string>;

/// A test of frames in a page, on two sites: `/child`, `/other`, `/nest` (with a child in it) and `/still` (without a
/// script) are there on both.
class FramesTest : public PageTest {
 protected:
  FramesTest() {
    page("<!doctype html><script>globalThis.name = 'child'</script>child", "/child");
    page("<!doctype html><script></script>other", "/other");
    page("<!doctype html><script></script><iframe src=/child></iframe>", "/nest");
    page("<!doctype html>no script at all", "/still");
  }

  /// A page with these frames in it, whose frames have IPC.
  void open(std::string_view body, bool ipcInSubFrames = true) {
    BrowserWindow& opened = openWindow(
        {.webPreferences = {.exposeIpcToPage = true, .ipcInSubFrames = ipcInSubFrames, .navigation = kEverywhere}});
    load(opened, page("<!doctype html><meta charset=utf-8><title>t</title><script></script>" + std::string(body)));
  }
  Frame main() { return contents().mainFrame(); }
  Frame child(std::size_t index = 0) { return main()->frames().at(index); }
  /// Runs until the page has that many frames in it that show something.
  bool hasChildren(std::size_t count) {
    return runUntil([&] { return main()->frames().size() == count; });
  }
  Value evaluateIn(const Frame& frame, std::string_view code) { return wait(frame->executeJavaScript(code)); }
  std::string otherSite(std::string_view path) { return server().url("localhost", path); }
};

}  // namespace transom::test
