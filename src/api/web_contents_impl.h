// SPDX-License-Identifier: MIT
#pragma once

#include "frame_tree.h"
#include "navigation_policy.h"
#include "page_link.h"
#include "window_opener.h"

#include <transom/interfaces/engine.h>
#include <transom/web_contents.h>

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace transom::detail {

class AppImpl;
struct PostBox;

/// What a ContentsSender holds: how to reach the main thread, and whom it is for there.
struct SenderTarget {
  std::shared_ptr<PostBox> box;
  std::weak_ptr<WebContents> contents;  // locked on the main thread only
  std::uint64_t maxMessageBytes;
  std::uint32_t maxChannelBytes;
};

/// What the window of a page is asked and told.
struct WindowHooks {
  std::function<bool()> mayClose;  ///< none: always; may destroy the view
  std::function<void()> closed;    ///< called once, when the window is gone
};

/// The inside of WebContents: joins the engine's view, the link to the page's documents, and the listeners.
class WebContentsImpl final : private ViewDelegate, private PageLinkDelegate {
 public:
  WebContentsImpl(AppImpl& app, int id, core::PageRights rights);
  ~WebContentsImpl();
  WebContentsImpl(const WebContentsImpl&) = delete;
  WebContentsImpl& operator=(const WebContentsImpl&) = delete;

  static WebContentsImpl& of(const WebContents& contents) { return *contents.impl_; }

  /// It is in a window that a page has asked for. Before open().
  void openedBy(const WindowOpener& opener) { opener_ = opener; }

  using ViewFactory = std::function<std::unique_ptr<View>(ViewDelegate&)>;

  /// Opens the window, or what stands in its place.
  void open(const std::shared_ptr<WebContents>& self, const ViewFactory& newView, WindowHooks hooks);
  /// Whether nobody prevents that the window is closed. May destroy the view.
  [[nodiscard]] bool mayClose() const;
  /// Closes the window, unless that is prevented.
  void requestClose();

  /// Null once the page is destroyed. Throws std::logic_error off the main thread.
  [[nodiscard]] View* view() const;
  [[nodiscard]] int id() const { return id_; }
  [[nodiscard]] int processId() const { return processId_; }
  [[nodiscard]] const Limits& limits() const;
  /// For those who have encoded what they say.
  [[nodiscard]] PageLink& link() { return link_; }

  void send(std::string_view channel, const Arguments& arguments);
  /// What send() sends, encoded already.
  void sendEncoded(std::string_view channel, ByteView payload) { link_.send(channel, payload); }
  Task<Value> invoke(std::chrono::milliseconds timeout, std::string_view channel, const Arguments& arguments);
  void sendToDocument(core::DocumentId document, std::string_view channel, const Arguments& arguments);
  Task<Value> invokeDocument(core::DocumentId document, std::chrono::milliseconds timeout, std::string_view channel,
                             const Arguments& arguments);
  /// `document`: nothing for the main frame's.
  void postMessage(std::optional<core::DocumentId> document, std::string_view channel, const Value& message,
                   const MessagePorts& ports);
  [[nodiscard]] ContentsSender sender() const;
  /// In the script world of that number, of the main frame's document; throws RangeError for what is none.
  Task<Value> evaluate(int world, std::string_view code);
  Task<Value> evaluateIn(core::DocumentId document, int world, std::string_view code);
  Task<void> loadUrl(const std::string& url);
  Task<void> loadFile(const std::filesystem::path& path);
  void stop();

  [[nodiscard]] EventEmitter<WebContentsEvent>& events() { return events_; }
  [[nodiscard]] EventEmitter<IpcMainEvent>& ipcEvents() { return ipcEvents_; }
  [[nodiscard]] IpcMain& ipc() { return ipc_; }
  [[nodiscard]] NavigationPolicy& navigation() { return navigation_; }
  [[nodiscard]] const FrameTree& frames() const { return frames_; }
  /// Hears, before it returns, what the page has said up to now.
  void readWaiting() { link_.readWaiting(); }
  /// Whether it is the first refused message of this page on `channel`.
  bool noteRefusal(const std::string& channel) { return refused_.insert(channel).second; }

 private:
  void viewConnected(std::unique_ptr<Transport> transport, const ConnectingPage& page) override;
  void viewLoadStarted() override { emit("did-start-loading", {}); }
  void viewCommitted(const std::string& url) override { emit("did-navigate", Arguments::of(url)); }
  void viewLoadFinished() override;
  void viewJumped() override;
  void viewLoadFailed(const LoadError& error) override;
  void viewProcessGone(const std::string& reason, const std::string& description) override;
  void viewCloseRequested() override { requestClose(); }
  ViewPolicy& viewPolicy() override { return navigation_; }
  void viewClosed() override;

  void linkMessage(const core::IncomingMessage& message) override;
  void linkPostMessage(const core::IncomingMessage& message,
                       const std::vector<std::shared_ptr<core::Port>>& ports) override;
  void linkSyncCall(const core::IncomingMessage& message, core::Reply reply) override;
  void linkInvoke(const core::IncomingMessage& message, core::Reply reply, std::stop_token stop) override;
  void linkStream(const core::IncomingMessage& message, core::StreamReply reply, std::stop_token stop) override;
  void linkDocumentOpened(const core::DocumentInfo& document) override { frames_.opened(document); }
  void linkDocumentClosed(core::DocumentId document, bool replaced) override { frames_.closed(document, replaced); }
  void linkConsole(const core::ConsoleMessage& message) override;
  void linkDocumentUnloading(core::DocumentId document) override { frames_.unloading(document); }
  void linkDomReady() override;
  void linkViolated(const std::string& why) override;
  void linkClosed() override;

  void emit(std::string_view event, const Arguments& arguments);
  void endLoad(const std::function<void(const TaskSource<void>&)>& settle);

  AppImpl& app_;
  int id_;
  core::PageRights rights_;
  std::optional<WindowOpener> opener_;
  int processId_ = 0;
  std::weak_ptr<WebContents> self_;
  WindowHooks window_;
  EventEmitter<WebContentsEvent> events_;
  EventEmitter<IpcMainEvent> ipcEvents_;
  IpcMain ipc_;
  NavigationPolicy navigation_;
  FrameTree frames_;
  PageLink link_;
  std::unique_ptr<View> view_;
  std::optional<TaskSource<void>> load_;
  std::set<std::string> refused_;  // of channels that exist, so no page makes it grow
  bool violated_ = false;          // this process was ended for it: its end is no news
};

}  // namespace transom::detail
