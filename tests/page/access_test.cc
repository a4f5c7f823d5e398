// SPDX-License-Identifier: MIT
// Who may use a channel: by origin, which is the engine's word, and by frame.
#include "support/page_test.h"
#include "support/temporary_directory.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

namespace transom::test {
namespace {

using Frame = std::shared_ptr<WebFrameMain>;

class AccessRules : public PageTest {
 protected:
  AccessRules() {
    page("<!doctype html><title>t</title><script></script>", "/page");
    page("<!doctype html><title>t</title><iframe src=/page></iframe>", "/around");
  }
  ~AccessRules() override {
    app().setDefaultAccess({});
    ipcMain().removeAccess("save");
  }

  /// The channels "save" of `send`, `sendSync` and `invoke` under one rule.
  void guard(const Access& access) {
    ipcMain().on("save", access, [this](IpcMainEvent& event) {
      ++heard_;
      event.returnValue = "saved";
    });
    ipcMain().handle("save", [] { return "saved"; });
  }
  Access onlyOwn() { return {.allow = {Origin(ownOrigin())}}; }
  std::string ownOrigin() { return Origin::of(server().url("127.0.0.1", "/")); }
  std::string ownPage() { return server().url("127.0.0.1", "/page"); }
  std::string foreign(std::string_view path) { return server().url("localhost", path); }

  void open(const std::string& url) {
    BrowserWindow& opened =
        openWindow({.webPreferences = {.exposeIpcToPage = true, .ipcInSubFrames = true, .navigation = kEverywhere}});
    load(opened, url);
    shown_ = &opened;
  }
  Frame main() { return shown_->webContents().mainFrame(); }
  Frame addFrame(std::string_view html) {
    wait(main()->executeJavaScript("document.body.insertAdjacentHTML('beforeend', `" + std::string(html) + "`); 1"));
    const auto shows = [this] { return main()->framesInSubtree().size() > 1; };
    EXPECT_TRUE(runUntil(shows));
    return main()->frames().at(0);
  }

  /// What the frame is told when it sends `argument` in all three ways.
  Value answersTo(const Frame& frame, const std::string& argument) {
    return wait(frame->executeJavaScript(R"js((async (argument) => {
      const {ipcRenderer} = transom;
      const quiet = (action) => { try { return action(); } catch (error) { return error.message; } };
      ipcRenderer.send('save', argument);
      return [quiet(() => ipcRenderer.sendSync('save', argument)),
              await ipcRenderer.invoke('save', argument).catch(({message}) => message)].join('|');
    }))js"
                                         "(" +
                                         argument + ")"));
  }
  std::string refusal() {
    return "WebContents #" + std::to_string(shown_->webContents().id()) +
           " called ipcRenderer.sendSync() with 'save' channel without listeners.|"
           "Error invoking remote method 'save': Error: No handler registered for 'save'";
  }
  /// Whether the frame gets an answer: the same by all three ways.
  bool mayUse(const Frame& frame) {
    const int before = heard_;
    const Value asked = answersTo(frame, "'a document'");
    const bool allowed = asked == Value("saved|saved");
    EXPECT_TRUE(allowed || asked == Value(refusal())) << asked.inspect();
    EXPECT_EQ(heard_, before + (allowed ? 2 : 0));
    return allowed;
  }

  BrowserWindow* shown_ = nullptr;
  int heard_ = 0;
};

TEST_F(AccessRules, letEverybodyInWhereThereAreNone) {
  guard({});
  open(foreign("/page"));
  EXPECT_TRUE(mayUse(main()));
  EXPECT_TRUE(mayUse(addFrame("<iframe sandbox=allow-scripts src=/page></iframe>")));
}

TEST_F(AccessRules, letInTheOriginsTheyName) {
  guard(onlyOwn());
  open(ownPage());
  EXPECT_TRUE(mayUse(main()));
  EXPECT_TRUE(mayUse(addFrame("<iframe src=/page></iframe>")));
  EXPECT_TRUE(log().empty());
}

