// SPDX-License-Identifier: MIT
#pragma once

#include <support/page_test.h>

#include <transom/utility_process.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace transom::test {

/// A test with an application and native child processes of it: real programs.
class NativeTest : public PageTest {
 protected:
  NativeTest() = default;
  explicit NativeTest(const AppOptions& options) : PageTest(options) {}

  /// Starts tests/native/programs/child.cc in one of its modes.
  UtilityProcess& start(const std::string& mode = "serve", UtilityProcessOptions options = {});
  /// Starts any program.
  UtilityProcess& startProgram(const std::filesystem::path& program, const UtilityProcessOptions& options = {});
  /// A shell that has the connection as its descriptor 3: for children that are no honest ones.
  UtilityProcess& startShell(const std::string& script, UtilityProcessOptions options = {});
  /// The one started last.
  UtilityProcess& child() { return *children_.back().process; }
  /// Ends it by ending its object.
  void drop() { children_.pop_back(); }

  /// The arguments of the next message on `channel`, waited for.
  Arguments next(std::string_view channel);
  /// What next() gives after `channel` was sent to the child with these arguments.
  template <class... Args>
  Arguments ask(std::string_view answer, std::string_view channel, const Args&... args) {
    return nextAfter(answer, [&] { child().send(channel, args...); });
  }
  Arguments nextAfter(std::string_view channel, const std::function<void()>& action);

  /// How the child started last has ended, waited for: `code 3`, `SIGKILL`.
  std::string exitOf();
  /// The reasons of `render-process-gone` so far, of all children.
  const std::vector<std::string>& goneReasons() const { return goneReasons_; }

 private:
  struct Child {
    std::unique_ptr<UtilityProcess> process;
    std::shared_ptr<std::optional<std::string>> end;
  };

  std::vector<std::string> goneReasons_;
  std::vector<Child> children_;
};

}  // namespace transom::test
