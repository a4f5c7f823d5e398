// SPDX-License-Identifier: MIT
// The folder of notes is deleted, moved away and replaced while the application shows it.
#include "notes_test.h"

namespace transom::test {
namespace {

class Folder : public NotesTest {
 protected:
  /// The user has written something into the only note, and not saved it.
  void begin() {
    writeNote("Note.md", "before");
    start();
    openNote("Note");
    clickInto("#editor");
    user().press("Ctrl+End");
    type(" and after");
    ASSERT_TRUE(becomes("document.querySelector('#state').textContent === 'Unsaved'"));
  }
  bool saysThatItIsGone() { return becomes("document.querySelector('#folder-gone').checkVisibility()"); }
  bool saysThatItIsBack() { return becomes("!document.querySelector('#folder-gone').checkVisibility()"); }
  std::string textInEditor() { return lookText("document.querySelector('#editor').value"); }
  /// The user wants to save, and is told that he can't.
  void savesInVain() {
    user().press("Ctrl+s");
    ASSERT_TRUE(becomes("document.querySelector('.toast.alert')?.textContent.endsWith('is gone.')"));
    EXPECT_EQ(textInEditor(), "before and after");
    EXPECT_EQ(textOf("#state"), "Unsaved");
  }

  const TemporaryDirectory elsewhere_;
};

TEST_F(Folder, thatIsMovedAwayAndComesBackIsGoneOnWith) {
  expectAlerts();
  begin();
  std::filesystem::rename(folder(), elsewhere_.path() / "moved");
  ASSERT_TRUE(saysThatItIsGone());
  EXPECT_NE(textOf("#folder-gone").find("“" + folder().string() + "” is gone."), std::string::npos);
  EXPECT_NE(textOf("#folder-gone").find("Put it back"), std::string::npos);
  savesInVain();
  EXPECT_FALSE(std::filesystem::exists(folder()));
  std::filesystem::rename(elsewhere_.path() / "moved", folder());
  ASSERT_TRUE(saysThatItIsBack());
  EXPECT_TRUE(lookTrue("document.querySelector('#conflict').hidden"));
  user().press("Ctrl+s");
  EXPECT_TRUE(becomesOnDisk("Note.md", "before and after"));
  writeNote("Another.md", "new");
  EXPECT_TRUE(becomes("document.querySelector('#count').textContent === '2 notes'"));
}

TEST_F(Folder, thatIsDeletedAndMadeAnewTakesWhatIsUnsaved) {
  expectAlerts();
  begin();
  std::filesystem::remove_all(folder());
  ASSERT_TRUE(saysThatItIsGone());
  std::filesystem::create_directory(folder());
  ASSERT_TRUE(saysThatItIsBack());
  ASSERT_TRUE(becomes("!document.querySelector('#conflict').hidden"));
  EXPECT_EQ(textOf("#conflict-text"), "The file of this note is gone.");
  EXPECT_EQ(textInEditor(), "before and after");
  clickOn("#conflict-mine");
  EXPECT_TRUE(becomesOnDisk("Note.md", "before and after"));
  EXPECT_TRUE(becomes("document.querySelector('#count').textContent === '1 note'"));
}

TEST_F(Folder, thatIsReplacedByAnotherIsShownInstead) {
  begin();
  static_cast<void>(elsewhere_.write("Note.md", "of the other"));
  static_cast<void>(elsewhere_.write("Other.md", "of the other"));
  std::filesystem::rename(folder(), elsewhere_.path() / "moved");
  std::filesystem::create_directory_symlink(elsewhere_.path(), folder());
  ASSERT_TRUE(becomes("document.querySelector('#count').textContent === '2 notes'"));
  ASSERT_TRUE(becomes("!document.querySelector('#conflict').hidden"));
  EXPECT_EQ(textInEditor(), "before and after");
  EXPECT_EQ(std::filesystem::remove(folder()), true);
  std::filesystem::rename(elsewhere_.path() / "moved", folder());
  ASSERT_TRUE(becomes("document.querySelector('#conflict').hidden"));
  user().press("Ctrl+s");
  EXPECT_TRUE(becomesOnDisk("Note.md", "before and after"));
}

TEST_F(Folder, thatIsGoneLetsNoUnsavedTextBeLostByClosing) {
  expectAlerts();
  begin();
  std::filesystem::rename(folder(), elsewhere_.path() / "moved");
  ASSERT_TRUE(saysThatItIsGone());
  user().closeWindow();
  clickOn("#dialog button", "Save");
  ASSERT_TRUE(becomes("document.querySelector('.toast.alert')?.textContent.endsWith('is gone.')"));
  EXPECT_FALSE(notesApp().window().isDestroyed());
  EXPECT_EQ(textInEditor(), "before and after");
  std::filesystem::rename(elsewhere_.path() / "moved", folder());
  ASSERT_TRUE(saysThatItIsBack());
  user().press("Ctrl+s");
  EXPECT_TRUE(becomesOnDisk("Note.md", "before and after"));
}

}  // namespace
}  // namespace transom::test
