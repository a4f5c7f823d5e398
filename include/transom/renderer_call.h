// SPDX-License-Identifier: MIT
#pragma once

#include <transom/arguments.h>
#include <transom/export.h>
#include <transom/invoke_handler.h>
#include <transom/value.h>

#include <exception>
#include <utility>

namespace transom {

class IpcRenderer;

/// What a listener or handler of an IpcRenderer gets first.
class IpcRendererEvent {
 public:
  explicit IpcRendererEvent(IpcRenderer& sender) : sender_(sender) {}
  /// The emitter itself, to send an answer. Valid as long as that lives.
  [[nodiscard]] IpcRenderer& sender() const { return sender_; }

 private:
  IpcRenderer& sender_;
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
