// SPDX-License-Identifier: MIT
// executeJavaScript: its results, its errors, and when it runs.
#include "support/echo_test.h"

#include <optional>
#include <string>
#include <string_view>

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
    event.sender().send("close");
  });
  runPage(R"js(
    transom.ipcRenderer.on('close', () => { document.write('<img>'); document.close(); });
    addEventListener('load', () => setTimeout(() => {
      document.open();
      document.write('<img name=addEventListener><img name=readyState>');
      transom.ipcRenderer.send('written');
    }, 0));
  )js");
  ASSERT_TRUE(runUntil([&] { return script.has_value(); }));
  EXPECT_EQ(wait(*script), Value(3));
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
  EXPECT_NE(errorOf("throw 'just text'").find("just text"), std::string::npos);
  EXPECT_NE(errorOf("Promise.reject(null)").find("null"), std::string::npos);
  EXPECT_NE(errorOf("Promise.reject(undefined)").find("undefined"), std::string::npos);
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
