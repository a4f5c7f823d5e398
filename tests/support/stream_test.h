// SPDX-License-Identifier: MIT
#pragma once

#include "messaging_test.h"
#include "with_streams.h"

namespace transom::test {

/// A page, and handlers in main that yield.
class Stream : public WithStreams<MessagingTest> {
 protected:
  void begin() { runPage(window(), "window.ready = true"); }
  /// A page that reads `endless` and takes one chunk after the other for ever.
  void readEndlessly() {
    runPage(R"js(
      const {ipcRenderer} = require('electron');
      (async () => { for await (const chunk of ipcRenderer.stream('endless')) if (chunk === 100) ipcRenderer.send('at 100'); })();
    )js");
    ASSERT_TRUE(runUntil([this] { return yielded_ > 100; }));
  }
};

}  // namespace transom::test
