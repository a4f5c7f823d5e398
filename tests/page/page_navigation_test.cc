// SPDX-License-Identifier: MIT
// Where a page may go by itself, and what of it the application hears and decides.
#include "support/served_test.h"

#include <algorithm>
#include <string>
#include <vector>

namespace transom::test {
namespace {

class PageNavigation : public ServedTest {
 protected:
  PageNavigation() {
    page("<!doctype html><title>here</title>", "/here");
    page("<!doctype html><title>other</title>", "/other");
    page("<!doctype html><title>there</title><script>top.postMessage('shown', '*')</script>", "/there");
  }

  std::string here(std::string_view path = "/here") { return server().url("127.0.0.1", path); }
  std::string there(std::string_view path = "/there") { return server().url("localhost", path); }
  static Origin originOf(const std::string& url) { return Origin(Origin::of(url)); }

  /// A window that shows here().
  void open(const NavigationRules& rules = {}) {
    load(openWindow({.webPreferences = {.exposeIpcToPage = true, .navigation = rules}}), here());
    contents().on("did-finish-load", [this] { ++loads_; });
    contents().on("did-fail-load",
                  [this](WebContentsEvent&, int, const std::string& why) { failures_.push_back(why); });
    contents().on("will-navigate", [this](NavigationEvent& event) { asked_.push_back(event.url()); });
  }
  void run(const std::string& script) { evaluate("void (() => {" + script + "})()"); }
  /// Runs what is to be refused, and waits until that was logged.
  ::testing::AssertionResult isRefused(const std::string& script, const std::string& url) {
    const std::size_t requests = server().requests();
    run(script);
    const bool wasLogged = runUntil([&] { return logged("(" + url + "): to allow it, see NavigationRules"); });
    if (!wasLogged) return ::testing::AssertionFailure() << "nothing was logged";
    text("fetch('/here').then(() => 1)");  // whatever was requested before has come by then
    if (contents().url() != here()) return ::testing::AssertionFailure() << "it shows " << contents().url();
    if (server().requests() != requests + 1) return ::testing::AssertionFailure() << "it was requested";
    return ::testing::AssertionSuccess();
  }
  /// Runs what leads to `url`, and waits until that is shown.
  bool leadsTo(const std::string& script, const std::string& url) {
    const int before = loads_;
    run(script);
    return runUntil([&] { return loads_ > before && contents().url() == url; });
  }
  std::ptrdiff_t refusals() const {
    return std::count_if(log().begin(), log().end(),
                         [](const std::string& line) { return line.find(" may not ") != std::string::npos; });
  }

