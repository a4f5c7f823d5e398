// SPDX-License-Identifier: MIT
// Writing notes: by keyboard and mouse, in the real application.
#include "notes_test.h"

#include <chrono>

namespace transom::test {
namespace {

using Editing = NotesTest;

TEST_F(Editing, beginsWithTheNotesOfTheFolderTheOneChangedLastFirst) {
  writeNote("Older.md", "# Older\n\nFrom the day before.", std::chrono::hours(49));
  writeNote("Newer.md", "- [ ] **First** thing");
  writeNote(".hidden.md", "nobody sees it");
  writeNote("picture.png", "no note");
  std::filesystem::create_directory(folder() / "directory.md");
  std::filesystem::create_symlink("/etc/hostname", folder() / "link.md");
  start();
  ASSERT_TRUE(becomes("document.querySelectorAll('#list .note').length === 2"));
  EXPECT_TRUE(comesToShow("#list .note:nth-child(1)", "Newer Just now First thing"));
  EXPECT_TRUE(comesToShow("#list .note:nth-child(2) .note-excerpt", "From the day before."));
  EXPECT_EQ(textOf("#count"), "2 notes");
  // And shows the first of them.
  EXPECT_TRUE(becomes("document.querySelector('#title').value === 'Newer'"));
  EXPECT_EQ(textOf("#preview"), "First thing");
}

TEST_F(Editing, showsWhatIsTypedAndSavesItWithCtrlS) {
  writeNote("Plan.md", "Begin.\n");
  start();
  openNote("Plan");
  clickInto("#editor");
  user().press("Ctrl+End");
  type("Then *go on*!");
  ASSERT_TRUE(becomes("document.querySelector('#preview em')?.textContent === 'go on'"));
  EXPECT_EQ(textOf("#state"), "Unsaved");
  EXPECT_TRUE(becomes("document.querySelector('#list .note.unsaved')"));
  EXPECT_EQ(textOf("#words"), "4 words");
  EXPECT_EQ(onDisk("Plan.md"), "Begin.\n");
  user().press("Ctrl+s");
  ASSERT_TRUE(becomes("document.querySelector('#state').textContent === 'Saved'"));
  EXPECT_EQ(onDisk("Plan.md"), "Begin.\nThen *go on*!");
  EXPECT_TRUE(becomes("!document.querySelector('#list .note.unsaved')"));
  // Nothing but the note is left in the folder.
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder()), {}), 1);
}

TEST_F(Editing, makesANoteWithCtrlNAndNamesIt) {
  start();
  EXPECT_EQ(textOf("#empty-title"), "Nothing here yet");
  user().press("Ctrl+n");
  ASSERT_TRUE(becomes("document.activeElement.id === 'title' && document.activeElement.value === 'Untitled'"));
  type("Shopping\n");
  ASSERT_TRUE(becomes("document.activeElement.id === 'editor'"));
  ASSERT_TRUE(becomes("document.querySelector('#list .note-title')?.textContent === 'Shopping'"));
  type("- bread\nmilk\n\ndone");
  user().press("Ctrl+s");
  // Enter goes on with a list, and ends it after an empty item.
  ASSERT_TRUE(becomesOnDisk("Shopping.md", "- bread\n- milk\ndone"));
  EXPECT_FALSE(std::filesystem::exists(folder() / "Untitled.md"));
}

TEST_F(Editing, makesTheFirstNoteByTheButton) {
  start();
  clickOn("#empty-new");
  ASSERT_TRUE(becomes("document.activeElement.id === 'title'"));
  EXPECT_TRUE(std::filesystem::exists(folder() / "Untitled.md"));
}

TEST_F(Editing, renamesWithF2AndKeepsWhatIsUnsaved) {
  expectAlerts();
  writeNote("Draft.md", "text");
  writeNote("Taken.md", "other");
  start();
  openNote("Draft");
  clickInto("#editor");
  user().press("Ctrl+End");
  type(" more");
  ASSERT_TRUE(becomes("document.querySelector('#state').textContent === 'Unsaved'"));
  user().press("F2");
  ASSERT_TRUE(becomes("document.activeElement.id === 'title'"));
  type("Taken\n");
  ASSERT_TRUE(becomes("document.querySelector('.toast.alert')?.textContent.includes('“Taken.md” already')"));
  EXPECT_EQ(lookText("document.querySelector('#title').value"), "Draft");
  look("globalThis.alerts = ''");
  user().press("F2");
  type("Letter\n");
  ASSERT_TRUE(becomes("document.querySelector('#list').textContent.includes('Letter')"));
  EXPECT_EQ(onDisk("Letter.md"), "text");
  EXPECT_FALSE(std::filesystem::exists(folder() / "Draft.md"));
  user().press("Ctrl+s");
  EXPECT_TRUE(becomesOnDisk("Letter.md", "text more"));
  EXPECT_EQ(lookText("globalThis.alerts"), "");
  EXPECT_EQ(onDisk("Taken.md"), "other");
}

TEST_F(Editing, showsTheNoteThatWasClickedOnLastThoughTheOneBeforeTakesLonger) {
  writeNote("First.md", "text");
  writeNote("Slow.md", std::string(7'000'000, 'x'), std::chrono::hours(1));
  writeNote("Quick.md", "text", std::chrono::hours(2));
  start();
  ASSERT_TRUE(becomes("document.querySelector('#title').value === 'First'"));
  clickOn("#list .note", "Slow");
  openNote("Quick");
  // Answered after the page's own question, which came first.
  look("notes.read('Slow.md').then(() => 0)");
  look("notes.read('Slow.md').then(() => 0)");
  EXPECT_EQ(lookText("document.querySelector('#title').value"), "Quick");
  EXPECT_EQ(lookText("document.querySelector('#editor').value"), "text");
}

