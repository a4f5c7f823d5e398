// SPDX-License-Identifier: MIT
#pragma once

#include "engines/process/child_process.h"
#include "engines/process/output_reader.h"
#include "engines/process/process_end.h"
#include "engines/process/process_view.h"

#include <transom/utility_process.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace transom::detail {

class AppImpl;

/// The inside of UtilityProcess: joins the program's process, what it prints, and the WebContents that speaks for it.
class UtilityProcessImpl : public std::enable_shared_from_this<UtilityProcessImpl> {
 public:
  UtilityProcessImpl(AppImpl& app, UtilityProcess& self);
  UtilityProcessImpl(const UtilityProcessImpl&) = delete;
  UtilityProcessImpl& operator=(const UtilityProcessImpl&) = delete;

  /// Throws Error.
  void start(const std::filesystem::path& program, const UtilityProcessOptions& options);
  /// The object goes: the program is told to end, and nobody is told of it any more.
  void abandon();

  [[nodiscard]] WebContents& contents() const { return *contents_; }
  [[nodiscard]] int pid() const;
  bool kill();
  [[nodiscard]] EventEmitter<UtilityProcessEvent>& events() { return events_; }

 private:
  void openWithoutProgram();
  void openContents(const std::string& origin, FileDescriptor socket);
  void read(FileDescriptor reading, const char* event, std::optional<process::OutputReader>& reader);
  void exited(const process::ExitStatus& status);
  void tellEnd(const process::ProcessEnd& end);
  void emit(std::string_view event, const Arguments& arguments);

  AppImpl& app_;
  UtilityProcess* self_;  // null once abandoned
  std::string program_;
  std::chrono::milliseconds grace_{};
  std::shared_ptr<process::ChildProcess> child_;  // null where the application only writes its types
  std::shared_ptr<WebContents> contents_;
  process::ProcessView* view_ = nullptr;  // null once the contents are destroyed
  bool connected_ = false;
  std::optional<process::OutputReader> out_;
  std::optional<process::OutputReader> err_;
  EventEmitter<UtilityProcessEvent> events_;
};

}  // namespace transom::detail
