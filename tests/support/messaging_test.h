// SPDX-License-Identifier: MIT
#pragma once

#include "dump.h"
#include "page_test.h"

#include <functional>
#include <string_view>

namespace transom::test {

/// A test whose script runs in a page that is loaded already, step by step, instead of being the page.
class MessagingTest : public PageTest {
 protected:
  /// Runs `body` as an async function in the page of window() and gives what it returns; what it throws comes out here.
  /// Everything that the page sent before has reached main by then. The body finds `ipcRenderer` and what messaging.js
  /// declares.
  ///
  /// `meanwhile` is called once the script is on its way: what main sends then meets the listeners that the body's
  /// first part registers.
  Value inPage(std::string_view body, const std::function<void()>& meanwhile = {});
  Value inPage(BrowserWindow& window, std::string_view body, const std::function<void()>& meanwhile = {});
};

}  // namespace transom::test
