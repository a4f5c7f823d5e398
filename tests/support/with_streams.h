// SPDX-License-Identifier: MIT
#pragma once

#include "page_test.h"

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

/// A fixture whose main has handlers that yield: `count` as many as it is asked for, `endless` until it is ended.
template <class Fixture>
class WithStreams : public Fixture {
 protected:
  WithStreams() {
    this->ipcMain().handle("count", [](IpcMainInvokeEvent&, int last) -> AsyncGenerator<int> {
      for (int i = 1; i <= last; ++i) co_yield i;
    });
    this->ipcMain().handle("endless", [this](IpcMainInvokeEvent& event) -> AsyncGenerator<int> {
      const Resource resource(gone_);
      stops_.push_back(event.stopToken());
      for (;;) {
        ++yielded_;
        co_yield yielded_;
      }
    });
  }

  /// Whether that ends `endless`.
  bool endsWith(const std::function<void()>& action) {
    action();
    return runUntil([this] { return gone_ == 1 && stops_.front().stop_requested(); });
  }

  int yielded_ = 0;
  int gone_ = 0;
  std::vector<std::stop_token> stops_;
};

}  // namespace transom::test