  int loads_ = 0;
  std::vector<std::string> failures_;
  std::vector<std::string> asked_;
};

TEST_F(PageNavigation, staysAtTheOriginOfThePage) {
  open();
  EXPECT_TRUE(leadsTo("location = '/other'", here("/other")));
  EXPECT_TRUE(leadsTo("history.back()", here()));
  EXPECT_TRUE(leadsTo("location.reload()", here()));
  EXPECT_EQ(refusals(), 0);
}

TEST_F(PageNavigation, goesNowhereElseByScript) {
  open();
  EXPECT_TRUE(isRefused("location = '" + there() + "'", there()));
}

TEST_F(PageNavigation, goesNowhereElseByLink) {
  open();
  EXPECT_TRUE(
      isRefused("const a = document.createElement('a'); a.href = '" + there() + "'; document.body.append(a); a.click()",
                there()));
}

TEST_F(PageNavigation, goesNowhereElseByForm) {
  open();
  EXPECT_TRUE(isRefused("document.body.innerHTML = '<form method=post action=\"" + there() +
                            "\"><input name=secret value=1></form>'; document.forms[0].submit()",
                        there()));
}

TEST_F(PageNavigation, goesNowhereElseByMetaRefresh) {
  open();
  EXPECT_TRUE(isRefused("const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0;url=" +
                            there() + "'; document.head.append(m)",
                        there()));
}

TEST_F(PageNavigation, goesNowhereElseFromAFrame) {
  open();
  run("document.body.innerHTML = '<iframe srcdoc=\"<script>top.location=`" + there() + "`</script>\"></iframe>'");
  EXPECT_TRUE(isRefused("", there()));
}

TEST_F(PageNavigation, goesToNoOtherProgram) {
  open();
  EXPECT_TRUE(isRefused("location = 'mailto:me@example.org'", "mailto:me@example.org"));
  EXPECT_TRUE(isRefused("location = 'x-unheard-of:1'", "x-unheard-of:1"));
}

TEST_F(PageNavigation, goesToNoFile) {
  open();
  run("location = 'file:///etc/passwd'");
  EXPECT_TRUE(leadsTo("location = '/other'", here("/other")));
}

TEST_F(PageNavigation, goesToNoDataAndNoScript) {
  open();
  run("location = 'data:text/html,<title>data</title>'");
  ASSERT_TRUE(runUntil([this] { return !failures_.empty(); }));
  run("location = 'javascript:document.title = `script`; 1'");
  EXPECT_EQ(contents().url(), here());
}

TEST_F(PageNavigation, goesNowhereByRedirect) {
  server().redirect("/away", there());
  open();
  EXPECT_THROW(load(window(), here("/away")), Error);
  EXPECT_TRUE(logged("(" + there() + ")"));
  EXPECT_EQ(failures_, std::vector<std::string>{"redirected to where it may not go"});
  EXPECT_EQ(contents().url(), here());
  run("location = '/away'");
  ASSERT_TRUE(runUntil([this] { return failures_.size() == 2; }));
  EXPECT_EQ(contents().url(), here());
}

TEST_F(PageNavigation, followsARedirectWithinItsOrigin) {
  server().redirect("/moved", here("/other"));
  open();
  load(window(), here("/moved"));
  EXPECT_EQ(contents().url(), here("/other"));
}

TEST_F(PageNavigation, shutsForeignSitesOutOfFrames) {
  open();
  EXPECT_TRUE(isRefused("document.body.innerHTML = '<iframe src=\"" + there() + "\"></iframe>'", there()));
}

TEST_F(PageNavigation, letsFramesShowThePagesOriginAndWhatItMakesItself) {
  page("<!doctype html><script>parent.postMessage('frame', '*')</script>", "/frame");
  open();
  run("globalThis.heard = []; addEventListener('message', ({data}) => heard.push(data))");
  run("document.body.innerHTML = `<iframe src=/frame></iframe><iframe "
      "src='data:text/html,<script>parent.postMessage(1, \"*\")</script>'></iframe>"
      "<iframe srcdoc='<script>parent.postMessage(2, \"*\")</script>'></iframe>`");
  EXPECT_TRUE(runUntil([this] { return text("heard.sort()") == "1,2,frame"; }));
  EXPECT_EQ(refusals(), 0);
}

TEST_F(PageNavigation, isLoggedOnceForEachOrigin) {
  open();
  for (std::size_t i = 0; i < 5; ++i) {
    run("location = '" + there("/there?") + std::to_string(i) + "'");
    ASSERT_TRUE(runUntil([&] { return asked_.size() == i + 1; }));
  }
  EXPECT_EQ(refusals(), 1);
}

TEST_F(PageNavigation, fillsNoLog) {
  open();
  for (std::size_t i = 0; i < 120; ++i) {
    run("location = 'x-scheme-" + std::to_string(i) + ":1'");
    ASSERT_TRUE(runUntil([&] { return asked_.size() == i + 1; }));
  }
  EXPECT_EQ(refusals(), 100);
}

TEST_F(PageNavigation, goesWhereTheRulesSay) {
  open({.allow = {originOf(there())}});
  EXPECT_TRUE(leadsTo("location = '" + there() + "'", there()));
  EXPECT_TRUE(leadsTo("location = '" + here() + "'", here()));
}

TEST_F(PageNavigation, mayBeOfFramesAlone) {
  open({.allowInFrames = {originOf(there())}});
  run("addEventListener('message', ({data}) => { globalThis.heard = data; }); document.body.innerHTML = '<iframe "
      "src=\"" +
      there() + "\"></iframe>'");
  EXPECT_TRUE(runUntil([this] { return text("globalThis.heard") == "shown"; }));
  run("location = '" + there() + "'");
  ASSERT_TRUE(runUntil([this] { return !failures_.empty(); }));
  EXPECT_EQ(failures_.front(), "the page may not go there");
  EXPECT_EQ(contents().url(), here());
}

TEST_F(PageNavigation, mayBeAllowedAsThePageWhereOnlyFramesMay) {
  open({.allowInFrames = {originOf(there())}});
  contents().on("will-navigate", [](NavigationEvent& event) { event.allow(); });
  EXPECT_TRUE(leadsTo("location = '" + there() + "'", there()));
  EXPECT_EQ(refusals(), 0);
}

TEST_F(PageNavigation, mayBeKeptFromDocumentsWithoutAnAddress) {
  open();
  contents().on("will-navigate", [](NavigationEvent& event) { event.preventDefault(); });
  for (const char* url : {"about:blank", "data:text/html,x"}) {
    asked_.clear();
    run("location = '" + std::string(url) + "'");
    ASSERT_TRUE(runUntil([this] { return !asked_.empty(); })) << url;
    EXPECT_EQ(asked_, std::vector<std::string>{url});
    EXPECT_EQ(evaluate("document.title"), Value("here"));
  }
  asked_.clear();
  run("document.body.innerHTML = '<iframe srcdoc=x></iframe>'");
  ASSERT_TRUE(runUntil([this] { return asked_ == std::vector<std::string>{"about:srcdoc"}; }));
  EXPECT_EQ(refusals(), 0);
}

TEST_F(PageNavigation, endsItsLoadAtAboutBlankAsAnywhereElse) {
  open();
  EXPECT_TRUE(leadsTo("location = 'about:blank'", "about:blank"));
  EXPECT_EQ(asked_, std::vector<std::string>{"about:blank"});
  EXPECT_EQ(failures_, std::vector<std::string>{});
}

TEST_F(PageNavigation, goesWhereTheApplicationSends) {
  open();
  load(window(), there());
  EXPECT_EQ(contents().url(), there());
  EXPECT_TRUE(asked_.empty());
  EXPECT_TRUE(leadsTo("location.reload()", there()));
}

TEST_F(PageNavigation, isAskedOfListenersWhoMayPreventIt) {
  open();
  contents().on("will-navigate", [](NavigationEvent& event) { event.preventDefault(); });
  run("location = '/other'");
  ASSERT_TRUE(runUntil([this] { return asked_.size() == 1; }));
  EXPECT_EQ(asked_.front(), here("/other"));
  EXPECT_EQ(evaluate("document.title"), Value("here"));
  EXPECT_EQ(refusals(), 0);
}

TEST_F(PageNavigation, isAskedOfListenersWhoMayAllowIt) {
  open();
  contents().on("will-navigate", [this](NavigationEvent& event) {
    EXPECT_FALSE(event.isAllowed());
    if (event.url() == there()) event.allow();
  });
  EXPECT_TRUE(leadsTo("location = '" + there() + "'", there()));
  EXPECT_EQ(refusals(), 0);
}

TEST_F(PageNavigation, tellsListenersOfRedirects) {
  server().redirect("/away", there());
  open();
  std::vector<bool> redirects;
  contents().on("will-navigate", [&](NavigationEvent& event) {
    redirects.push_back(event.isRedirect());
    event.allow();
  });
  load(window(), here("/away"));
  EXPECT_EQ(contents().url(), there());
  EXPECT_EQ(redirects, std::vector<bool>{true});
}

TEST_F(PageNavigation, tellsListenersNothingOfJumpsInTheDocument) {
  open();
  run("location.hash = 'place'; history.pushState(1, '', '/here?state')");
  EXPECT_TRUE(leadsTo("location = '/other'", here("/other")));
  EXPECT_EQ(asked_, std::vector<std::string>{here("/other")});
}

TEST_F(PageNavigation, survivesListenersThatThrowOrCloseTheWindow) {
  open();
  contents().on("will-navigate", [](NavigationEvent&) { throw std::runtime_error("of the listener"); });
  EXPECT_TRUE(leadsTo("location = '/other'", here("/other")));
  EXPECT_TRUE(logged("Error occurred in listener for 'will-navigate': Error: of the listener"));
  contents().on("will-navigate", [this](NavigationEvent&) { window().destroy(); });
  contents().executeJavaScript("location = '/here'").then([](const TaskResult<Value>&) {});
  EXPECT_TRUE(runUntil([this] { return window().isDestroyed(); }));
}

TEST_F(PageNavigation, savesNoFiles) {
  open();
  run("document.body.innerHTML = '<a download=name href=/other>x</a>'; document.querySelector('a').click()");
  EXPECT_TRUE(runUntil([this] { return logged("may not save"); }));
  EXPECT_EQ(contents().url(), here());
}

TEST_F(PageNavigation, keepsApplicationPagesAtTheirHost) {
  serve();
  write("other.html", "<!doctype html><title>other</title>");
  load(window(), url("/index.html"));
  run("location = '" + there() + "'");
  EXPECT_TRUE(runUntil([this] { return logged("may not go to " + Origin::of(there())); }));
  run("location = 'app://elsewhere/index.html'");
  EXPECT_TRUE(runUntil([this] { return logged("may not go to app://elsewhere"); }));
  run("location = 'other.html'");
  EXPECT_TRUE(runUntil([this] { return contents().title() == "other"; }));
}

TEST_F(PageNavigation, keepsApplicationPagesOutOfForeignFrames) {
  serve();
  load(window(), here());
  run("document.body.innerHTML = '<iframe src=\"" + url("/index.html") + "\"></iframe>'");
  EXPECT_TRUE(runUntil([this] { return logged("may not go to app://" + host()); }));
}

TEST_F(PageNavigation, goesToTheIndexOfADirectoryOfApplicationPages) {
  serve();
  write("sub/index.html", "<!doctype html><title>sub</title><script src=app.cjs></script>");
  write("sub/app.cjs", "document.title += ' with its script'");
  load(window(), url("/sub/"));
  EXPECT_EQ(evaluate("document.title"), Value("sub with its script"));
  EXPECT_THROW(load(window(), url("/sub")), Error);
  EXPECT_TRUE(logged("it is a directory, whose page is at /sub/"));
}

TEST_F(PageNavigation, failsForApplicationPagesThatAreNotThere) {
  serve();
  try {
    load(window(), url("/typo.html"));
    ADD_FAILURE() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.message(), "the application has no such page (" + url("/typo.html") + ")");
  }
  EXPECT_TRUE(logged("no file 'typo.html'"));
  load(window(), url("/index.html"));
}

}  // namespace
}  // namespace transom::test