TEST_F(AccessRules, answerOthersLikeAnUnknownChannelAndLogItOnce) {
  guard(onlyOwn());
  open(foreign("/page"));
  EXPECT_FALSE(mayUse(main()));
  EXPECT_FALSE(mayUse(main()));
  const auto refusals = std::count_if(log().begin(), log().end(),
                                      [](const std::string& line) { return line.find("'save'") != std::string::npos; });
  EXPECT_EQ(refusals, 1);
  EXPECT_TRUE(logged("WebContents #" + std::to_string(shown_->webContents().id()) + ": " + Origin::of(foreign("/")) +
                     " may not use channel 'save' (" + foreign("/page") + ")"));
}

TEST_F(AccessRules, neverHaveDecodedWhatTheyRefuse) {
  restart({.limits = {.maxMessageBytes = 64 << 10}});
  guard(onlyOwn());
  // It can't be decoded: in memory it is larger than may be.
  const std::string tooMuch = "new Array(60000).fill(0)";
  open(foreign("/page"));
  EXPECT_EQ(answersTo(main(), tooMuch), Value(refusal()));
  open(ownPage());
  EXPECT_NE(answersTo(main(), tooMuch).asString().find("more memory needed than allowed"), std::string::npos);
}

TEST_F(AccessRules, tellHostsAndPortsThatLookAlikeApart) {
  const std::string own = ownOrigin();
  for (const std::string& other :
       {own.substr(0, own.size() - 1), own.substr(0, own.size() - 1) + (own.back() == '1' ? '2' : '1'),
        std::string("http://127.0.0.1"), std::string("https") + own.substr(4), "http://127.0.0.10" + own.substr(16)}) {
    ipcMain().removeAllListeners();
    ipcMain().removeAllHandlers();
    guard({.allow = {Origin(other)}});
    open(ownPage());
    EXPECT_FALSE(mayUse(main())) << other;
  }
}

TEST_F(AccessRules, goByWhatIsShownAfterRedirectsAndNavigation) {
  guard(onlyOwn());
  page("<!doctype html><script>location.replace('" + foreign("/page") + "')</script>", "/leave");
  page("<!doctype html><script>location.replace('" + ownPage() + "')</script>", "/come");
  open(ownPage());
  EXPECT_TRUE(mayUse(main()));
  load(*shown_, foreign("/page"));
  EXPECT_FALSE(mayUse(main()));
  wait(shown_->loadURL(server().url("127.0.0.1", "/leave")));
  ASSERT_TRUE(runUntil([this] { return main()->url() == foreign("/page"); }));
  EXPECT_FALSE(mayUse(main()));
  wait(shown_->loadURL(foreign("/come")));
  ASSERT_TRUE(runUntil([this] { return main()->url() == ownPage(); }));
  EXPECT_TRUE(mayUse(main()));
}

TEST_F(AccessRules, knowTheOriginInTheFirstLineOfTheFirstScript) {
  guard(onlyOwn());
  page("<!doctype html><script>globalThis.got = transom.ipcRenderer.sendSync('save')</script>", "/early");
  open(foreign("/page"));
  for (int i = 0; i < 5; ++i) {
    load(*shown_, server().url("127.0.0.1", "/early"));
    EXPECT_EQ(evaluate(*shown_, "got"), Value("saved"));
    load(*shown_, "about:blank");
    load(*shown_, server().url("127.0.0.1", "/early"));
    EXPECT_EQ(evaluate(*shown_, "got"), Value("saved"));
    load(*shown_, foreign("/page"));
  }
}

TEST_F(AccessRules, keepOpaqueOriginsOut) {
  guard(onlyOwn());
  open(ownPage());
  EXPECT_FALSE(mayUse(addFrame("<iframe sandbox=allow-scripts src=/page></iframe>")));
  open("data:text/html,<script>1</script>");
  EXPECT_FALSE(mayUse(main()));
  open("about:blank");
  EXPECT_FALSE(mayUse(main()));
}

