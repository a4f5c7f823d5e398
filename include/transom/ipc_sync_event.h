// SPDX-License-Identifier: MIT
#pragma once

#include <transom/ipc_event.h>

#include <exception>
#include <memory>
#include <utility>

namespace transom {

/// The answer to a `sendSync` as SyncReply, of the type that its listener has named.
template <class Result>
class TypedSyncReply {
 public:
  /// For the library: IpcMainSyncEvent::deferReply() makes it.
  explicit TypedSyncReply(SyncReply reply) : reply_(std::move(reply)) {}

  /// As SyncReply::send().
  void send(const Result& result) const { reply_.send(detail::valueOf(result)); }
  /// As SyncReply::fail().
  void fail(const std::exception_ptr& error) const { reply_.fail(error); }

 private:
  SyncReply reply_;
};

/// `event.returnValue = result`, as ReturnValue, but of one type only.
template <class Result>
class TypedReturnValue {
 public:
  /// For the library: a part of IpcMainSyncEvent.
  explicit TypedReturnValue(ReturnValue& value) : value_(value) {}
  TypedReturnValue(const TypedReturnValue&) = delete;
  /// Not a copy: to take the answer from another event means nothing.
  TypedReturnValue& operator=(const TypedReturnValue&) = delete;

  /// Answers. The first one set wins; where nobody waits it does nothing.
  TypedReturnValue& operator=(const Result& result) {
    value_ = result;
    return *this;
  }

 private:
  ReturnValue& value_;
};

/// The event of a listener that says what it answers to a `sendSync`, instead of IpcMainEvent. The compiler holds it to
/// that, and writeTypes() tells pages what their `sendSync` returns:
///
///     ipcMain.on("count", [](IpcMainSyncEvent<int> event, const std::string& text) {
///       event.returnValue = wordsOf(text);      // const count: number = ipcRenderer.sendSync('count', 'two words')
///     });
///
/// `send` on the channel reaches the listener as well; nobody waits for the answer then. Valid only during the call, as
/// the event that it stands for; main thread only.
template <class Result>
class IpcMainSyncEvent {
 public:
  /// For the library: what a listener that takes it is called with.
  IpcMainSyncEvent(IpcMainEvent& event) : returnValue(event.returnValue), event_(event) {}
  IpcMainSyncEvent(const IpcMainSyncEvent&) = delete;
  IpcMainSyncEvent& operator=(const IpcMainSyncEvent&) = delete;

  /// Of the event itself: `event->sender()`, `event->senderFrame()`, `event->reply(…)`.
  [[nodiscard]] const IpcMainEvent* operator->() const { return &event_; }

  /// IpcMainEvent::deferReply(), to be answered later, by a Result as well.
  [[nodiscard]] TypedSyncReply<Result> deferReply() const { return TypedSyncReply<Result>(event_.deferReply()); }

  /// Answers a `sendSync`: `event.returnValue = result;`
  TypedReturnValue<Result> returnValue;

 private:
  IpcMainEvent& event_;
};

}  // namespace transom
