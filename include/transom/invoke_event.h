// SPDX-License-Identifier: MIT
#pragma once

#include <transom/arguments.h>
#include <transom/export.h>
#include <transom/sending_frame.h>
#include <transom/value.h>

#include <cstdint>
#include <exception>
#include <memory>
#include <stop_token>
#include <string_view>
#include <utility>

namespace transom {

class WebContents;

/// What the handler of an `invoke` gets. It lives until the handler has given its answer: a coroutine may use it after
/// every co_await.
class TRANSOM_API IpcMainInvokeEvent {
 public:
  /// For the library, which makes it.
  IpcMainInvokeEvent(std::shared_ptr<WebContents> sender, detail::SendingFrame frame, std::stop_token stop)
      : sender_(std::move(sender)), frame_(std::move(frame)), stop_(std::move(stop)) {}
  IpcMainInvokeEvent(const IpcMainInvokeEvent&) = delete;
  IpcMainInvokeEvent& operator=(const IpcMainInvokeEvent&) = delete;

  /// The page that asks. It may be destroyed by the time a coroutine goes on: WebContents::isDestroyed().
  [[nodiscard]] WebContents& sender() const { return *sender_; }

  /// The frame that asks; null if it is gone by now, or shows another document.
  [[nodiscard]] std::shared_ptr<WebFrameMain> senderFrame() const { return frame_.current(); }
  /// The engine's number of the frame that asks, unique in its process.
  [[nodiscard]] std::uint64_t frameId() const { return frame_.id; }
  /// The process that shows the page now, as WebContents::osProcessId().
  [[nodiscard]] int processId() const;
  /// What sent it: `frame`, a document of a page. Other kinds of senders may come.
  [[nodiscard]] static std::string_view type() { return "frame"; }

  /// Stop is requested when nobody waits for the answer any more: the page has cancelled it (by its AbortSignal or
  /// timeout), reloaded, gone elsewhere, crashed or been closed. Any thread may ask it. Callbacks of it are called on
  /// the main thread and must not throw.
  [[nodiscard]] const std::stop_token& stopToken() const { return stop_; }

 private:
  std::shared_ptr<WebContents> sender_;
  detail::SendingFrame frame_;
  std::stop_token stop_;
};

namespace detail {

class StreamCall;

/// One `invoke` that is under way. If it goes without an answer, the page's promise rejects: `reply was never sent`.
class TRANSOM_API InvokeCall {
 public:
  InvokeCall(std::shared_ptr<WebContents> sender, SendingFrame frame, std::stop_token stop, Arguments arguments);
  virtual ~InvokeCall();
  InvokeCall(const InvokeCall&) = delete;
  InvokeCall& operator=(const InvokeCall&) = delete;

  [[nodiscard]] IpcMainInvokeEvent& event() { return event_; }
  [[nodiscard]] const Arguments& arguments() const { return arguments_; }

  /// Null unless the page asks for a stream.
  virtual StreamCall* asStream() { return nullptr; }

  /// The first of both that is called answers.
  virtual void resolve(const Value& value) = 0;
  virtual void reject(const std::exception_ptr& error) = 0;

 private:
  IpcMainInvokeEvent event_;
  Arguments arguments_;
};

}  // namespace detail
}  // namespace transom
