// SPDX-License-Identifier: MIT
#pragma once

#include "page_test.h"

#include <set>
#include <string>
#include <string_view>

namespace transom::test {

/// A test whose pages answer main: for tests that only ask whether both directions work.
class EchoTest : public PageTest {
 protected:
  EchoTest();

  /// What isAlive() needs of an application; the test's own has it, unless restarted.
  void answerEchoes(App& app);

  /// A page that isAlive() can ask; it runs `script`, too, which finds `ipcRenderer`.
  static std::string echoHtml(std::string_view script = {});
  /// Serves echoHtml(). @return its URL at 127.0.0.1
  std::string echoPage(std::string_view path = "/", std::string_view script = {});

  /// Whether main's message reaches the page, which then calls main synchronously, and answers.
  bool isAlive(BrowserWindow& window);
  bool isAlive() { return isAlive(window()); }

  /// Does `action` and runs the loop until `event` has happened to the page. @return whether it has
  static bool causes(WebContents& contents, std::string_view event, const std::function<void()>& action);
  bool causes(std::string_view event, const std::function<void()>& action) { return causes(contents(), event, action); }

 private:
  int lastEcho_ = 0;
  std::set<int> echoes_;
};

}  // namespace transom::test
