// SPDX-License-Identifier: MIT
#pragma once

#include "private_display.h"
#include "user.h"

#include "notes_app.h"
#include "support/page_test.h"
#include "support/temporary_directory.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace transom::test {

/// The notes application, with a folder of its own and a user at its window. The test acts by keyboard and mouse; it
/// only looks at the page by script.
class NotesTest : public PageTest {
 protected:
  NotesTest();
  ~NotesTest() override;
  static void SetUpTestSuite();
  static void TearDownTestSuite();
  /// No test ends with an error shown to the user but those that say so by expectAlerts().
  void TearDown() override;

  /// Opens the application on folder(), and waits until it shows what is in there.
  void start();
  [[nodiscard]] notes::NotesApp& notesApp() { return *notes_; }
  [[nodiscard]] User& user() { return *user_; }

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  /// This test has the application say that something went wrong.
  void expectAlerts() { expectsAlerts_ = true; }
  /// What another program would do.
  void writeNote(const std::string& name, std::string_view text, std::chrono::hours age = {}) const;
  [[nodiscard]] std::string onDisk(const std::string& name) const;
  /// Runs the application until the file holds that.
  [[nodiscard]] bool becomesOnDisk(const std::string& name, std::string_view text);

  /// What a script of the page gives.
  Value look(std::string_view code);
  std::string lookText(std::string_view code);
  int lookNumber(std::string_view code);
  bool lookTrue(std::string_view code);
  /// Runs the application until a condition of the page holds. What it says if it doesn't: in the test's log.
  [[nodiscard]] bool becomes(std::string_view condition);
  /// Of an element that is visible: its text, in which white space counts as one space.
  std::string textOf(const std::string& selector);
  /// Waits until it does: what is far down a list has no text before it is drawn.
  bool comesToShow(const std::string& selector, const std::string& text);

  /// Clicks in the middle of the first element that matches, which must be visible. `text`: the first that holds it.
  void clickOn(const std::string& selector, const std::string& text = {});
  /// The same with the right button.
  void clickRightOn(const std::string& selector);
  /// Clicks on an element that takes keys, and waits until it has the focus: the engine doesn't keep keys in order with
  /// clicks, and no user is as fast as a test.
  void clickInto(const std::string& selector);
  /// Types, and waits until the page has had all of the keys: what is clicked on next would come before them.
  void type(std::string_view text);
  /// Opens a note from the list.
  void openNote(const std::string& title);

 private:
  struct Place {
    int x;
    int y;
  };
  /// Waits until the page has had all clicks, and a condition of it holds.
  void awaitClicks(const std::string& condition);
  Place placeOf(const std::string& selector, const std::string& text);

  static std::unique_ptr<PrivateDisplay> display_;

  TemporaryDirectory folder_;
  bool expectsAlerts_ = false;
  std::unique_ptr<User> user_;
  std::unique_ptr<notes::NotesApp> notes_;
};

}  // namespace transom::test
