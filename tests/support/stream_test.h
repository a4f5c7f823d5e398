// SPDX-License-Identifier: MIT
#pragma once

#include "messaging_test.h"

#include <functional>
#include <stop_token>
#include <vector>

namespace transom::test {

/// Notes that it has gone.
class Resource {
 public:
  explicit Resource(int& gone) : gone_(gone) {}
  ~Resource() { ++gone_; }
  Resource(const Resource&) = delete;
  Resource& operator=(const Resource&) = delete;

 private:
  int& gone_;
};

/// A page, and handlers in main that yield.
class Stream : public MessagingTest {
 protected:
  Stream() {
    ipcMain().handle("count", [](IpcMainInvokeEvent&, int last) -> AsyncGenerator<int> {
      for (int i = 1; i <= last; ++i) co_yield i;
    });
    ipcMain().handle("endless", [this](IpcMainInvokeEvent& event) -> AsyncGenerator<int> {
      const Resource resource(gone_);
      stops_.push_back(event.stopToken());
      for (;;) {
        ++yielded_;
        co_yield yielded_;
      }
    });
  }

  void begin() { runPage(window(), "window.ready = true"); }
  /// A page that reads `endless` and takes one chunk after the other for ever.
  void readEndlessly() {
    runPage(R"js(
      const {ipcRenderer} = require('electron');
      (async () => { for await (const chunk of ipcRenderer.stream('endless')) if (chunk === 100) ipcRenderer.send('at 100'); })();
    )js");
    ASSERT_TRUE(runUntil([this] { return yielded_ > 100; }));
  }
  bool endsWith(const std::function<void()>& action) {
    action();
    return runUntil([this] { return gone_ == 1 && stops_.front().stop_requested(); });
  }

  int yielded_ = 0;
  int gone_ = 0;
  std::vector<std::stop_token> stops_;
};

}  // namespace transom::test
