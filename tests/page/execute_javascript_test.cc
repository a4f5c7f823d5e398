// SPDX-License-Identifier: MIT
// executeJavaScript: its results, its errors, and when it runs.
#include "support/echo_test.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace transom::test {
namespace {

class ExecuteJavaScript : public EchoTest {
 protected:
  /// `name: message` of the error that the code ends with.
  std::string errorOf(std::string_view code) {
    try {
      return "no error, but " + evaluate(code).inspect();
    } catch (const Error& error) {
      return error.name() + ": " + error.message();
    }
  }
};

TEST_F(ExecuteJavaScript, givesAValueOfEveryKind) {
  load(window(), echoPage());
  EXPECT_TRUE(evaluate("undefined").isUndefined());
  EXPECT_EQ(evaluate("null"), Value(nullptr));
  EXPECT_EQ(evaluate("true"), Value(true));
  EXPECT_EQ(evaluate("1.5"), Value(1.5));
  EXPECT_EQ(evaluate("'text \\u{1f600}'"), Value("text \xF0\x9F\x98\x80"));
  EXPECT_EQ(evaluate("2n ** 64n").asBigInt().toHex(), "0x10000000000000000");
  EXPECT_EQ(evaluate("[1, 'two', [3]]")[2][0], Value(3));
  EXPECT_EQ(evaluate("({a: 1})").get("a"), Value(1));
  EXPECT_EQ(evaluate("new Date(86400000)").type(), ValueType::date);
  EXPECT_EQ(evaluate("/a+/gi").type(), ValueType::regExp);
  EXPECT_EQ(evaluate("new Map([[1, 2]])").type(), ValueType::map);
  EXPECT_EQ(evaluate("new Set([1])").type(), ValueType::set);
  EXPECT_EQ(evaluate("new Uint8Array([1, 2, 3])").type(), ValueType::typedArray);
  EXPECT_EQ(evaluate("new RangeError('a value, not thrown')").type(), ValueType::error);
}

TEST_F(ExecuteJavaScript, waitsForTheDomOfAPageWhoseElementsTakeNamesOfTheDocument) {
  std::optional<Task<Value>> script;
  ipcMain().on("written", [&](IpcMainEvent& event) {
    script = contents().executeJavaScript("document.images.length");
    event.returnValue = true;
  });
  load(window(), page("<!doctype html><img name=addEventListener><img name=readyState>"
                      "<script>transom.ipcRenderer.sendSync('written')</script><img>"));
  EXPECT_EQ(wait(*script), Value(3));
}

TEST_F(ExecuteJavaScript, runsInADocumentThatThePageHasOpenedItselfAndDoesNotClose) {
  load(window(), echoPage());
  EXPECT_EQ(evaluate("document.open(); document.write('<p>x'); document.readyState"), Value("loading"));
  EXPECT_EQ(evaluate("document.body.textContent"), Value("x"));
  EXPECT_EQ(evaluate("document.open(); document.write('<p>y'); 1"), Value(1));
  EXPECT_EQ(evaluate("document.body.textContent"), Value("y"));
  EXPECT_EQ(evaluate("document.close(); document.readyState === 'loading'"), Value(false));
  EXPECT_EQ(evaluate("document.body.textContent"), Value("y"));
}

TEST_F(ExecuteJavaScript, runsInADocumentThatWasOpenedBeforeAnythingRanThere) {
  const std::string open = "document.open(); document.write('<p>x'); transom.ipcRenderer.send('opened');";
  bool opened = false;
  ipcMain().on("opened", [&] { opened = true; });
  runPage("addEventListener('load', () => setTimeout(() => { " + open + " }, 0));");
  ASSERT_TRUE(runUntil([&] { return opened; }));
  EXPECT_EQ(evaluate("document.body.textContent"), Value("x"));
  EXPECT_EQ(wait(contents().executeJavaScriptInIsolatedWorld(1000, "document.body.textContent")), Value("x"));
}

TEST_F(ExecuteJavaScript, waitsNoLongerWhereAnotherPageOpensTheDocumentWhileItLoads) {
  std::optional<Task<Value>> script;
  ipcMain().on("parsing", [&](IpcMainEvent& event) {
    script = event.senderFrame()->executeJavaScript("document.body.textContent");
    event.sender().send("open");
  });
  // A frame whose document never ends: a style sheet that doesn't come keeps its last script from running.
  server().serve("/child",
                 "<!doctype html><script>transom.ipcRenderer.send('parsing')</script>"
                 "<link rel=stylesheet href=/never><script>0</script>");
  server().keepWaiting("/never");
  runPage(openWindow({.webPreferences = {.exposeIpcToPage = true, .ipcInSubFrames = true}}), R"js(
    transom.ipcRenderer.on('open', () => {
      const {contentDocument} = document.querySelector('iframe');
      contentDocument.open();
      contentDocument.write('<p>x');
    });
    addEventListener('load', () => setTimeout(() => {
      document.body.append(Object.assign(document.createElement('iframe'), {src: '/child'}));
    }, 0));
  )js");
  ASSERT_TRUE(runUntil([&] { return script.has_value(); }));
  EXPECT_EQ(wait(*script), Value("x"));
}

TEST_F(ExecuteJavaScript, awaitsAPromise) {
  load(window(), echoPage());
  EXPECT_EQ(evaluate("new Promise((resolve) => setTimeout(() => resolve('later')))"), Value("later"));
  EXPECT_EQ(evaluate("Promise.resolve(Promise.resolve(3))"), Value(3));
  EXPECT_EQ(evaluate("({then: (resolve) => resolve('thenable')})"), Value("thenable"));
}

TEST_F(ExecuteJavaScript, failsWithTheNameAndMessageOfWhatTheCodeThrows) {
  load(window(), echoPage());
  EXPECT_EQ(errorOf("throw new RangeError('too far')"), "RangeError: too far");
  EXPECT_EQ(errorOf("Promise.reject(new TypeError('rejected'))"), "TypeError: rejected");
  EXPECT_EQ(errorOf("(async () => { await null; throw new URIError('late'); })()"), "URIError: late");
  EXPECT_EQ(errorOf("noSuchThing").substr(0, 16), "ReferenceError: ");
}

TEST_F(ExecuteJavaScript, failsWithASyntaxErrorWhereTheCodeIsNone) {
  load(window(), echoPage());
  EXPECT_EQ(errorOf("this is no JavaScript").substr(0, 13), "SyntaxError: ");
  EXPECT_EQ(evaluate("1"), Value(1));
}

TEST_F(ExecuteJavaScript, failsWithWhateverIsThrownEvenIfThatIsNoError) {
  load(window(), echoPage());
  for (const auto& [thrown, text] : {std::pair("''", R"("")"), std::pair("'x'", R"("x")"), std::pair("0", "0"),
                                     std::pair("false", "false"), std::pair("({a: 1})", R"({"a": 1})")}) {
    const std::string expected = "Error: " + std::string(text);
    EXPECT_EQ(errorOf("throw " + std::string(thrown)), expected);
    EXPECT_EQ(errorOf("Promise.reject(" + std::string(thrown) + ")"), expected);
  }
  // The engine's API tells of both no more than that.
  EXPECT_EQ(errorOf("throw null"), "Error: null or undefined was thrown");
  EXPECT_EQ(errorOf("throw undefined"), "Error: null or undefined was thrown");
  EXPECT_EQ(errorOf("Promise.reject(null)"), "Error: null");
  EXPECT_EQ(errorOf("Promise.reject(undefined)"), "Error: undefined");
  EXPECT_EQ(evaluate("1"), Value(1));
}

TEST_F(ExecuteJavaScript, throwsNothingIntoAnIsolatedWorldUnheard) {
  load(window(), echoPage());
  const auto failure = [this](std::string_view code) {
    try {
      return "no error, but " + wait(contents().executeJavaScriptInIsolatedWorld(1000, code)).inspect();
    } catch (const Error& error) {
      return error.message();
    }
  };
  EXPECT_EQ(failure("throw null"), "null or undefined was thrown");
  EXPECT_EQ(failure("throw 'x'"), R"("x")");
}

TEST_F(ExecuteJavaScript, failsForAResultThatCannotBeCloned) {
  load(window(), echoPage());
  const std::string expected = "An object could not be cloned.";
  for (const char* code :
       {"() => {}", "document.body", "Symbol()", "Promise.resolve(new WeakMap())", "({deep: {down: () => {}}})"}) {
    EXPECT_NE(errorOf(code).find(expected), std::string::npos) << code;
  }
}

TEST_F(ExecuteJavaScript, survivesAGetterThatThrows) {
  load(window(), echoPage());
  EXPECT_EQ(errorOf("({get trap() { throw new EvalError('sprung'); }})"), "EvalError: sprung");
  EXPECT_EQ(evaluate("1"), Value(1));
}

TEST_F(ExecuteJavaScript, runsAtTheTopLevelSoThatWhatItDeclaresStays) {
  load(window(), echoPage());
  evaluate("var declared = 1; function f() { return ++declared; }");
  EXPECT_EQ(evaluate("f()"), Value(2));
  EXPECT_EQ(evaluate("window.declared"), Value(2));
}

TEST_F(ExecuteJavaScript, waitsUntilTheDomIsBuilt) {
  const std::string url = page(R"html(<!doctype html><title>t</title>
    <script>require('electron').ipcRenderer.sendSync('parsing')</script><p id=last>the end</p>)html");
  std::optional<Task<Value>> during;
  ipcMain().on("parsing", [&](IpcMainEvent& event) {
    during = event.sender().executeJavaScript("document.getElementById('last').textContent");
    event.returnValue = true;
  });
  const Task<Value> before = contents().executeJavaScript("document.getElementById('last').textContent");
  load(window(), url);
  EXPECT_EQ(wait(before), Value("the end"));
  EXPECT_EQ(wait(*during), Value("the end"));
}

TEST_F(ExecuteJavaScript, runsInOrderWithWhatIsSent) {
  load(window(), echoPage("/", "globalThis.seen = []; ipcRenderer.on('item', (event, item) => seen.push(item));"));
  contents().send("item", 1);
  const Task<Value> between = contents().executeJavaScript("seen.push(2)");
  contents().send("item", 3);
  EXPECT_EQ(wait(between), Value(2));
  EXPECT_EQ(evaluate("seen.join()"), Value("1,2,3"));
}

TEST_F(ExecuteJavaScript, worksUnderAStrictContentSecurityPolicy) {
  server().serve("/", "<!doctype html><title>strict</title>", "default-src 'none'");
  load(window(), server().url("127.0.0.1", "/"));
  EXPECT_EQ(evaluate("document.title"), Value("strict"));
}

TEST_F(ExecuteJavaScript, worksInAPageWithoutIpc) {
  BrowserWindow& quiet = openWindow({});
  load(quiet, page("<!doctype html><title>quiet</title>"));
  EXPECT_EQ(evaluate(quiet, "typeof require + typeof transom + document.title"), Value("undefinedundefinedquiet"));
}

TEST_F(ExecuteJavaScript, failsWhenThePageGoesElsewhereMeanwhile) {
  load(window(), echoPage());
  const Task<Value> script = contents().executeJavaScript("new Promise(() => {})");
  ASSERT_TRUE(causes("did-finish-load", [this] { contents().reload(); }));
  EXPECT_THROW(wait(script), Error);
}

TEST_F(ExecuteJavaScript, failsWhenTheWindowIsClosedMeanwhile) {
  load(window(), echoPage());
  const Task<Value> script = contents().executeJavaScript("new Promise(() => {})");
  window().close();
  EXPECT_THROW(wait(script), Error);
  BrowserWindow& unused = openWindow();
  const Task<Value> waiting = unused.webContents().executeJavaScript("1");
  unused.close();
  EXPECT_THROW(wait(waiting), Error);
}

}  // namespace
}  // namespace transom::test
