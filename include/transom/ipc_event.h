// SPDX-License-Identifier: MIT
#pragma once

#include <transom/arguments.h>
#include <transom/convert.h>
#include <transom/export.h>
#include <transom/message.h>
#include <transom/message_port.h>
#include <transom/sending_frame.h>
#include <transom/value.h>

#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

namespace transom {

class WebContents;
class WebFrameMain;

namespace detail {
class SyncCall;
}

/// The answer to a `sendSync`, kept by event.deferReply() to be given later. Whatever happens, the page gets exactly
/// one answer: if this goes without one, the call throws `reply was never sent`. Move-only; main thread only.
class TRANSOM_API SyncReply {
 public:
  SyncReply() = default;
  /// For the library: IpcMainEvent::deferReply() makes it.
  explicit SyncReply(std::shared_ptr<detail::SyncCall> call) : call_(std::move(call)) {}
  SyncReply(SyncReply&&) noexcept = default;
  SyncReply& operator=(SyncReply&&) noexcept = default;
  ~SyncReply() = default;

  /// Answers. The first answer wins; silent if the page is gone. Throws RangeError if the value is too deep or too
  /// large.
  void send(const Value& value) const;
  /// Makes the page's call throw.
  void fail(const std::exception_ptr& error) const;

 private:
  std::shared_ptr<detail::SyncCall> call_;
};

/// `event.returnValue = v` answers a `sendSync` at once. The first one set wins; reading it gives undefined. On an
/// event that nobody waits for, setting it does nothing.
class TRANSOM_API ReturnValue {
 public:
  /// For the library: a part of every IpcMainEvent.
  explicit ReturnValue(std::shared_ptr<detail::SyncCall> call) : call_(std::move(call)) {}
  ReturnValue(const ReturnValue&) = delete;
  ReturnValue& operator=(const ReturnValue&) = delete;

  /// Answers with `value`, of any type that Convert knows. Throws RangeError if it is too deep or too large.
  template <class T>
  ReturnValue& operator=(const T& value) {
    set(detail::valueOf(value));
    return *this;
  }
  /// Undefined, as in JavaScript.
  operator Value() const { return {}; }

 private:
  void set(const Value& value) const;
  std::shared_ptr<detail::SyncCall> call_;
};

/// What every listener of a message gets. Valid only during the call; deferReply() and sender().sender() give what may
/// be kept.
class TRANSOM_API IpcMainEvent {
 public:
  /// For the library, which makes it.
  IpcMainEvent(WebContents& sender, detail::SendingFrame frame, std::shared_ptr<detail::SyncCall> call,
               MessagePorts ports = {});
  ~IpcMainEvent();
  IpcMainEvent(const IpcMainEvent&) = delete;
  IpcMainEvent& operator=(const IpcMainEvent&) = delete;

  /// The page that sent it. `event.sender().send(…)` goes to its main frame.
  [[nodiscard]] WebContents& sender() const { return sender_; }

  /// The frame that sent it; null if it is gone by now, or shows another document. It is detached() while the document
  /// that sent it unloads.
  [[nodiscard]] std::shared_ptr<WebFrameMain> senderFrame() const { return frame_.current(); }
  /// The engine's number of the frame that sent it, unique in its process.
  [[nodiscard]] std::uint64_t frameId() const { return frame_.id; }
  /// The process that shows the page now, as WebContents::osProcessId().
  [[nodiscard]] int processId() const;
  /// What sent it: `frame`, a document of a page. Other kinds of senders may come.
  [[nodiscard]] static std::string_view type() { return "frame"; }

  /// The ports that came with an `ipcRenderer.postMessage`, open. One that nobody keeps is closed.
  [[nodiscard]] const MessagePorts& ports() const { return ports_; }

  /// Sends to the very document that sent the message; silently dropped if that is gone.
  template <class... Args>
  void reply(std::string_view channel, const Args&... args) const {
    replyArguments(channel, Arguments::of(args...));
  }
  /// The same for a message whose channel and types are known by name.
  template <class... Parameters>
  void reply(const Message<Parameters...>& message, const std::type_identity_t<Parameters>&... arguments) const {
    replyArguments(message.channel(), Arguments::of(arguments...));
  }
  /// reply(), for arguments that are collected at run time.
  void replyArguments(std::string_view channel, const Arguments& arguments) const;

  /// Keeps a `sendSync` open after its listeners have run. On an event that nobody waits for, the result does nothing.
  [[nodiscard]] SyncReply deferReply() const;

  /// Answers a `sendSync`: `event.returnValue = "pong";`
  ReturnValue returnValue;

 private:
  WebContents& sender_;
  detail::SendingFrame frame_;
  std::shared_ptr<detail::SyncCall> call_;
  MessagePorts ports_;
};

/// A listener threw. Given to the handler that an application sets with App::setListenerErrorHandler().
struct ListenerError {
  /// What the message was sent on.
  std::string channel;
  /// The page that sent it.
  WebContents& sender;
  /// What the listener threw.
  std::exception_ptr error;
  /// What is logged where there is no handler: ``Error occurred in listener for '<channel>': …``
  std::string text;
};

}  // namespace transom
