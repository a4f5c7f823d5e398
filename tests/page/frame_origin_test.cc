// SPDX-License-Identifier: MIT
// Who main is told that a frame is, where a script has had its window before it: the engine goes on with the window of
// a blank frame when that loads a page of the same origin.
#include "support/frames_test.h"

#include <optional>
#include <string>
#include <string_view>

namespace transom::test {
namespace {

/// Makes a frame, changes its window at once as `attack` says, with `made` and its window `w`, and loads `/told` in it.
std::string maker(std::string_view attack) {
  return "<!doctype html><body><script>const made = document.createElement('iframe'); made.src = '/told';"
         "document.body.append(made); const w = made.contentWindow;" +
         std::string(attack) + "</script>";
}

class FrameOrigin : public FramesTest {
 protected:
  FrameOrigin() {
    page("<!doctype html><script>transom.ipcRenderer.send('told', globalThis.mark)</script>", "/told");
    ipcMain().on("told", [this](IpcMainEvent& event, const std::optional<std::string>& mark) {
      teller_ = event.senderFrame();
      mark_ = mark.value_or("");
    });
    ipcMain().handle("secret", {.allow = {Origin(here())}}, [] { return "the secret"; });
  }
  ~FrameOrigin() override { ipcMain().removeHandler("secret"); }

  std::string here() { return Origin::of(server().url("127.0.0.1", "/")); }
  std::string there() { return Origin::of(otherSite("/")); }

  /// Shows a page with a frame of another site in it, which attacks, and waits for what that one has made.
  void attack(const std::string& script) {
    page(maker(script), "/maker");
    open("<iframe src='" + otherSite("/maker") + "'></iframe>");
    ASSERT_TRUE(runUntil([this] { return teller_ != nullptr; }));
  }

  Frame teller_;
  std::string mark_;
};

TEST_F(FrameOrigin, isNoneThatAScriptHasGivenItsWindow) {
  attack("Object.defineProperty(w, 'origin', {value: '" + here() + "', configurable: true}); w.mark = 'reused';");
  EXPECT_EQ(mark_, "reused") << "the engine made a new window: this attacks nothing";
  EXPECT_EQ(teller_->url(), otherSite("/told"));
  EXPECT_EQ(teller_->origin(), there());
  EXPECT_EQ(evaluateIn(teller_, "origin"), Value(here()));
  EXPECT_THROW(evaluateIn(teller_, "transom.ipcRenderer.invoke('secret')"), Error);
  EXPECT_EQ(evaluateIn(main(), "transom.ipcRenderer.invoke('secret')"), Value("the secret"));
}

TEST_F(FrameOrigin, isNoneThatItsLocationOrItsSelfWouldTell) {
  attack(
      "for (const name of ['self', 'window', 'top', 'location'])"
      "  try { Object.defineProperty(w, name, {value: {origin: '" +
      here() +
      "', protocol: 'file:'}}); } catch {}"
      "w.mark = 'reused';");
  EXPECT_EQ(teller_->origin(), there());
}

TEST_F(FrameOrigin, andItsParentIsTheFrameAroundItWhateverAScriptHasPutThere) {
  attack("Object.defineProperty(w, 'parent', {value: top, configurable: true}); w.mark = 'reused';");
  EXPECT_EQ(mark_, "reused");
  ASSERT_TRUE(teller_->parent());
  EXPECT_EQ(teller_->parent()->url(), otherSite("/maker"));
  EXPECT_EQ(teller_->parent()->parent(), main());
}

TEST_F(FrameOrigin, isThatOfThePageAsSoonAsItsWindowIsTouched) {
  page(maker("Object.defineProperty(w, 'origin', {value: 'https://bank.example'});"
             "w.transom.ipcRenderer.send('told', 'blank');"),
       "/maker");
  open("<iframe src=/maker></iframe>");
  ASSERT_TRUE(runUntil([this] { return teller_ && teller_->url() == server().url("127.0.0.1", "/told"); }));
  EXPECT_EQ(teller_->origin(), here());
}

}  // namespace
}  // namespace transom::test
