// SPDX-License-Identifier: MIT
#include "utility_process_impl.h"

#include "app_impl.h"
#include "base/utf8.h"
#include "call_listeners.h"
#include "program_request.h"
#include "web_contents_impl.h"

#include "engines/process/process_end.h"

#include <transom/error.h>

#include <utility>

namespace transom::detail {

UtilityProcessImpl::UtilityProcessImpl(AppImpl& app, UtilityProcess& self) : app_(app), self_(&self) {}

void UtilityProcessImpl::start(const std::filesystem::path& program, const UtilityProcessOptions& options) {
  app_.requireMainThread();
  if (app_.writesTypes()) return openWithoutProgram();
  ProgramRequest request = requestOf(program, options, app_.appPath());
  program_ = request.spawn.program.string();
  grace_ = options.grace;
  child_ = startProgram(request, app_.engine().loop());
  read(std::move(request.output), "stdout", out_);
  read(std::move(request.error), "stderr", err_);
  openContents(request.origin, std::move(request.socket));
  // From here on this lives as long as the program does, so that what it prints is taken to the last.
  app_.children().add(child_);
  child_->onExit([self = shared_from_this()](const process::ExitStatus& status) { self->exited(status); });
}

void UtilityProcessImpl::read(FileDescriptor reading, const char* event, std::optional<process::OutputReader>& reader) {
  if (!reading.isOpen()) return;
  reader.emplace(std::move(reading), app_.engine().loop(),
                 [this, event](const std::string& line) { emit(event, Arguments::of(toValidUtf8(line))); });
}

void UtilityProcessImpl::openContents(const std::string& origin, FileDescriptor socket) {
  contents_ = app_.newContents({.ipcExposed = true});
  const std::weak_ptr<UtilityProcessImpl> weak = weak_from_this();
  const auto givenUp = [weak] {
    const auto self = weak.lock();
    if (self && self->view_) self->tellEnd({"abnormal-exit", "it closed its connection and went on"});
  };
  const auto newView = [this, &origin, &givenUp](ViewDelegate& delegate) {
    auto view = std::make_unique<process::ProcessView>(child_, app_.engine().loop(), origin, grace_, delegate, givenUp);
    view_ = view.get();
    return view;
  };
  const auto closed = [weak] {
    if (const auto self = weak.lock()) self->view_ = nullptr;
  };
  WebContentsImpl::of(*contents_).open(contents_, newView, {.closed = closed});
  contents_->on("dom-ready", [weak] {
    const auto self = weak.lock();
    if (!self) return;
    self->connected_ = true;
    self->emit("spawn", {});
  });
  view_->connect(std::move(socket));
}

/// The channels of a program are written without it: it may not be built yet, and is to do nothing.
void UtilityProcessImpl::openWithoutProgram() {
  contents_ = app_.newContents({.ipcExposed = true});
  const auto newView = [this](ViewDelegate& delegate) { return app_.engine().createView({}, delegate); };
  WebContentsImpl::of(*contents_).open(contents_, newView, {});
}

void UtilityProcessImpl::abandon() {
  self_ = nullptr;
  contents_->close();
}

int UtilityProcessImpl::pid() const {
  return child_ ? child_->pid() : 0;
}

bool UtilityProcessImpl::kill() {
  app_.requireMainThread();
  if (pid() == 0) return false;
  child_->terminate(grace_);
  return true;
}

void UtilityProcessImpl::exited(const process::ExitStatus& status) {
  app_.children().remove(child_);
  // What it said and printed last comes before its end.
  if (view_) WebContentsImpl::of(*contents_).readWaiting();
  if (out_) out_->drain();
  if (err_) err_->drain();
  if (view_) tellEnd(process::endOf(status));
  const Value code = status.code ? Value(*status.code) : Value();
  const Value signal = status.signal ? Value(process::signalName(*status.signal)) : Value();
  emit("exit", Arguments{code, signal});
}

/// Nobody had told it to end, or to close its connection.
void UtilityProcessImpl::tellEnd(const process::ProcessEnd& end) {
  if (connected_) return view_->exited(end);
  const std::string text = program_ + ": " + end.description +
                           " before it had connected; a program that UtilityProcess starts calls "
                           "transom::IpcRenderer::connect()";
  if (events_.listenerCount("error") == 0) app_.log().warning(text);
  emit("error", Arguments::of(text));
  if (view_) view_->exited({"launch-failed", text});
}

void UtilityProcessImpl::emit(std::string_view event, const Arguments& arguments) {
  if (!self_) return;
  UtilityProcessEvent processEvent(*self_);
  callListeners(events_, event, processEvent, arguments, app_.log(), [this] { return self_ != nullptr; });
}

}  // namespace transom::detail
