// SPDX-License-Identifier: MIT
#include "native_test.h"

#include <utility>

namespace transom::test {

UtilityProcess& NativeTest::start(const std::string& mode, UtilityProcessOptions options) {
  options.arguments = {mode};
  return startProgram(TRANSOM_NATIVE_CHILD, options);
}

UtilityProcess& NativeTest::startShell(const std::string& script, UtilityProcessOptions options) {
  options.arguments = {"-c", script};
  return startProgram("/bin/sh", options);
}

UtilityProcess& NativeTest::startProgram(const std::filesystem::path& program, const UtilityProcessOptions& options) {
  Child child{std::make_unique<UtilityProcess>(app(), program, options),
              std::make_shared<std::optional<std::string>>()};
  child.process->on(
      "exit", [end = child.end](UtilityProcessEvent&, std::optional<int> code, std::optional<std::string> signal) {
        *end = signal ? *signal : code ? "code " + std::to_string(*code) : "nobody knows";
      });
  child.process->webContents().on(
      "render-process-gone", [this](WebContentsEvent&, const std::string& reason) { goneReasons_.push_back(reason); });
  return *children_.emplace_back(std::move(child)).process;
}

Arguments NativeTest::next(std::string_view channel) {
  return nextAfter(channel, [] {});
}

Arguments NativeTest::nextAfter(std::string_view channel, const std::function<void()>& action) {
  const auto received = std::make_shared<std::optional<Arguments>>();
  const ScopedListener listener = ipcMain().scoped(channel, [received](IpcMainEvent&, const Arguments& arguments) {
    if (!*received) *received = arguments;
  });
  action();
  if (!runUntil([&] { return received->has_value(); })) {
    throw Error("Error", "nothing came on '" + std::string(channel) + "' in time");
  }
  return **received;
}

std::string NativeTest::exitOf() {
  const auto end = children_.back().end;
  return runUntil([&] { return end->has_value(); }) ? **end : "it does not end";
}

}  // namespace transom::test
