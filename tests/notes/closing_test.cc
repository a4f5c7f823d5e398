// SPDX-License-Identifier: MIT
// Closing the window, with and without unsaved text.
#include "note.h"
#include "notes_test.h"

#include <csignal>

namespace transom::test {
namespace {

class Closing : public NotesTest {
 protected:
  /// The user has written something that is not saved, and clicks on the window's ×.
  void begin() {
    writeNote("Note.md", "before");
    start();
    openNote("Note");
    clickInto("#editor");
    user().press("Ctrl+End");
    type(" and after");
    ASSERT_TRUE(becomes("document.querySelector('#state').textContent === 'Unsaved'"));
    user().closeWindow();
    ASSERT_TRUE(becomes("document.querySelector('#dialog').open"));
    EXPECT_EQ(textOf("#dialog-title"), "Save “Note” before closing?");
  }
  bool isClosed() {
    return runUntil([this] { return notesApp().window().isDestroyed(); });
  }
  /// The page's process ends while something is unsaved that main has a draft of.
  void writeAndCrash() {
    writeNote("Note.md", "before");
    start();
    bool kept = false;
    const ScopedListener listener = app().ipcMain().scoped(
        "draft", [&](IpcMainEvent&, const notes::Draft& draft) { kept = draft.text == "before now"; });
    openNote("Note");
    clickInto("#editor");
    user().press("Ctrl+End");
    type(" now");
    ASSERT_TRUE(runUntil([&] { return kept; }));
    notesApp().window().webContents().on("render-process-gone", [this] { isGone_ = true; });
    notesApp().window().webContents().on("did-finish-load", [this] { isBack_ = true; });
    ::kill(notesApp().window().webContents().osProcessId(), SIGKILL);
    ASSERT_TRUE(runUntil([this] { return isGone_; }));
  }
  bool isBack() {
    return runUntil([this] { return isBack_; });
  }

 private:
  bool isGone_ = false;
  bool isBack_ = false;
};

TEST_F(Closing, asksNothingIfAllIsSaved) {
  writeNote("Note.md", "text");
  start();
  user().closeWindow();
  EXPECT_TRUE(isClosed());
}

TEST_F(Closing, savesIfTheUserSaysSo) {
  begin();
  EXPECT_EQ(onDisk("Note.md"), "before");
  user().press("Return");  // the preset choice
  EXPECT_TRUE(isClosed());
  EXPECT_EQ(onDisk("Note.md"), "before and after");
}

TEST_F(Closing, throwsAwayIfTheUserSaysSo) {
  begin();
  clickOn("#dialog button", "Don’t save");
  EXPECT_TRUE(isClosed());
  EXPECT_EQ(onDisk("Note.md"), "before");
}

TEST_F(Closing, staysIfTheUserThinksBetterOfIt) {
  begin();
  clickOn("#dialog button", "Cancel");
  ASSERT_TRUE(becomes("!document.querySelector('#dialog').open"));
  EXPECT_FALSE(notesApp().window().isDestroyed());
  EXPECT_EQ(lookText("document.querySelector('#editor').value"), "before and after");
  // Once saved there is nothing more to ask.
  user().press("Ctrl+s");
  ASSERT_TRUE(becomesOnDisk("Note.md", "before and after"));
  ASSERT_TRUE(becomes("document.querySelector('#state').textContent === 'Saved'"));
  user().closeWindow();
  EXPECT_TRUE(isClosed());
}

TEST_F(Closing, staysIfItCannotSave) {
  begin();
  writeNote("Note.md", "somebody else's");
  clickOn("#dialog button", "Save");
  ASSERT_TRUE(becomes("!document.querySelector('#conflict').hidden"));
  EXPECT_FALSE(notesApp().window().isDestroyed());
  EXPECT_EQ(onDisk("Note.md"), "somebody else's");
}

TEST_F(Closing, losesNothingUnsavedThoughThePagesProcessEnds) {
  writeAndCrash();
  ASSERT_TRUE(isBack());
  ASSERT_TRUE(becomes("document.querySelector('#state').textContent === 'Unsaved'"));
  EXPECT_EQ(lookText("document.querySelector('#editor').value"), "before now");
  EXPECT_EQ(onDisk("Note.md"), "before");
  clickOn("#save");
  EXPECT_TRUE(becomesOnDisk("Note.md", "before now"));
}

TEST_F(Closing, waitsForAPageWhoseProcessHasEndedToAskWhatToSave) {
  writeAndCrash();
  notesApp().window().close();
  EXPECT_FALSE(notesApp().window().isDestroyed());
  ASSERT_TRUE(isBack());
  ASSERT_TRUE(becomes("document.querySelector('#dialog').open"));
  EXPECT_EQ(textOf("#dialog-title"), "Save “Note” before closing?");
  clickOn("#dialog button", "Save");
  ASSERT_TRUE(isClosed());
  EXPECT_EQ(onDisk("Note.md"), "before now");
}

TEST_F(Closing, isNotHeldUpByAPageThatIsGoneWhenAllIsSaved) {
  writeNote("Note.md", "text");
  start();
  bool isGone = false;
  notesApp().window().webContents().on("render-process-gone", [&] { isGone = true; });
  ::kill(notesApp().window().webContents().osProcessId(), SIGKILL);
  ASSERT_TRUE(runUntil([&] { return isGone; }));
  user().closeWindow();
  EXPECT_TRUE(isClosed());
}

}  // namespace
}  // namespace transom::test
