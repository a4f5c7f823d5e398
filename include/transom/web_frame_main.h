// SPDX-License-Identifier: MIT
#pragma once

#include <transom/arguments.h>
#include <transom/export.h>
#include <transom/ipc_main.h>
#include <transom/message.h>
#include <transom/message_port.h>
#include <transom/task.h>
#include <transom/task_conversion.h>
#include <transom/value.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace transom {

namespace detail {
struct WebFrameImpl;
}

/// A frame of a page: its main frame, or an `<iframe>` somewhere in it. The main frame's object stays the same as long
/// as the page lives, a child's as long as the child does, whatever documents they show. Main thread only.
///
/// A frame that is gone, or whose page is, is detached(): what is sent to it is silently dropped, and tasks end with an
/// error.
class TRANSOM_API WebFrameMain {
 public:
  /// For the library, which makes one for each frame.
  explicit WebFrameMain(std::unique_ptr<detail::WebFrameImpl> impl);
  ~WebFrameMain();
  WebFrameMain(const WebFrameMain&) = delete;
  WebFrameMain& operator=(const WebFrameMain&) = delete;

  /// The address with which its document began; the word of the page's process. Empty before the first one.
  [[nodiscard]] std::string url() const;
  /// The origin of its document, such as `https://example.org` or `http://127.0.0.1:8080`; `null` for one that has none
  /// of its own (a sandboxed frame, a `data:` URL) and before the first document. The word of the page's process, which
  /// the page's scripts cannot change.
  [[nodiscard]] std::string origin() const;
  /// The engine's number of the frame, unique in its process; 0 before the main frame's first document.
  [[nodiscard]] std::uint64_t frameId() const;

  /// The frame around it; null for the main frame, and for one that is gone.
  [[nodiscard]] std::shared_ptr<WebFrameMain> parent() const;
  /// The main frame of its page; null if it is gone, or its page is.
  [[nodiscard]] std::shared_ptr<WebFrameMain> top() const;
  /// The frames in it that have begun a document, in the order in which they did so first.
  [[nodiscard]] std::vector<std::shared_ptr<WebFrameMain>> frames() const;
  /// This one, those in it, those in these, and so on.
  [[nodiscard]] std::vector<std::shared_ptr<WebFrameMain>> framesInSubtree() const;
  /// Whether it is out of the page, or on its way out: it was removed, its page is gone or on the way from one process
  /// to another, or its document unloads. What the last scripts of a document (`pagehide`, `unload`) send comes from a
  /// frame that is detached already; one that only goes to another document is not once it shows that.
  [[nodiscard]] bool detached() const;

  /// Sends to the document that the frame shows now. As WebContents::send(), except that it never waits for a document
  /// of a child.
  template <class... Args>
  void send(std::string_view channel, const Args&... args) {
    sendArguments(channel, Arguments::of(args...));
  }
  /// The same for a message whose channel and types are known by name.
  template <class... Parameters>
  void send(const Message<Parameters...>& message, const std::type_identity_t<Parameters>&... arguments) {
    sendArguments(message.channel(), Arguments::of(arguments...));
  }
  /// send(), for arguments that are collected at run time.
  void sendArguments(std::string_view channel, const Arguments& arguments);

  /// As WebContents::postMessage(), to the document that the frame shows now; it never waits for a document of a child.
  template <class T = Value>
  void postMessage(std::string_view channel, const T& message, const MessagePorts& ports = {}) {
    postValue(channel, detail::valueOf(message), ports);
  }
  /// postMessage(), for a Value.
  void postValue(std::string_view channel, const Value& message, const MessagePorts& ports);

  /// As WebContents::invoke(), of the document that the frame shows now.
  template <class... Args>
  Task<Value> invoke(std::string_view channel, const Args&... args) {
    return invokeArguments(std::chrono::seconds(30), channel, Arguments::of(args...));
  }
  /// The same with a deadline of one's own.
  template <class... Args>
  Task<Value> invokeWithTimeout(std::chrono::milliseconds timeout, std::string_view channel, const Args&... args) {
    return invokeArguments(timeout, channel, Arguments::of(args...));
  }
  /// WebContents::invoke() of a question whose channel and types are known by name.
  template <class Result, class... Parameters>
  Task<Result> invoke(const Question<Result(Parameters...)>& question,
                      const std::type_identity_t<Parameters>&... arguments) {
    return invokeWithTimeout(std::chrono::seconds(30), question, arguments...);
  }
  /// The same with a deadline of one's own.
  template <class Result, class... Parameters>
  Task<Result> invokeWithTimeout(std::chrono::milliseconds timeout, const Question<Result(Parameters...)>& question,
                                 const std::type_identity_t<Parameters>&... arguments) {
    return detail::convertTask<Result>(invokeArguments(timeout, question.channel(), Arguments::of(arguments...)));
  }
  /// invokeWithTimeout(), for arguments that are collected at run time.
  Task<Value> invokeArguments(std::chrono::milliseconds timeout, std::string_view channel, const Arguments& arguments);

  /// As WebContents::executeJavaScript(), in the document that the frame shows now. It works in every frame, whether it
  /// has IPC or not.
  Task<Value> executeJavaScript(std::string_view code);
  /// As WebContents::executeJavaScriptInIsolatedWorld(), in the document that the frame shows now.
  Task<Value> executeJavaScriptInIsolatedWorld(int worldId, std::string_view code);

  /// Listeners and handlers for this frame alone. They come before those of the page and of the application: every
  /// listener is called; of the handlers of a channel, the frame's answers.
  [[nodiscard]] IpcMain& ipc();

 private:
  friend struct detail::WebFrameImpl;
  std::unique_ptr<detail::WebFrameImpl> impl_;
};

}  // namespace transom
