// SPDX-License-Identifier: MIT
#pragma once

#include "page_run.h"
#include "samples.h"

#include <transom/transom.h>

#include <memory>
#include <string_view>
#include <vector>

namespace transom::bench {

/// Transom as applications get it: a window with a page, and listeners that echo. pages/ours.js is the page's half.
class OurPage {
 public:
  explicit OurPage(App& app);

  /// Loads the page.
  [[nodiscard]] Task<void> load() { return window_.loadFile("pages/ours.html"); }

  /// Microseconds of `sendSync`, answered by event.returnValue.
  [[nodiscard]] Task<Samples> sendSync(std::string_view payload, const Budget& budget);
  /// Microseconds of `send`, answered by event.sender.send.
  [[nodiscard]] Task<Samples> sendReply(std::string_view payload, const Budget& budget);
  /// Microseconds of `invoke`, answered by a handler that returns.
  [[nodiscard]] Task<Samples> invoke(std::string_view payload, const Budget& budget);
  /// Microseconds of `contents.invoke`, answered by a handler of the page that returns.
  [[nodiscard]] Task<Samples> contentsInvoke(const Budget& budget);
  /// Microseconds of a message over a port of the page, answered over the same port.
  [[nodiscard]] Task<Samples> port(std::string_view payload, const Budget& budget);
  /// Messages per second from the page to main, from the command to begin until the last one has arrived.
  [[nodiscard]] Task<Samples> burstToMain(const Budget& budget);
  /// Messages per second from main to the page, until main has word that the last one has arrived.
  [[nodiscard]] Task<Samples> burstToPage(const Budget& budget);
  /// MB/s of a stream whose chunks the page's loop takes, until main has word that it has had all of them.
  [[nodiscard]] Task<Samples> stream();
  /// Microseconds of `operation` of pages/codec_rounds.js; of each batch the mean.
  [[nodiscard]] Task<Samples> codec(std::string_view operation, std::string_view payload, const Budget& budget);

 private:
  void listen(IpcMain& ipcMain);
  void echo(const std::shared_ptr<MessagePortMain>& port);
  WebContents& contents() const { return window_.webContents(); }

  BrowserWindow window_;
  PageRun run_;
  std::shared_ptr<MessagePortMain> port_;
  std::vector<ScopedListener> listeners_;
};

}  // namespace transom::bench
