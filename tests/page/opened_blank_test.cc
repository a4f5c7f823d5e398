// SPDX-License-Identifier: MIT
// Windows that frames ask for, and documents without an address of their own in them: whose they are decides what they
// get.
#include "support/isolation_test.h"

#include <string>
#include <string_view>
#include <vector>

namespace transom::test {
namespace {

constexpr const char* kSecret = R"js(
  contextBridge.exposeInMainWorld('api', {secret: () => ipcRenderer.invoke('secret')});
)js";

// A frame that opens what it is told to, and tells the page what it can reach of it: at once, when its parent asks once
// more, and after it has sent it to about:blank.
constexpr const char* kThief = R"js(<!doctype html><script>
  let loot;
  const reach = async () => {
    try {
      return [loot.location.href, typeof loot.api, typeof loot.transom,
              loot.api ? await loot.api.secret() : 'nothing'].join(' ');
    } catch (error) { return error.name; }
  };
  addEventListener('message', async ({data}) => {
    if (data.open !== undefined) loot = window.open(data.open);
    if (data.pretend) {
      loot.origin = data.pretend;
      Object.defineProperty(loot, 'origin', {value: data.pretend});
    }
    if (data.go) loot.location = data.go;
    if (data.reopen) { loot.document.open(); loot.document.write('<script>1</' + 'script>'); loot.document.close(); }
    top.postMessage(loot ? await reach() : 'no window', '*');
  });
  top.postMessage('ready', '*');
</script>)js";

class OpenedBlank : public IsolationTest {
 protected:
  OpenedBlank() {
    page("<!doctype html><title>opener</title>", "/opener");
    page("<!doctype html><title>opened</title>", "/opened");
    page(kThief, "/thief");
    ipcMain().handle("secret", [this] {
      ++told_;
      return "the secret";
    });
  }
  /// What pages have opened outlives them, and tells this of its loads.
  ~OpenedBlank() override {
    ipcMain().removeHandler("secret");
    for (const auto& each : app().allWebContents()) each->close();
  }

  std::string here(std::string_view path) { return server().url("127.0.0.1", path); }
  std::string there(std::string_view path) { return server().url("localhost", path); }

  /// A window with the preload script that shows a page of ours, and lets it and its frames open windows.
  void begin(const WindowOpenAction& action = {.allow = true}, const NavigationRules& rules = {}) {
    NavigationRules navigation = rules;
    navigation.allowInFrames.emplace_back(Origin::of(there("/")));
    load(withPreload(kSecret, {.navigation = navigation}), here("/opener"));
    contents().setWindowOpenHandler([this, action](const WindowOpenDetails& details) {
      asked_.push_back(details);
      return action;
    });
    contents().on("did-create-window", [this](WindowCreatedEvent& event) {
      opened_ = &event.window();
      event.window().webContents().on("did-finish-load", [this] { ++loads_; });
    });
    evaluate("globalThis.heard = []; addEventListener('message', ({data}) => heard.push(data)); 1");
  }
  /// Puts the thief into a frame with those attributes.
  void letIn(const std::string& attributes) {
    evaluate("document.body.innerHTML = `<iframe " + attributes + "></iframe>`; 1");
    ASSERT_EQ(hear(), "ready");
  }
  void letInForeign() { letIn("src='" + there("/thief") + "'"); }
  void letInSandboxed() {
    letIn("sandbox='allow-scripts allow-popups allow-popups-to-escape-sandbox' srcdoc='" + escaped(kThief) + "'");
  }
  /// What the thief tells next.
  std::string hear() {
    EXPECT_TRUE(runUntil([this] { return evaluate("heard.length > 0") == Value(true); }));
    return std::string(evaluate("String(heard.shift())").asString());
  }
  std::string tell(const std::string& message) {
    evaluate("frames[0].postMessage(" + message + ", '*'); 1");
    return hear();
  }
  /// Has the thief look until the window shows `url`.
  std::string look(const std::string& url) {
    std::string seen;
    EXPECT_TRUE(runUntil([&] { return (seen = tell("{}")).starts_with(url); })) << seen;
    return seen;
  }
  std::string evaluateOpened(std::string_view code) { return dump(evaluate(*opened_, code)); }

  static std::string escaped(std::string_view html) {
    std::string text;
    for (const char c : html) text += c == '\'' ? "&#39;" : c == '`' ? "&#96;" : std::string(1, c);
    return text;
  }

  std::vector<WindowOpenDetails> asked_;
  BrowserWindow* opened_ = nullptr;
  int loads_ = 0;
  int told_ = 0;
};

TEST_F(OpenedBlank, ofAForeignFrameHasNoPreloadScriptAndNoIpc) {
  begin();
  letInForeign();
  EXPECT_EQ(tell("{open: 'about:blank'}"), "about:blank undefined undefined nothing");
  EXPECT_EQ(look("about:blank"), "about:blank undefined undefined nothing");
  EXPECT_EQ(tell("{open: ''}"), "about:blank undefined undefined nothing");
  EXPECT_EQ(told_, 0);
}

TEST_F(OpenedBlank, ofASandboxedFrameHasNoPreloadScriptAndNoIpc) {
  begin();
  letInSandboxed();
  EXPECT_EQ(tell("{open: 'about:blank'}"), "about:blank undefined undefined nothing");
  EXPECT_EQ(look("about:blank"), "about:blank undefined undefined nothing");
  EXPECT_EQ(told_, 0);
}

