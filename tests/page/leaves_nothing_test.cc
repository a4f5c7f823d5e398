// SPDX-License-Identifier: MIT
// What opened is gone once it was closed: descriptors, processes, memory.
#include "support/echo_test.h"
#include "support/processes.h"

#include <csignal>
#include <functional>
#include <memory>
#include <set>
#include <string>

namespace transom::test {
namespace {

constexpr int kWarmUp = 2;

class LeavesNothing : public EchoTest {
 protected:
  /// Opens a window, does `use` with it, and closes it.
  void round(const std::function<void(BrowserWindow&)>& use) {
    BrowserWindow window(app(), {.webPreferences = {.exposeIpcToPage = true}});
    load(window, url_);
    use(window);
    ASSERT_TRUE(isAlive(window));
    ASSERT_TRUE(causes(window.webContents(), "destroyed", [&] { window.close(); }));
  }

  /// Whether rounds beyond the first few cost a descriptor or a process.
  void expectNoGrowth(const std::function<void(BrowserWindow&)>& use) {
    for (int i = 0; i < kWarmUp; ++i) round(use);
    const std::size_t descriptors = openDescriptors();
    const std::size_t processes = webProcesses().size();
    for (std::size_t i = 0; i < kRoundsThatTell; ++i) round(use);
    // The engine keeps a process or two for the next page; one more in each round would be ours.
    EXPECT_LT(openDescriptors(), descriptors + kRoundsThatTell);
    EXPECT_LT(webProcesses().size(), processes + kRoundsThatTell);
  }

  std::string url_ = echoPage();
};

TEST_F(LeavesNothing, openingAndClosingWindowsKeepsNoDescriptor) {
  expectNoGrowth([](BrowserWindow&) {});
}

TEST_F(LeavesNothing, reloadingKeepsNoDescriptor) {
  expectNoGrowth([](BrowserWindow& window) {
    for (int i = 0; i < 3; ++i) {
      ASSERT_TRUE(causes(window.webContents(), "did-finish-load", [&] { window.webContents().reload(); }));
    }
  });
}

TEST_F(LeavesNothing, goingToAnotherSiteKeepsNoDescriptor) {
  expectNoGrowth([this](BrowserWindow& window) {
    load(window, server().url("localhost", "/"));
    load(window, url_);
  });
}

TEST_F(LeavesNothing, aKilledProcessKeepsNoDescriptor) {
  expectNoGrowth([](BrowserWindow& window) {
    WebContents& contents = window.webContents();
    ASSERT_TRUE(causes(contents, "render-process-gone", [&] { kill(contents.osProcessId(), SIGKILL); }));
    ASSERT_TRUE(causes(contents, "did-finish-load", [&] { contents.reload(); }));
  });
}

TEST_F(LeavesNothing, closedWindowsLeaveNoProcess) {
  for (int i = 0; i < 3; ++i) load(openWindow(), i % 2 == 0 ? url_ : server().url("localhost", "/"));
  const std::set<int> processes = webProcesses();
  EXPECT_GE(processes.size(), 2u);
  restart();
  EXPECT_TRUE(runUntilEnded(processes));
  EXPECT_EQ(webProcesses(), std::set<int>{});
}

TEST_F(LeavesNothing, manyMessagesLeaveNoMemory) {
  load(window(), echoPage("/", "ipcRenderer.on('data', (event, n, data) => ipcRenderer.send('data', n, data));"));
  int last = 0;
  ipcMain().on("data", [&](IpcMainEvent&, int n, const Value&) { last = n; });
  const std::string text(10000, 'x');
  const auto exchange = [&](int count) {
    const int until = last + count;
    for (int i = last; i < until; ++i) contents().send("data", i + 1, text);
    ASSERT_TRUE(runUntil([&] { return last == until; }));
  };
  exchange(500);
  const std::size_t before = heapBytes();
  exchange(5000);  // 100 MB there and back
  EXPECT_LT(heapBytes(), before + (std::size_t{8} << 20));
}

}  // namespace
}  // namespace transom::test
