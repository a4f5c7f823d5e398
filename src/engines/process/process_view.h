// SPDX-License-Identifier: MIT
#pragma once

#include "base/file_descriptor.h"
#include "base/lifetime.h"
#include "engines/process/child_process.h"
#include "engines/process/process_end.h"

#include <transom/interfaces/engine.h>
#include <transom/interfaces/event_loop.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace transom::process {

/// What takes the place of a window with a page where the page is a program of the application's: it has a connection
/// and a process, and nothing to see. What a window or a page alone could do is silent; loading fails.
class ProcessView final : public View {
 public:
  /// `grace`: how long the program has to end once it is closed, as ChildProcess::end() says. `delegate` must live
  /// until viewClosed() or the end of this.
  /// `onGivenUp` is called from the loop where the program has let its connection go and does not end; it may destroy
  /// this.
  ProcessView(std::shared_ptr<ChildProcess> child, EventLoop& loop, std::string url, std::chrono::milliseconds grace,
              ViewDelegate& delegate, std::function<void()> onGivenUp);
  ~ProcessView() override;
  ProcessView(const ProcessView&) = delete;
  ProcessView& operator=(const ProcessView&) = delete;

  /// Hands `socket`, main's end, to the delegate.
  void connect(FileDescriptor socket);
  /// The program has ended, or is given up. The last call: this object is gone after it.
  void exited(const ProcessEnd& end);

  void loadUrl(const std::string& url) override;
  void reload() override {}
  void stop() override {}
  [[nodiscard]] std::string url() const override { return url_; }
  [[nodiscard]] std::string pageTitle() const override { return {}; }
  void show() override {}
  void hide() override {}
  [[nodiscard]] bool isVisible() const override { return false; }
  void setTitle(const std::string& /*title*/) override {}
  [[nodiscard]] std::string title() const override { return {}; }
  void setSize(Size /*size*/) override {}
  [[nodiscard]] Size size() const override { return {}; }
  void close() override;
  void openDevTools() override {}
  void closeDevTools() override {}
  [[nodiscard]] bool isDevToolsOpened() const override { return false; }
  void terminateProcess() override;
  bool connectionClosed() override;

 private:
  std::shared_ptr<ChildProcess> child_;
  EventLoop& loop_;
  std::string url_;
  std::chrono::milliseconds grace_;
  ViewDelegate* delegate_;  // null once it was told viewClosed()
  std::function<void()> onGivenUp_;
  std::unique_ptr<EventLoop::Registration> givenUp_;
  Lifetime lifetime_;
};

}  // namespace transom::process
