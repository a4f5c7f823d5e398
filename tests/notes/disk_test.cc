// SPDX-License-Identifier: MIT
// Other programs write into the folder of notes while the application shows it.
#include "notes_test.h"

namespace transom::test {
namespace {

class Disk : public NotesTest {
 protected:
  /// The user has changed the only note, and has not saved it.
  void begin() {
    writeNote("Note.md", "theirs 1");
    start();
    openNote("Note");
    clickInto("#editor");
    user().press("Ctrl+a");
    type("mine");
    ASSERT_TRUE(becomes("document.querySelector('#state').textContent === 'Unsaved'"));
  }
};

TEST_F(Disk, whatOthersWriteIsShown) {
  writeNote("Note.md", "before");
  start();
  openNote("Note");
  writeNote("Note.md", "**after**");
  ASSERT_TRUE(becomes("document.querySelector('#editor').value === '**after**'"));
  EXPECT_EQ(textOf("#preview strong"), "after");
  EXPECT_EQ(textOf("#state"), "Saved");
  writeNote("Another.md", "new");
  EXPECT_TRUE(becomes("document.querySelectorAll('#list .note').length === 2"));
  std::filesystem::remove(folder() / "Note.md");
  EXPECT_TRUE(becomes("document.querySelectorAll('#list .note').length === 1"));
  EXPECT_TRUE(becomes("document.querySelector('.toast')?.textContent === '“Note” is gone'"));
  EXPECT_TRUE(becomes("!document.querySelector('#empty').hidden"));
}

TEST_F(Disk, theUserKeepsWhatHeHasWrittenAgainstAChange) {
  begin();
  writeNote("Note.md", "theirs 2");
  ASSERT_TRUE(becomes("!document.querySelector('#conflict').hidden"));
  EXPECT_EQ(textOf("#conflict-text"), "This note has changed on disk while you were writing.");
  EXPECT_EQ(lookText("document.querySelector('#editor').value"), "mine");
  // To save is no answer to the question.
  EXPECT_TRUE(lookTrue("document.querySelector('#save').disabled"));
  user().press("Ctrl+s");
  EXPECT_TRUE(becomes("!document.querySelector('#conflict').hidden"));
  EXPECT_EQ(onDisk("Note.md"), "theirs 2");
  clickOn("#conflict-mine");
  EXPECT_TRUE(becomesOnDisk("Note.md", "mine"));
  EXPECT_TRUE(becomes("document.querySelector('#conflict').hidden"));
  EXPECT_TRUE(becomes("document.querySelector('#state').textContent === 'Saved'"));
}

TEST_F(Disk, theUserTakesWhatOthersHaveWritten) {
  begin();
  writeNote("Note.md", "theirs 2");
  clickOn("#conflict-theirs");
  ASSERT_TRUE(becomes("document.querySelector('#editor').value === 'theirs 2'"));
  EXPECT_TRUE(becomes("document.querySelector('#conflict').hidden"));
  EXPECT_EQ(textOf("#state"), "Saved");
  EXPECT_EQ(onDisk("Note.md"), "theirs 2");
}

TEST_F(Disk, theUserLooksAtWhatOthersHaveWrittenBeforeHeChooses) {
  writeNote("Note.md", "# Plan\n\nfirst\nlast\n");
  start();
  openNote("Note");
  clickInto("#editor");
  user().press("Ctrl+End");
  type("mine");
  ASSERT_TRUE(becomes("document.querySelector('#state').textContent === 'Unsaved'"));
  writeNote("Note.md", "# Plan\n\nfirst\ntheirs\nlast\n");
  ASSERT_TRUE(becomes("!document.querySelector('#conflict').hidden"));
  clickOn("#views button", "Read");
  ASSERT_TRUE(becomes("!document.querySelector('#editor').checkVisibility()"));
  clickOn("#conflict-compare");
  ASSERT_TRUE(becomes("document.querySelector('#theirs').checkVisibility()"));
  EXPECT_EQ(lookText("document.querySelector('#theirs').textContent"), "# Plan\n\nfirst\ntheirs\nlast\n");
  EXPECT_EQ(textOf("#theirs mark"), "theirs last");
  EXPECT_TRUE(lookTrue("document.querySelector('#editor').checkVisibility()"));
  clickOn("#conflict-compare");
  ASSERT_TRUE(becomes("!document.querySelector('#editor').checkVisibility()"));
  // As it was: the view is remembered, also for the tests that follow.
  clickOn("#views button", "Split");
  ASSERT_TRUE(becomes("document.querySelector('#editor').checkVisibility()"));
  clickOn("#conflict-mine");
  EXPECT_TRUE(becomesOnDisk("Note.md", "# Plan\n\nfirst\nlast\nmine"));
  EXPECT_TRUE(becomes("!document.querySelector('#theirs').checkVisibility()"));
}

TEST_F(Disk, theUserKeepsBoth) {
  begin();
  writeNote("Note.md", "theirs 2");
  clickOn("#conflict-both");
  ASSERT_TRUE(becomes("document.querySelector('#title').value === 'Note (mine)'"));
  EXPECT_EQ(lookText("document.querySelector('#editor').value"), "mine");
  EXPECT_EQ(onDisk("Note (mine).md"), "mine");
  EXPECT_EQ(onDisk("Note.md"), "theirs 2");
  clickOn("#list .note[data-name=\"Note.md\"]");
  ASSERT_TRUE(becomes("document.querySelector('#editor').value === 'theirs 2'"));
  EXPECT_EQ(textOf("#state"), "Saved");
}

TEST_F(Disk, theSameTextIsNoConflict) {
  begin();
  writeNote("Note.md", "mine");
  EXPECT_TRUE(becomes("document.querySelector('#state').textContent === 'Saved'"));
  EXPECT_TRUE(lookTrue("document.querySelector('#conflict').hidden"));
}

TEST_F(Disk, aNoteWhoseFileIsGoneIsKept) {
  begin();
  std::filesystem::remove(folder() / "Note.md");
  ASSERT_TRUE(becomes("!document.querySelector('#conflict').hidden"));
  EXPECT_EQ(textOf("#conflict-text"), "The file of this note is gone.");
  clickOn("#conflict-mine");
  EXPECT_TRUE(becomesOnDisk("Note.md", "mine"));
  EXPECT_TRUE(becomes("document.querySelector('#conflict').hidden && !document.querySelector('#workspace').hidden"));
}

TEST_F(Disk, aFileThatIsReplacedByALinkIsNotReadThroughIt) {
  writeNote("Note.md", "text");
  start();
  openNote("Note");
  const TemporaryDirectory elsewhere;
  const auto secret = elsewhere.write("secret.md", "the secret");
  std::filesystem::remove(folder() / "Note.md");
  std::filesystem::create_symlink(secret, folder() / "Note.md");
  EXPECT_TRUE(becomes("!document.querySelector('#empty').hidden"));
  EXPECT_EQ(lookText("document.body.textContent.includes('the secret')"), "false");
  EXPECT_EQ(lookText("notes.read('Note.md').then(() => 'read', (error) => error.code)"), "[object Promise]");
  EXPECT_EQ(look("notes.read('Note.md').then(() => 'read', (error) => error.code)"), Value("NOT_FOUND"));
}

TEST_F(Disk, whatIsNoTextOrTooLargeIsNotOpened) {
  expectAlerts();
  writeNote("Binary.md", "\xFF\xFE\x00 no text");
  writeNote("Huge.md", std::string((8U << 20U) + 1, 'x'));
  writeNote("Fine.md", "text");
  start();
  clickOn("#list .note", "Binary");
  EXPECT_TRUE(becomes("document.querySelector('#toasts').textContent.includes('not text in UTF-8')"));
  clickOn("#list .note", "Huge");
  EXPECT_TRUE(becomes("document.querySelector('#toasts').textContent.includes('over 8 MiB')"));
  openNote("Fine");
}

TEST_F(Disk, aFileWithOneForeignLineEndKeepsThoseOfItsOthers) {
  writeNote("Mixed.md", "one\ntwo\r\nthree\n");
  start();
  openNote("Mixed");
  clickInto("#editor");
  user().press("Ctrl+Home");
  type("zero\n");
  user().press("Ctrl+s");
  EXPECT_TRUE(becomesOnDisk("Mixed.md", "zero\none\ntwo\nthree\n"));
}

TEST_F(Disk, onlyWhatChangedInALongListIsDrawnAnew) {
  for (int i = 0; i < 500; ++i) writeNote("Note " + std::to_string(i) + ".md", std::string(1000, 'x'));
  start();
  ASSERT_TRUE(becomes("document.querySelector('#count').textContent === '500 notes'"));
  look("globalThis.items = new Set(document.querySelectorAll('#list .note-title')); 0");
  clickInto("#editor");
  user().press("Ctrl+Home");
  type("Typed at once. ");
  user().press("Ctrl+s");
  ASSERT_TRUE(becomes("document.querySelector('#state').textContent === 'Saved'"));
  ASSERT_TRUE(becomes("document.querySelector('#list .note-excerpt').textContent.startsWith('Typed at once. ')"));
  // Nothing is drawn anew but what changed.
  EXPECT_EQ(lookNumber("[...document.querySelectorAll('#list .note-title')].filter((each) => !items.has(each)).length"),
            1);
}

TEST_F(Disk, filesThatAreNotInTheListAreCountedBelowItAndNamed) {
  writeNote("Loud.MD", "text");
  writeNote("Bad\xFF.md", "text");
  start();
  ASSERT_TRUE(becomes("document.querySelector('#unlisted').textContent === '1 file is not shown'"));
  EXPECT_EQ(textOf("#count"), "1 note");
  openNote("Loud.MD");
  std::filesystem::create_symlink("Loud.MD", folder() / "Link.md");
  ASSERT_TRUE(becomes("document.querySelector('#unlisted').textContent === '2 files are not shown'"));
  clickOn("#unlisted");
  ASSERT_TRUE(becomes("document.querySelector('#dialog').open"));
  EXPECT_NE(textOf("#dialog-text").find("“Link.md”: It is a link"), std::string::npos);
  EXPECT_NE(textOf("#dialog-text").find("“Bad\uFFFD.md”: Its name has characters"), std::string::npos);
  user().press("Escape");
  std::filesystem::remove(folder() / "Bad\xFF.md");
  std::filesystem::remove(folder() / "Link.md");
  ASSERT_TRUE(becomes("document.querySelector('#unlisted').hidden"));
}

TEST_F(Disk, aThousandNotesThatComeAtOnceAreAllShown) {
  start();
  for (int i = 0; i < 1000; ++i) writeNote("Note " + std::to_string(i) + ".md", "text");
  EXPECT_TRUE(becomes("document.querySelector('#count').textContent === '1000 notes'"));
}

}  // namespace
}  // namespace transom::test
