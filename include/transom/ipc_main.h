// SPDX-License-Identifier: MIT
#pragma once

#include <transom/access.h>
#include <transom/event_emitter.h>
#include <transom/export.h>
#include <transom/invoke_handler.h>
#include <transom/ipc_event.h>
#include <transom/ipc_sync_event.h>
#include <transom/message.h>
#include <transom/signature.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace transom {

/// Receives what pages send with `ipcRenderer.send`, `sendSync` and `postMessage`, where the channel is the event's
/// name, and answers what they ask with `ipcRenderer.invoke`.
///
///     app.ipcMain().on("open", [](IpcMainEvent& event, const std::string& path, std::optional<int> line) { … });
///     app.ipcMain().handle("load", [](IpcMainInvokeEvent& event, std::string path) -> Task<Document> { … });
///
/// All messages and questions of one page arrive in the order sent. A listener that throws is logged, and the others
/// still run; a pending `sendSync` then throws in the page. An argument of the wrong type is such an error (TypeError),
/// raised before the listener runs. Main thread only.
class TRANSOM_API IpcMain : public EventEmitter<IpcMainEvent> {
 public:
  IpcMain();
  ~IpcMain();

  /// Answers `invoke` on `channel`. A handler takes parameters as a listener does, with an IpcMainInvokeEvent; it
  /// returns a value, nothing, or a Task of either: a coroutine, which may answer at any later time, and may refer to
  /// its event, arguments and captures as long as it runs. One that returns an AsyncGenerator answers
  /// `ipcRenderer.stream` instead, as fast as the page takes what it yields; it is destroyed when the page wants no
  /// more. What a handler throws rejects the page's promise, or comes out of its loop, and is logged: a transom::Error
  /// with its name, message, code and data, any std::exception with its text, but a std::filesystem::filesystem_error
  /// without the path that is in it.
  /// Throws Error ``Attempted to register a second handler for '<channel>'``.
  template <class F>
  void handle(std::string_view channel, F&& handler) {
    addHandler(channel, std::forward<F>(handler), false);
  }
  /// handle(), for one call: the handler is removed before it is called. A page that asks for a stream where there is
  /// one answer, or the other way round, gets an error, and the handler stays.
  template <class F>
  void handleOnce(std::string_view channel, F&& handler) {
    addHandler(channel, std::forward<F>(handler), true);
  }
  /// handle() and setAccess().
  template <class F>
  void handle(std::string_view channel, const Access& access, F&& handler) {
    addHandler(channel, std::forward<F>(handler), false);
    setAccess(channel, access);
  }
  /// handleOnce() and setAccess().
  template <class F>
  void handleOnce(std::string_view channel, const Access& access, F&& handler) {
    addHandler(channel, std::forward<F>(handler), true);
    setAccess(channel, access);
  }

  using EventEmitter<IpcMainEvent>::on;
  /// on() and setAccess().
  template <class F>
  Listener on(std::string_view channel, const Access& access, F&& listener) {
    setAccess(channel, access);
    return on(channel, std::forward<F>(listener));
  }
  /// Says who may use `channel`: everything that listens to it or handles it here, whenever that was registered. It
  /// holds until it is set again, whatever listeners and handlers come and go. A channel without a rule of its own goes
  /// by App::setDefaultAccess().
  ///
  ///     ipcMain.handle("save", {.allow = {Origin{"app://main"}}, .mainFrameOnly = true}, [](…) {…});
  void setAccess(std::string_view channel, const Access& access) {
    access_.insert_or_assign(std::string(channel), access);
  }
  /// Leaves `channel` without a rule of its own.
  void removeAccess(std::string_view channel);
  /// The rule of `channel`; null if it has none.
  [[nodiscard]] const Access* accessOf(std::string_view channel) const;

  /// Makes writeTypes() tell pages of a message that main sends, or of a question that it asks. Of two declarations of
  /// one channel the later one counts. Nothing else depends on it.
  template <class... Parameters>
  void declare(const Message<Parameters...>& message) {
    messages_.insert_or_assign(std::string(message.channel()), &detail::describeOutward<void, Parameters...>);
  }
  /// Of a question.
  template <class Result, class... Parameters>
  void declare(const Question<Result(Parameters...)>& question) {
    questions_.insert_or_assign(std::string(question.channel()), &detail::describeOutward<Result, Parameters...>);
  }

  /// Does nothing if there is none. Calls that are under way go on.
  void removeHandler(std::string_view channel);
  /// The same for all channels.
  void removeAllHandlers() { handlers_.clear(); }

  /// For the library: the handler of `channel`, null if there is none. One for a single call is taken off, unless it is
  /// of the other kind: `wantsStream` tells which the call needs, and one by mistake must not use it up.
  [[nodiscard]] detail::InvokeHandler takeHandler(std::string_view channel, bool wantsStream);
  /// For the library: whether takeHandler() would give one.
  [[nodiscard]] bool hasHandler(std::string_view channel) const { return handlers_.contains(channel); }

  /// For the library: descriptions by channel.
  using Signatures = std::map<std::string, detail::DescribeSignature, std::less<>>;
  /// For the library: what writeTypes() says of each handler, message and question.
  [[nodiscard]] Signatures handlerSignatures() const;
  /// For the library: of the messages that were declared.
  [[nodiscard]] const Signatures& messageSignatures() const { return messages_; }
  /// For the library: of the questions that were declared.
  [[nodiscard]] const Signatures& questionSignatures() const { return questions_; }

 private:
  struct Handler {
    detail::InvokeHandler call;
    bool once = false;
    detail::DescribeSignature describe = nullptr;
  };
  template <class F>
  void addHandler(std::string_view channel, F&& handler, bool once) {
    add(channel, {detail::adaptHandler(std::forward<F>(handler)), once, &detail::describeHandler<std::decay_t<F>>});
  }
  void add(std::string_view channel, Handler handler);

  std::map<std::string, Handler, std::less<>> handlers_;
  std::map<std::string, Access, std::less<>> access_;
  Signatures messages_;
  Signatures questions_;
};

}  // namespace transom