TEST_F(Editing, deletesANoteOnlyAfterAsking) {
  writeNote("Doomed.md", "text");
  start();
  openNote("Doomed");
  clickOn("#delete");
  ASSERT_TRUE(becomes("document.querySelector('#dialog').open"));
  EXPECT_EQ(textOf("#dialog-title"), "Delete “Doomed”?");
  user().press("Escape");
  ASSERT_TRUE(becomes("!document.querySelector('#dialog').open"));
  EXPECT_EQ(onDisk("Doomed.md"), "text");
  clickOn("#delete");
  clickOn("#dialog button", "Delete");
  ASSERT_TRUE(becomes("!document.querySelector('#empty').hidden"));
  EXPECT_FALSE(std::filesystem::exists(folder() / "Doomed.md"));
  EXPECT_TRUE(becomes("document.querySelector('#count').textContent === '0 notes'"));
}

TEST_F(Editing, keepsUnsavedTextWhileAnotherNoteIsOpen) {
  writeNote("One.md", "one");
  writeNote("Two.md", "two");
  start();
  openNote("One");
  clickInto("#editor");
  user().press("Ctrl+End");
  type(" and more");
  ASSERT_TRUE(becomes("document.querySelector('#state').textContent === 'Unsaved'"));
  openNote("Two");
  EXPECT_EQ(textOf("#state"), "Saved");
  openNote("One");
  EXPECT_EQ(lookText("document.querySelector('#editor').value"), "one and more");
  EXPECT_EQ(textOf("#state"), "Unsaved");
}

TEST_F(Editing, hasTheEnginesMenuInTextsAndNotOfAWebPage) {
  writeNote("Note.md", "Some text, [a link](Note.md)");
  start();
  openNote("Note");
  look(
      "globalThis.menus = '';"
      "addEventListener('contextmenu', (event) => { menus += `${event.target.localName} ${!event.defaultPrevented},`; "
      "}); 0");
  for (const char* place : {"#list .note", "#preview a", "#preview p", "#count", "#editor"}) clickRightOn(place);
  EXPECT_TRUE(becomes("menus === 'button false,a false,p false,span false,textarea true,'"));
}

TEST_F(Editing, walksThroughTheListWithTheArrowKeys) {
  writeNote("A.md", "a");
  writeNote("B.md", "b");
  start();
  openNote(lookText("document.querySelector('#list .note-title').textContent"));
  const std::string second = lookText("document.querySelectorAll('#list .note-title')[1].textContent");
  clickInto("#list .note[aria-selected=true]");
  user().press("Down");
  ASSERT_TRUE(becomes("document.querySelector('#title').value === '" + second + "'"));
  user().press("Up");
  EXPECT_TRUE(becomes("document.querySelector('#title').value !== '" + second + "'"));
}

TEST_F(Editing, keepsTheLineEndsOfAFile) {
  writeNote("Windows.md", "one\r\ntwo\r\n");
  start();
  openNote("Windows");
  clickInto("#editor");
  user().press("Ctrl+Home");
  type("zero\n");
  user().press("Ctrl+s");
  EXPECT_TRUE(becomesOnDisk("Windows.md", "zero\r\none\r\ntwo\r\n"));
}

TEST_F(Editing, marksTextWithCtrlBAndTakesItBackWithCtrlZ) {
  writeNote("Bold.md", "word");
  start();
  openNote("Bold");
  clickInto("#editor");
  user().press("Ctrl+a");
  user().press("Ctrl+b");
  ASSERT_TRUE(becomes("document.querySelector('#editor').value === '**word**'"));
  EXPECT_TRUE(becomes("document.querySelector('#preview strong')?.textContent === 'word'"));
  user().press("Ctrl+z");
  EXPECT_TRUE(becomes("document.querySelector('#editor').value === 'word'"));
}

TEST_F(Editing, letsPanesBeDraggedWiderAndRemembersIt) {
  writeNote("Note.md", "text");
  start();
  openNote("Note");
  const auto width = [this] { return lookNumber("document.querySelector('#sidebar').clientWidth"); };
  const int before = width();
  const int middle = lookNumber("innerHeight / 2 | 0");
  user().moveTo(before, middle);
  user().pressButton();
  user().moveTo(before + 40, middle);
  user().moveTo(before + 90, middle);
  user().releaseButton();
  ASSERT_TRUE(
      becomes("Math.abs(document.querySelector('#sidebar').clientWidth - " + std::to_string(before + 90) + ") <= 2"));
  ASSERT_TRUE(becomes("localStorage.getItem('sidebar-width') !== null"));
  const int after = width();
  wait(notesApp().window().webContents().loadURL("app://main/index.html"));
  ASSERT_TRUE(becomes("document.querySelector('#list .note')"));
  EXPECT_EQ(width(), after);
}

TEST_F(Editing, opensNotesThatLinksLeadToAndLeavesItsPageForNoOther) {
  writeNote("Start.md", "[there](My%20target.md) [away](https://example.org/)");
  writeNote("My target.md", "here");
  start();
  openNote("Start");
  clickOn("#preview a", "away");
  ASSERT_TRUE(becomes("document.querySelector('.toast')?.textContent.includes('https://example.org/')"));
  clickOn("#preview a", "there");
  ASSERT_TRUE(becomes("document.querySelector('#title').value === 'My target'"));
  EXPECT_EQ(notesApp().window().webContents().url(), "app://main/index.html");
}

}  // namespace
}  // namespace transom::test
