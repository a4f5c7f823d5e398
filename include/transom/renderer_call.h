// SPDX-License-Identifier: MIT
#pragma once

#include <transom/arguments.h>
#include <transom/export.h>
#include <transom/invoke_handler.h>
#include <transom/message_port.h>
#include <transom/value.h>

#include <exception>
#include <utility>

namespace transom {

class IpcRenderer;

/// What a listener or handler of an IpcRenderer gets first.
class IpcRendererEvent {
 public:
  /// For the library, which makes it.
  explicit IpcRendererEvent(IpcRenderer& sender, MessagePorts ports = {}) : sender_(sender), ports_(std::move(ports)) {}
  /// The emitter itself, to send an answer. Valid as long as that lives.
  [[nodiscard]] IpcRenderer& sender() const { return sender_; }
  /// The ports that came with a `postMessage` of main, open. One that nobody keeps is closed.
  [[nodiscard]] const MessagePorts& ports() const { return ports_; }

 private:
  IpcRenderer& sender_;
  MessagePorts ports_;
};

namespace detail {

/// One question of main that is under way. If it goes without an answer, main's task fails: `reply was never sent`.
class TRANSOM_API RendererCall {
 public:
  RendererCall(IpcRenderer& renderer, Arguments arguments) : event_(renderer), arguments_(std::move(arguments)) {}
  virtual ~RendererCall();
  RendererCall(const RendererCall&) = delete;
  RendererCall& operator=(const RendererCall&) = delete;

  [[nodiscard]] IpcRendererEvent& event() { return event_; }
  [[nodiscard]] const Arguments& arguments() const { return arguments_; }

  /// The first of both that is called answers.
  virtual void resolve(const Value& value) = 0;
  virtual void reject(const std::exception_ptr& error) = 0;

 private:
  IpcRendererEvent event_;
  Arguments arguments_;
};

}  // namespace detail
}  // namespace transom