TEST_F(OpenedBlank, hasNoneWhereTheHandlerGivesOptionsEither) {
  begin({.allow = true,
         .options = BrowserWindowOptions{
             .webPreferences = {.preload = files_.path() / "preload.js", .exposeIpcToPage = true}}});
  letInForeign();
  EXPECT_EQ(tell("{open: 'about:blank'}"), "about:blank undefined undefined nothing");
  letInSandboxed();
  EXPECT_EQ(tell("{open: 'about:blank'}"), "about:blank undefined undefined nothing");
  EXPECT_EQ(told_, 0);
}

TEST_F(OpenedBlank, thatFollowsAPageOfOursHasNone) {
  begin();
  letInForeign();
  EXPECT_EQ(tell("{open: '" + here("/opened") + "'}").substr(0, 8), "about:bl");
  ASSERT_TRUE(runUntil([this] { return loads_ == 1; }));
  EXPECT_EQ(opened_->webContents().url(), here("/opened"));
  EXPECT_EQ(evaluateOpened("api.secret()"), "\"the secret\"");
  EXPECT_EQ(tell("{}"), "SecurityError");
  EXPECT_EQ(told_, 1);
  tell("{go: 'about:blank'}");
  EXPECT_EQ(look("about:blank"), "about:blank undefined undefined nothing");
  EXPECT_EQ(told_, 1);
}

TEST_F(OpenedBlank, hasNoneThoughItPretendsToBeOfTheOrigin) {
  begin();
  letInForeign();
  const std::string pretend = "pretend: '" + Origin::of(here("/")) + "', ";
  tell("{open: '', " + pretend + "go: 'about:blank'}");
  ASSERT_TRUE(runUntil([this] { return loads_ >= 1; }));
  EXPECT_EQ(look("about:blank"), "about:blank undefined undefined nothing");
  tell("{open: 'about:blank', " + pretend + "go: 'about:blank#place'}");
  EXPECT_EQ(look("about:blank"), "about:blank#place undefined undefined nothing");
  tell("{open: 'about:blank', " + pretend + "reopen: true}");
  EXPECT_EQ(look(there("/thief")), there("/thief") + " undefined undefined nothing");
  tell("{open: 'about:blank', " + pretend + "go: 'javascript:`<script>1</script>`'}");
  EXPECT_EQ(look("about:blank"), "about:blank undefined undefined nothing");
  EXPECT_EQ(told_, 0);
}

TEST_F(OpenedBlank, ofThePageItselfHasWhatThePageHas) {
  begin();
  EXPECT_EQ(texts("(globalThis.child = window.open('about:blank')).api.secret()"), "\"the secret\"");
  ASSERT_TRUE(runUntil([this] { return loads_ == 1; }));
  evaluate("child.location = '" + here("/opened") + "'; 1");
  ASSERT_TRUE(runUntil([this] { return loads_ == 2; }));
  EXPECT_EQ(opened_->webContents().url(), here("/opened"));
  EXPECT_EQ(evaluateOpened("api.secret()"), "\"the secret\"");
  EXPECT_EQ(texts("window.open('').api.secret()"), "\"the secret\"");
}

TEST_F(OpenedBlank, thatAWindowOfAForeignFrameOpensHasNone) {
  begin();
  letInForeign();
  tell("{open: 'about:blank'}");
  opened_->webContents().setWindowOpenHandler([](const WindowOpenDetails&) { return WindowOpenAction{.allow = true}; });
  EXPECT_EQ(evaluateOpened("typeof open('about:blank').api + typeof open('" + here("/opened") + "').api"),
            "\"undefinedundefined\"");
}

TEST_F(OpenedBlank, isAskedForInTheNameOfNobodyWhereAFrameMayAsk) {
  begin();
  evaluate("open('/opened'); 1");
  letInForeign();
  tell("{open: 'about:blank'}");
  letInSandboxed();
  tell("{open: '" + here("/opened") + "'}");
  evaluate("document.body.innerHTML = '<iframe src=/thief></iframe>'; 1");
  EXPECT_EQ(hear(), "ready");
  tell("{open: '" + here("/opened") + "'}");
  ASSERT_EQ(asked_.size(), 4U);
  EXPECT_EQ(asked_[0].openerOrigin, Origin::of(here("/")));
  EXPECT_EQ(asked_[1].openerOrigin, "");
  EXPECT_EQ(asked_[2].openerOrigin, "");
  EXPECT_EQ(asked_[3].openerOrigin, Origin::of(here("/")));
}

TEST_F(OpenedBlank, thatThePageGoesToByItselfHasNone) {
  begin();
  contents().once("did-finish-load", [this] { ++loads_; });
  evaluate("location = 'about:blank'; 0");
  ASSERT_TRUE(runUntil([this] { return loads_ == 1; }));
  EXPECT_EQ(contents().url(), "about:blank");
  EXPECT_EQ(texts("self.origin + typeof api"), "\"nullundefined\"");
  load(window(), here("/opener"));
  EXPECT_EQ(texts("api.secret()"), "\"the secret\"");
  load(window(), "about:blank");
  EXPECT_EQ(texts("api.secret()"), "\"the secret\"");
}

}  // namespace
}  // namespace transom::test
