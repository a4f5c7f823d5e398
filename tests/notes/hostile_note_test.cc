// SPDX-License-Identifier: MIT
// Notes come from anywhere: what one of them may try, and what a page that it has taken over could do.
#include "notes_test.h"

#include <string>

namespace transom::test {
namespace {

using HostileNote = NotesTest;

TEST_F(HostileNote, runsNoScriptAndLooksLikeNothingButText) {
  writeNote("Hostile.md", R"(# still **there**

<script>window.hacked = 'script'</script>
<img src=x onerror="window.hacked = 'onerror'">
<svg onload="window.hacked = 'svg'"><script>window.hacked = 'svg script'</script></svg>
<iframe srcdoc="<script>parent.hacked = 'frame'</script>"></iframe>
<a href="javascript:window.hacked='link'">click</a>
[markdown](javascript:window.hacked='markdown')
<div style="position: fixed; inset: 0; z-index: 99" class="toast" id="save">cover</div>
<form action="https://example.org"><input type="password" name="secret"><button>Log in</button></form>
<meta http-equiv="refresh" content="0; url=https://example.org/">
<base href="https://example.org/"><style>body { display: none }</style>
<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.hacked='mxss'&gt;">
)");
  start();
  openNote("Hostile");
  ASSERT_TRUE(becomes("document.querySelector('#preview h1 strong')?.textContent === 'there'"));
  const char* const kDangerous =
      "#preview :is(script, iframe, style, form, button, svg, base, meta, input[type=password], [style], [class], "
      "[id], "
      "[onerror], [onload], a[href^=javascript])";
  EXPECT_EQ(
      lookText("[...document.querySelectorAll('" + std::string(kDangerous) + "')].map((e) => e.outerHTML).join()"), "");
  for (const char* link : {"click", "markdown"}) clickOn("#preview", link);
  EXPECT_EQ(lookText("typeof window.hacked"), "undefined");
  EXPECT_EQ(notesApp().window().webContents().url(), "app://main/index.html");
}

TEST_F(HostileNote, theContentSecurityPolicyHoldsEvenIfOneGetsThrough) {
  start();
  look(
      "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked = 1\">');"
      "const script = document.createElement('script'); script.textContent = 'window.hacked = 2'; "
      "document.body.append(script); 0");
  EXPECT_EQ(look("new Promise((resolve) => { const image = document.querySelector('body > img'); "
                 "image.complete ? resolve(true) : image.addEventListener('error', () => resolve(true)); })"),
            Value(true));
  EXPECT_EQ(lookText("typeof window.hacked"), "undefined");
  EXPECT_EQ(look("fetch('https://example.org/').then(() => 'sent', () => 'refused')"), Value("refused"));
}

TEST_F(HostileNote, aPageThatIsTakenOverHasNothingButTheNotesOfItsFolder) {
  const TemporaryDirectory elsewhere;
  const auto secret = elsewhere.write("secret.md", "the secret");
  std::filesystem::create_symlink(secret, folder() / "link.md");
  std::filesystem::create_symlink(elsewhere.path(), folder() / "directory");
  writeNote(".hidden.md", "hidden");
  writeNote("Note.md", "text");
  start();
  EXPECT_EQ(lookText("[typeof require, typeof transom, typeof ipcRenderer, typeof process].join()"),
            "undefined,undefined,undefined,undefined");
  EXPECT_EQ(lookText("Object.keys(notes).sort().join()"),
            "add,close,drafts,dropDraft,keepDraft,list,onAskToClose,onChanged,read,remove,rename,save,search,"
            "setUnsaved,unlisted");
  look(
      "globalThis.codes = async (call) => { const bad = ['../secret.md', '" + secret.string() +
      "', 'directory/secret.md', '.hidden.md', '..', '', '.md', 'a\\0.md', 'a\\n.md', 'x'.repeat(300) + '.md', "
      "'Note.txt', '\\u202Edm.md', 'a\\\\b.md', '\\uD800.md'.slice(0, 1)]; const found = new Set(); for (const name of "
      "bad) found.add(await call(name).then(() => 'done ' + name, (error) => error.code)); return [...found].join(); "
      "}; 0");
  for (const char* call : {"read(name)", "save(name, 'x', '')", "add(name, 'x')", "rename('Note.md', name)",
                           "rename(name, 'New.md')", "remove(name)"}) {
    EXPECT_EQ(look("codes((name) => notes." + std::string(call) + ")"), Value("BAD_NAME")) << call;
  }
  for (const char* call : {"read('link.md')", "remove('missing.md')", "rename('missing.md', 'New.md')"}) {
    EXPECT_EQ(look("notes." + std::string(call) + ".then(() => 'done', (error) => error.code)"), Value("NOT_FOUND"))
        << call;
  }
  EXPECT_EQ(look("notes.save('link.md', 'x', '').then(() => 'done', (error) => error.code)"), Value("CONFLICT"));
  EXPECT_EQ(look("notes.read({}).then(() => 'done', (error) => error.name)"), Value("TypeError"));
  EXPECT_EQ(look("notes.add('Big.md', 'x'.repeat(2 ** 23 + 1)).then(() => 'done', (error) => error.code)"),
            Value("TOO_LARGE"));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(elsewhere.path()), {}), 1);
  EXPECT_EQ(onDisk("Note.md"), "text");
  EXPECT_EQ(onDisk(".hidden.md"), "hidden");
}

}  // namespace
}  // namespace transom::test
