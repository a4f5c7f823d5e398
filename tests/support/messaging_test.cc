// SPDX-License-Identifier: MIT
#include "messaging_test.h"

#include <string>

extern const std::string_view kMessagingScript;

namespace transom::test {

Value MessagingTest::inPage(std::string_view body, const std::function<void()>& meanwhile) {
  return inPage(window(), body, meanwhile);
}

Value MessagingTest::inPage(BrowserWindow& window, std::string_view body, const std::function<void()>& meanwhile) {
  if (window.webContents().url().empty()) runPage(window, "");
  const std::string script = "(async () => {\n" + std::string(kMessagingScript) + std::string(body) + "\n})()";
  const Task<Value> result = window.webContents().executeJavaScript(script);
  if (meanwhile) meanwhile();
  return wait(result);
}

}  // namespace transom::test
