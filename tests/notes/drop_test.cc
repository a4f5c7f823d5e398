// SPDX-License-Identifier: MIT
// Files that are dragged from another application and dropped on the window, by the X server's protocol for that.
#include "drag_source.h"
#include "notes_test.h"

#include <glib-unix.h>

#include <functional>
#include <string>
#include <string_view>

namespace transom::test {
namespace {

class Drop : public NotesTest {
 protected:
  /// Drags a file with this content over the window, and drops it as soon as the window shows that it can be.
  void drop(const std::string& name, std::string_view text) {
    const auto file = elsewhere_.write(name, text);
    // The engine knows the field from its first event there on.
    look(
        "globalThis.isOver = false;"
        "document.querySelector('#drop').addEventListener('dragenter', () => { isOver = true; }); 0");
    const auto drag = user().dragFile(file.string());
    drag->moveTo(500, 300);
    ASSERT_TRUE(answers(*drag, [&] { return drag->isAccepted(); }));
    ASSERT_TRUE(becomes("!document.querySelector('#drop').hidden"));
    drag->moveTo(501, 301);
    ASSERT_TRUE(answers(*drag, [&] { return drag->isAccepted(); }));
    ASSERT_TRUE(becomes("isOver"));
    drag->drop();
    ASSERT_TRUE(answers(*drag, [&] { return drag->isFinished(); }));
    EXPECT_TRUE(becomes("document.querySelector('#drop').hidden"));
  }

 private:
  /// Runs the application until it has answered the drag so.
  bool answers(DragSource& drag, const std::function<bool()>& done) {
    const guint source = g_unix_fd_add(
        drag.descriptor(), G_IO_IN,
        [](gint, GIOCondition, gpointer data) -> gboolean {
          static_cast<DragSource*>(data)->readEvents();
          return G_SOURCE_CONTINUE;
        },
        &drag);
    drag.readEvents();  // what Xlib has read already makes no descriptor readable
    const bool isDone = runUntil(done);
    g_source_remove(source);
    return isDone;
  }

  TemporaryDirectory elsewhere_;
};

TEST_F(Drop, takesInAMarkdownFile) {
  start();
  drop("From afar.md", "# Hello\n\nfrom *afar*");
  ASSERT_TRUE(becomes("document.querySelector('#title').value === 'From afar'"));
  EXPECT_EQ(textOf("#preview em"), "afar");
  EXPECT_EQ(onDisk("From afar.md"), "# Hello\n\nfrom *afar*");
}

TEST_F(Drop, givesANoteANameOfItsOwn) {
  writeNote("Same.md", "mine");
  start();
  drop("Same.txt", "theirs");
  ASSERT_TRUE(becomes("document.querySelector('#title').value === 'Same 2'"));
  EXPECT_EQ(onDisk("Same.md"), "mine");
  EXPECT_EQ(onDisk("Same 2.md"), "theirs");
}

TEST_F(Drop, refusesWhatIsNoText) {
  expectAlerts();
  start();
  drop("picture.png", "not a note");
  EXPECT_TRUE(becomes("document.querySelector('.toast.alert')?.textContent.includes('only .md and .txt')"));
  drop("binary.md", "\xFF\xFE");
  EXPECT_TRUE(becomes("document.querySelector('#toasts').textContent.includes('“binary.md” is not text in UTF-8')"));
  EXPECT_TRUE(std::filesystem::is_empty(folder()));
  EXPECT_EQ(notesApp().window().webContents().url(), "app://main/index.html");
}

}  // namespace
}  // namespace transom::test