TEST_F(AccessRules, countWhatInheritsAnOriginAsThatOrigin) {
  guard(onlyOwn());
  open(ownPage());
  EXPECT_TRUE(mayUse(addFrame("<iframe srcdoc='<script></script>'></iframe>")));
  open(foreign("/page"));
  EXPECT_FALSE(mayUse(addFrame("<iframe srcdoc='<script></script>'></iframe>")));
}

TEST_F(AccessRules, countABlankFrameAsThePageAroundIt) {
  guard(onlyOwn());
  // What is in it begins when a script asks for it.
  const auto addBlank = [this] {
    wait(main()->executeJavaScript("document.body.append(document.createElement('iframe')); frames[0].eval('1')"));
    EXPECT_TRUE(runUntil([this] { return main()->frames().size() == 1; }));
    return main()->frames().at(0);
  };
  open(ownPage());
  const Frame own = addBlank();
  EXPECT_EQ(own->url(), "about:blank");
  EXPECT_TRUE(mayUse(own));
  open(foreign("/page"));
  EXPECT_FALSE(mayUse(addBlank()));
}

TEST_F(AccessRules, letNoForeignPageInByAFrameOfAnAllowedOne) {
  guard(onlyOwn());
  open(foreign("/page"));
  const Frame frame = addFrame("<iframe src='" + ownPage() + "'></iframe>");
  EXPECT_EQ(frame->origin(), ownOrigin());
  EXPECT_FALSE(mayUse(frame));
}

TEST_F(AccessRules, letAForeignFrameInOfAnAllowedPageOnlyIfBothAreNamed) {
  guard(onlyOwn());
  open(ownPage());
  const Frame frame = addFrame("<iframe src='" + foreign("/page") + "'></iframe>");
  EXPECT_FALSE(mayUse(frame));
  ipcMain().setAccess("save", {.allow = {Origin(ownOrigin()), Origin(Origin::of(foreign("/")))}});
  EXPECT_TRUE(mayUse(frame));
}

TEST_F(AccessRules, mayAskForTheMainFrame) {
  guard({.mainFrameOnly = true});
  open(ownPage());
  EXPECT_TRUE(mayUse(main()));
  EXPECT_FALSE(mayUse(addFrame("<iframe src=/page></iframe>")));
}

TEST_F(AccessRules, ofFilesGoByTheFileOrigin) {
  const TemporaryDirectory files;
  guard({.allow = {Origin("file://")}});
  open("file://" + files.write("page.html", "<!doctype html><script></script>").string());
  EXPECT_TRUE(mayUse(main())) << main()->origin();
  load(*shown_, ownPage());
  EXPECT_FALSE(mayUse(main()));
}

TEST_F(AccessRules, areTheApplicationsWhereAChannelHasNone) {
  app().setDefaultAccess({.allow = {Origin(ownOrigin())}});
  ipcMain().on("save", [this](IpcMainEvent& event) {
    ++heard_;
    event.returnValue = "saved";
  });
  ipcMain().handle("save", [] { return "saved"; });
  open(ownPage());
  EXPECT_TRUE(mayUse(main()));
  load(*shown_, foreign("/page"));
  EXPECT_FALSE(mayUse(main()));
  ipcMain().setAccess("save", {});
  EXPECT_TRUE(mayUse(main()));
  ipcMain().setAccess("save", {.nobody = true});
  EXPECT_FALSE(mayUse(main()));
  ipcMain().removeAccess("save");
  EXPECT_FALSE(mayUse(main()));
}

TEST_F(AccessRules, ofFramePageAndApplicationHoldTogether) {
  guard({});
  open(ownPage());
  shown_->webContents().ipc().setAccess("save", {.nobody = true});
  EXPECT_FALSE(mayUse(main()));
  shown_->webContents().ipc().setAccess("save", {});
  EXPECT_TRUE(mayUse(main()));
  main()->ipc().setAccess("save", {.allow = {Origin("app://main")}});
  EXPECT_FALSE(mayUse(main()));
}

}  // namespace
}  // namespace transom::test
