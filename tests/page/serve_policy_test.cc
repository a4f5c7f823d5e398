// SPDX-License-Identifier: MIT
// What the Content-Security-Policy of application pages lets them do, and that Transom works under it.
#include "support/served_test.h"

#include <string>

namespace transom::test {
namespace {

class PagePolicy : public ServedTest {};

TEST_F(PagePolicy, runsNoScriptThatIsNotAFileOfTheApplication) {
  write("index.html",
        "<!doctype html><body><script>globalThis.inline = true</script>"
        "<img src=absent.png onerror='globalThis.handler = true'>");
  serve();
  open();
  EXPECT_EQ(text("globalThis.inline"), "undefined");
  EXPECT_EQ(text("globalThis.handler"), "undefined");
  EXPECT_EQ(text("(() => { const s = document.createElement('script'); s.textContent = 'globalThis.added = 1'; "
                 "document.body.append(s); return globalThis.added; })()"),
            "undefined");
}

TEST_F(PagePolicy, letsNothingComeFromOrGoToOtherSites) {
  page("globalThis.foreign = true", "/foreign.js");
  serve();
  open();
  const std::string foreign = server().url("127.0.0.1", "/foreign.js");
  EXPECT_EQ(fetch(foreign, "{mode: 'no-cors'}"), "TypeError");
  EXPECT_EQ(
      text("new Promise((resolve) => { const s = document.createElement('script'); s.src = '" + foreign +
           "'; s.onload = () => resolve('loaded'); s.onerror = () => resolve('refused'); document.body.append(s); })"),
      "refused");
  EXPECT_EQ(text("new Promise((resolve) => { const i = new Image(); i.src = '" + foreign +
                 "'; document.addEventListener('securitypolicyviolation', ({effectiveDirective}) => "
                 "resolve(effectiveDirective)); })"),
            "img-src");
}

TEST_F(PagePolicy, letsInWhatApplicationsBuildThemselves) {
  serve();
  open();
  EXPECT_EQ(
      text("new Promise((resolve) => { const i = new Image(); i.onload = () => resolve('shown'); i.onerror = () => "
           "resolve('refused'); i.src = 'data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\"/>'; })"),
      "shown");
  EXPECT_EQ(text("(() => { document.body.setAttribute('style', 'color: rgb(1, 2, 3)'); return "
                 "getComputedStyle(document.body).color; })()"),
            "rgb(1, 2, 3)");
}

TEST_F(PagePolicy, leavesMessagesAndExecuteJavaScriptAlone) {
  write("index.html", "<!doctype html><script src=app.js></script>");
  write("app.js", "globalThis.got = require('electron').ipcRenderer.sendSync('square', 12)");
  ipcMain().on("square", [](IpcMainEvent& event, int n) { event.returnValue = n * n; });
  serve();
  open();
  EXPECT_EQ(evaluate("got"), Value(144));
}

TEST_F(PagePolicy, leavesPreloadScriptsAlone) {
  write("index.html", "<!doctype html><script src=app.js></script>");
  write("app.js", "globalThis.got = api.ask('square')");
  const auto preload = files().write("preload.js", R"js(
    const {contextBridge, ipcRenderer} = require('electron');
    contextBridge.exposeInMainWorld('api', {ask: (channel) => ipcRenderer.invoke(channel, 12)});
  )js");
  ipcMain().handle("square", [](IpcMainInvokeEvent&, int n) { return n * n; });
  serve();
  BrowserWindow& isolated = openWindow({.webPreferences = {.preload = preload}});
  load(isolated, url("/"));
  EXPECT_EQ(evaluate(isolated, "got"), Value(144));
}

TEST_F(PagePolicy, isTheApplicationsToSay) {
  write("index.html", "<!doctype html><script>globalThis.inline = true</script>");
  serve({.contentSecurityPolicy = "script-src 'unsafe-inline'"});
  open();
  EXPECT_EQ(text("globalThis.inline"), "true");
}

TEST_F(PagePolicy, mayBeNone) {
  write("index.html", "<!doctype html><script>globalThis.inline = eval('1')</script>");
  serve({.contentSecurityPolicy = ""});
  open();
  EXPECT_EQ(text("globalThis.inline"), "1");
}

}  // namespace
}  // namespace transom::test
