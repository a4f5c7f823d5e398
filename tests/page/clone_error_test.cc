// SPDX-License-Identifier: MIT
// Values that can't be cloned: the sender is told which one and where, and nothing is sent.
#include "support/messaging_test.h"

#include <string>

namespace transom::test {
namespace {

class CloneError : public MessagingTest {
 protected:
  CloneError() {
    ipcMain().on("values", [this](IpcMainEvent& event) {
      ++messages_;
      event.returnValue = "answer";
    });
  }
  /// What `ipcRenderer.send('values', <expressions>)` throws; sendSync has to throw the same.
  std::string thrownFor(std::string_view expressions) {
    const std::string arguments = "('values', " + std::string(expressions) + ")";
    const Value both = inPage("return [thrownBy(() => ipcRenderer.send" + arguments +
                              "), thrownBy(() => ipcRenderer.sendSync" + arguments + ")];");
    EXPECT_EQ(both[0], both[1]);
    return both[0].asString();
  }
  static std::string error(const std::string& place) { return "Error: An object could not be cloned. (" + place + ")"; }
  int messages_ = 0;
};

TEST_F(CloneError, saysWhereTheTroubleLies) {
  EXPECT_EQ(thrownFor("{user: {onClick() {}}}"), error("argument 0, at .user.onClick: function"));
  EXPECT_EQ(thrownFor("1, [{}, [() => {}]]"), error("argument 1, at [1][0]: function"));
  EXPECT_EQ(thrownFor("1, 2, class {}"), error("argument 2: function"));
  EXPECT_EQ(thrownFor("{'not a name': Symbol('mine')}"), error(R"(argument 0, at ["not a name"]: symbol)"));
  EXPECT_EQ(thrownFor("new Map([['key', {then() {}}]])"), error(R"(argument 0, at .get("key").then: function)"));
  EXPECT_EQ(thrownFor("new Error('mine', {cause: {f() {}}})"), error("argument 0, at .cause.f: function"));
  EXPECT_EQ(messages_, 0);
}

TEST_F(CloneError, isThrownForEveryKindOfValueWithoutAClone) {
  EXPECT_EQ(thrownFor("() => {}"), error("argument 0: function"));
  EXPECT_EQ(thrownFor("Symbol('mine')"), error("argument 0: symbol"));
  EXPECT_EQ(thrownFor("Object(Symbol('mine'))"), error("argument 0: Symbol"));
  EXPECT_EQ(thrownFor("Promise.resolve(1)"), error("argument 0: Promise"));
  EXPECT_EQ(thrownFor("new WeakMap()"), error("argument 0: WeakMap"));
  EXPECT_EQ(thrownFor("new WeakSet()"), error("argument 0: WeakSet"));
  EXPECT_EQ(thrownFor("new WeakRef({})"), error("argument 0: WeakRef"));
  EXPECT_EQ(thrownFor("(function* () {})()"), error("argument 0: Generator"));
  EXPECT_EQ(messages_, 0);
}

TEST_F(CloneError, isThrownForObjectsOfTheDom) {
  EXPECT_EQ(thrownFor("window"), error("argument 0: Window"));
  EXPECT_EQ(thrownFor("document"), error("argument 0: HTMLDocument"));
  EXPECT_EQ(thrownFor("document.createElement('p')"), error("argument 0: HTMLParagraphElement"));
  EXPECT_EQ(thrownFor("{event: new Event('click')}"), error("argument 0, at .event: Event"));
  EXPECT_EQ(thrownFor("new URL('http://localhost')"), error("argument 0: URL"));
  EXPECT_EQ(thrownFor("[new AbortController().signal]"), error("argument 0, at [0]: AbortSignal"));
  EXPECT_EQ(thrownFor("new MessageChannel().port1"), error("argument 0: MessagePort"));
  EXPECT_EQ(messages_, 0);
}

TEST_F(CloneError, isAnErrorOfThePage) {
  EXPECT_EQ(inPage(R"js(
    try {
      ipcRenderer.send('values', () => {});
    } catch (error) {
      return error instanceof Error;
    }
  )js"),
            Value(true));
}

TEST_F(CloneError, leavesIpcRendererAsItWas) {
  EXPECT_EQ(inPage(R"js(
    const shared = {};
    thrownBy(() => ipcRenderer.send('values', shared, shared, 'x'.repeat(100000), () => {}));
    ipcRenderer.send('values', shared, [shared]);
    return ipcRenderer.sendSync('values');
  )js"),
            Value("answer"));
  EXPECT_EQ(messages_, 2);
}

TEST_F(CloneError, isWhatExecuteJavaScriptFailsWith) {
  runPage("");
  try {
    evaluate("({user: {onClick() {}}})");
    ADD_FAILURE() << "nothing was thrown";
  } catch (const Error& error) {
    EXPECT_EQ(error.message().substr(0, 30), "An object could not be cloned.");
    EXPECT_NE(error.message().find(".user.onClick: function"), std::string::npos);
  }
}

}  // namespace
}  // namespace transom::test
