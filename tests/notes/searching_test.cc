// SPDX-License-Identifier: MIT
// Searching in all notes: hits come as they are found.
#include "notes_test.h"

namespace transom::test {
namespace {

class Searching : public NotesTest {
 protected:
  void begin() {
    start();
    user().press("Ctrl+f");
    ASSERT_TRUE(becomes("document.activeElement.id === 'search'"));
  }
};

TEST_F(Searching, findsAsTheUserTypesAndOpensThePlace) {
  writeNote("Garden.md", "# Garden\n\nThe first line.\nÄpfel and 🍐 pears\n");
  writeNote("Kitchen.md", "pears again");
  writeNote("Pears.md", "nothing of that sort");
  begin();
  type("PEARS");
  ASSERT_TRUE(becomes("document.querySelector('.results-status').textContent === '3 places found'"));
  EXPECT_TRUE(lookTrue("document.querySelector('#list').hidden"));
  clickOn(".result", "Äpfel");
  ASSERT_TRUE(becomes("document.querySelector('#title').value === 'Garden'"));
  ASSERT_TRUE(becomes("document.activeElement.id === 'editor'"));
  EXPECT_EQ(lookText("(({value, selectionStart, selectionEnd}) => value.slice(selectionStart, selectionEnd))"
                     "(document.querySelector('#editor'))"),
            "pears");
  EXPECT_EQ(lookText("document.querySelector('#editor').selectionStart > 30"), "true");
  user().press("Ctrl+f");
  user().press("Escape");
  EXPECT_TRUE(becomes("!document.querySelector('#list').hidden && document.querySelector('#results').hidden"));
}

TEST_F(Searching, showsHitsWhileItGoesOn) {
  for (int i = 0; i < 200; ++i) writeNote("Note " + std::to_string(i) + ".md", "a needle in it");
  begin();
  look(
      "globalThis.seen = new Set(); new MutationObserver(() => seen.add(document.querySelector('.results-status')"
      ".textContent)).observe(document.querySelector('#results'), {subtree: true, childList: true, characterData: "
      "true});"
      " 0");
  type("needle");
  ASSERT_TRUE(becomes("document.querySelector('.results-status').textContent === '200 places found'"));
  EXPECT_TRUE(lookTrue("[...seen].some((text) => /^\\d+ found so far…$/.test(text))"));
}

TEST_F(Searching, endsAfterTheFirst300Places) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "one needle\n";
  writeNote("Hay.md", text);
  begin();
  type("needle");
  ASSERT_TRUE(becomes("document.querySelector('.results-status').textContent === 'The first 300 places'"));
  EXPECT_EQ(look("document.querySelectorAll('.result').length"), Value(300));
  // And another one can begin.
  user().press("Ctrl+a");
  type("no such thing");
  EXPECT_TRUE(becomes("document.querySelector('.results-status').textContent === 'Nothing found'"));
}

TEST_F(Searching, saysWhichNotesItCouldNotRead) {
  // The newest note is opened at the start, and this one can't be.
  writeNote("Binary.md", "\xFF\xFE needle", std::chrono::hours(1));
  writeNote("Fine.md", "a needle");
  begin();
  type("needle");
  ASSERT_TRUE(becomes("document.querySelector('.results-status').textContent === '1 place found'"));
  EXPECT_EQ(textOf(".result-unread"),
            "“Binary” could not be searched. This file is not text in UTF-8. Saving it from here would damage it.");
}

TEST_F(Searching, canBeDoneByKeyboardAlone) {
  writeNote("One.md", "a needle");
  writeNote("Two.md", "another needle");
  begin();
  type("needle");
  ASSERT_TRUE(becomes("document.querySelector('.results-status').textContent === '2 places found'"));
  user().press("Down");
  user().press("Down");
  ASSERT_TRUE(becomes("document.activeElement === document.querySelectorAll('.result')[1]"));
  const std::string title = lookText("document.querySelectorAll('.result-group h2')[1].textContent");
  user().press("Return");
  EXPECT_TRUE(becomes("document.querySelector('#title').value === '" + title + "'"));
}

}  // namespace
}  // namespace transom::test
