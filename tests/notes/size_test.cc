// SPDX-License-Identifier: MIT
// Folders of many notes, and long notes: what each key costs does not grow with them. Counted is what is drawn, no
// time.
#include "notes_test.h"

#include <string>

namespace transom::test {
namespace {

class Size : public NotesTest {
 protected:
  /// 1.7 MB in 30,000 paragraphs.
  void openLongNote() {
    std::string text;
    for (int i = 0; i < 30'000; ++i) {
      const std::string number = std::to_string(i);
      text += "Paragraph " + std::string(5 - number.size(), '0') + number +
              " with some *words* in it, 57 bytes in all.\n\n";
    }
    writeNote("Long.md", text);
    start();
    openNote("Long");
  }
  std::string inEditor(const std::string& range) {
    return lookText("document.querySelector('#editor').value.trim().slice(" + range + ")");
  }
};

TEST_F(Size, fiveThousandNotesCostNothingWhileTheUserTypes) {
  for (int i = 0; i < 5'000; ++i) writeNote("Note " + std::to_string(i) + ".md", "A few words.");
  start();
  ASSERT_TRUE(becomes("document.querySelector('#count').textContent === '5000 notes'"));
  EXPECT_LT(lookNumber("document.querySelectorAll('#list *').length"), 200);
  clickInto("#editor");
  user().press("Ctrl+a");
  type("a");
  ASSERT_TRUE(becomes("document.querySelector('#list .note.unsaved')"));
  look(
      "globalThis.drawn = 0;"
      "new MutationObserver((records) => { drawn += records.length; })"
      ".observe(document.querySelector('#list'), {subtree: true, childList: true, attributes: true, characterData: "
      "true}); 0");
  type("ll of this, and not a letter less");
  EXPECT_EQ(inEditor("0"), "all of this, and not a letter less");
  EXPECT_EQ(lookNumber("drawn"), 0);
}

TEST_F(Size, fiveThousandNotesAreAllReachedByScrollingAndByKeys) {
  for (int i = 0; i < 5'000; ++i)
    writeNote("Note " + std::to_string(i) + ".md", "A few words.", std::chrono::hours(1 + i));
  start();
  ASSERT_TRUE(becomes("document.querySelector('#count').textContent === '5000 notes'"));
  look("document.querySelector('#list').scrollTop = 1e9; 0");
  openNote("Note 4999");
  EXPECT_EQ(lookText("document.querySelector('#list .note[aria-selected=true]').ariaPosInSet"), "5000");
  clickInto("#list .note[aria-selected=true]");
  for (int place = 4'998; place > 4'970; --place) {
    user().press("Up");
    ASSERT_TRUE(becomes("document.querySelector('#title').value === 'Note " + std::to_string(place) + "'"));
  }
  EXPECT_TRUE(lookTrue("document.activeElement.dataset.name === 'Note 4971.md'"));
}

TEST_F(Size, aLongNoteIsInTheEditorPartByPart) {
  openLongNote();
  EXPECT_LT(lookNumber("document.querySelector('#editor').value.length"), 100'000);
  EXPECT_EQ(textOf("#parts-place"), "Part 1 of 59");
  clickInto("#editor");
  user().press("Ctrl+Home");
  type("Now ");
  EXPECT_EQ(inEditor("0, 19"), "Now Paragraph 00000");
  ASSERT_TRUE(becomes("document.querySelector('#preview em')"));
  user().press("Ctrl+End");
  ASSERT_TRUE(becomes("document.querySelector('#parts-place').textContent === 'Part 59 of 59'"));
  type("The end.");
  EXPECT_EQ(inEditor("-27"), " 57 bytes in all.\n\nThe end.");
  ASSERT_TRUE(becomes("document.querySelector('#preview').textContent.trim().endsWith('The end.')"));
  user().press("Ctrl+s");
  ASSERT_TRUE(becomes("document.querySelector('#state').textContent === 'Saved'"));
  const std::string saved = onDisk("Long.md");
  EXPECT_EQ(saved.size(), 30'000 * 59 + 12);
  EXPECT_EQ(saved.substr(0, 19), "Now Paragraph 00000");
  EXPECT_EQ(saved.substr(saved.size() - 8), "The end.");
}

TEST_F(Size, partsOfALongNoteFollowEachOtherWithNothingLostBetween) {
  openLongNote();
  clickOn("#parts-later");
  ASSERT_TRUE(becomes("document.querySelector('#parts-place').textContent === 'Part 2 of 59'"));
  const std::string second = inEditor("0, 15");
  ASSERT_TRUE(becomes("document.querySelector('#preview').textContent.trim().startsWith('" + second + "')"));
  clickInto("#editor");
  user().press("Ctrl+Home");
  ASSERT_TRUE(becomes("document.querySelector('#parts-place').textContent === 'Part 1 of 59'"));
  // The number of the last paragraph of the first part: the next one begins the second.
  const int last = lookNumber("Number(document.querySelector('#editor').value.match(/Paragraph (\\d+)[^P]*$/)[1])");
  EXPECT_EQ(std::stoi(second.substr(10)), last + 1);
}

TEST_F(Size, aHitFarDownALongNoteIsShown) {
  openLongNote();
  user().press("Ctrl+f");
  ASSERT_TRUE(becomes("document.activeElement.id === 'search'"));
  type("paragraph 20345");
  clickOn("#results .result");
  ASSERT_TRUE(becomes("document.activeElement.id === 'editor'"));
  EXPECT_EQ(lookText("(({value, selectionStart, selectionEnd}) => value.slice(selectionStart, selectionEnd))"
                     "(document.querySelector('#editor'))"),
            "Paragraph 20345");
}

}  // namespace
}  // namespace transom::test
