// SPDX-License-Identifier: MIT
// Listeners that name the types they want, and what becomes of messages that don't fit.
#include "support/messaging_test.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace transom {
namespace test {
namespace {

struct Point {
  double x = 0;
  double y = 0;
};

}  // namespace
}  // namespace test

template <>
struct Convert<test::Point> {
  static std::string expected() { return "Point"; }
  static test::Point fromValue(const Value& value) {
    if (!value.isObject()) throw ConversionError(expected(), describeValue(value));
    return {value["x"].asNumber(), value["y"].asNumber()};
  }
  static Value toValue(const test::Point& point) { return Value::object({{"x", point.x}, {"y", point.y}}); }
};

namespace test {
namespace {

class TypedListener : public MessagingTest {
 protected:
  /// What a log line and an error say of an argument of the wrong type.
  std::string complaint(const std::string& what) {
    return what + " (sent by WebContents #" + std::to_string(contents().id()) + ", " + contents().url() + ")";
  }
};

TEST_F(TypedListener, getsTheTypesItNames) {
  bool called = false;
  ipcMain().on("types",
               [&](IpcMainEvent&, const std::string& text, int integer, double number, bool flag,
                   const std::vector<std::string>& list, const std::map<std::string, int>& map, const Bytes& bytes) {
                 called = true;
                 EXPECT_EQ(text, "grüße 😀");
                 EXPECT_EQ(integer, -7);
                 EXPECT_EQ(number, 1.5);
                 EXPECT_TRUE(flag);
                 EXPECT_EQ(list, (std::vector<std::string>{"a", "b"}));
                 EXPECT_EQ(map, (std::map<std::string, int>{{"one", 1}, {"two", 2}}));
                 EXPECT_EQ(bytes, (Bytes{std::byte{1}, std::byte{255}}));
               });
  inPage("ipcRenderer.send('types', 'grüße 😀', -7, 1.5, true, ['a', 'b'], {one: 1, two: 2}, Uint8Array.of(1, 255));");
  EXPECT_TRUE(called);
  EXPECT_TRUE(log().empty());
}

TEST_F(TypedListener, getsTypesOfTheApplication) {
  std::optional<Point> point;
  ipcMain().on("point", [&](IpcMainEvent&, Point got) { point = got; });
  inPage("ipcRenderer.send('point', {x: 1, y: -2.5});");
  ASSERT_TRUE(point);
  EXPECT_EQ(point->x, 1);
  EXPECT_EQ(point->y, -2.5);
}

TEST_F(TypedListener, findsMissingArgumentsAsEmptyOptionals) {
  std::vector<std::pair<std::string, std::optional<int>>> calls;
  ipcMain().on(
      "open", [&](IpcMainEvent&, const std::string& path, std::optional<int> line) { calls.emplace_back(path, line); });
  inPage(R"js(
    ipcRenderer.send('open', 'a');
    ipcRenderer.send('open', 'b', 7);
    ipcRenderer.send('open', 'c', undefined);
    ipcRenderer.send('open', 'd', null);
  )js");
  EXPECT_EQ(calls, (decltype(calls){{"a", {}}, {"b", 7}, {"c", {}}, {"d", {}}}));
}

TEST_F(TypedListener, ignoresSpareArguments) {
  std::vector<int> calls;
  ipcMain().on("tell", [&](IpcMainEvent&, int number) { calls.push_back(number); });
  ipcMain().on("tell", [&] { calls.push_back(0); });
  inPage("ipcRenderer.send('tell', 7, 'spare', {});");
  EXPECT_EQ(calls, (std::vector<int>{7, 0}));
  EXPECT_TRUE(log().empty());
}

TEST_F(TypedListener, mayTakeAllArgumentsUntyped) {
  std::string seen;
  ipcMain().on("tell", [&](IpcMainEvent&, const Arguments& arguments) {
    for (const Value& value : arguments) seen += value.inspect() + ";";
    EXPECT_TRUE(arguments[99].isUndefined());
  });
  inPage("ipcRenderer.send('tell'); ipcRenderer.send('tell', 1, undefined, 'two', [3]);");
  EXPECT_EQ(seen, "1;undefined;\"two\";[3];");
}

TEST_F(TypedListener, isNotCalledWithTheWrongTypeWhichIsLogged) {
  ipcMain().on("open", [](IpcMainEvent&, const std::string&, int) { FAIL() << "must not be called"; });
  inPage("ipcRenderer.send('open', 'path', 1.5);");
  EXPECT_EQ(log(),
            std::vector<std::string>{"Error occurred in listener for 'open': TypeError: " +
                                     complaint("argument 1 of 'open': expected integer (32 bit), got number 1.5")});
}

TEST_F(TypedListener, isNotCalledWithoutAnArgumentItNeeds) {
  ipcMain().on("open", [](IpcMainEvent&, const std::string&) { FAIL() << "must not be called"; });
  inPage("ipcRenderer.send('open');");
  EXPECT_TRUE(logged(complaint("argument 0 of 'open': expected string, got undefined")));
}

TEST_F(TypedListener, makesSendSyncThrowATypeErrorWithTheTextOfTheLog) {
  ipcMain().on("open", [](IpcMainEvent& event, const std::string&) { event.returnValue = "must not be called"; });
  runPage("");
  const std::string error = "TypeError: " + complaint("argument 0 of 'open': expected string, got number 7");
  EXPECT_EQ(inPage(R"js(
    try {
      return ipcRenderer.sendSync('open', 7);
    } catch (error) {
      return error instanceof TypeError && String(error);
    }
  )js"),
            Value(error));
  EXPECT_TRUE(logged(error));
}

TEST_F(TypedListener, saysWhereInsideOfAnArgumentTheTroubleLies) {
  ipcMain().on("open",
               [](IpcMainEvent&, const std::vector<std::map<std::string, int>>&) { FAIL() << "must not be called"; });
  inPage("ipcRenderer.send('open', [{ok: 1}, {line: 'seven'}]);");
  EXPECT_TRUE(logged(complaint("argument 0 of 'open', at [1].line: expected integer (32 bit), got string \"seven\"")));
}

TEST_F(TypedListener, leavesTheOtherListenersToRun) {
  std::string got;
  ipcMain().on("open", [](IpcMainEvent&, int) { FAIL() << "must not be called"; });
  ipcMain().on("open", [&](IpcMainEvent&, const std::string& text) { got = text; });
  inPage("ipcRenderer.send('open', 'text');");
  EXPECT_EQ(got, "text");
}

TEST_F(TypedListener, takesIntegersOnlyWhereNothingIsLost) {
  std::vector<std::int64_t> taken;
  ipcMain().on("integer", [&](IpcMainEvent&, std::int64_t number) { taken.push_back(number); });
  inPage(R"js(
    const exact = [2 ** 53 - 1, -(2 ** 53 - 1), -0, 2n ** 63n - 1n, -(2n ** 63n)];
    for (const number of exact) ipcRenderer.send('integer', number);
    const others = [2 ** 53, 0.5, NaN, Infinity, 2n ** 63n, '7', true];
    for (const number of others) ipcRenderer.send('integer', number);
  )js");
  EXPECT_EQ(taken, (std::vector<std::int64_t>{9007199254740991, -9007199254740991, 0, INT64_MAX, INT64_MIN}));
  EXPECT_EQ(log().size(), 7u);
}

TEST_F(TypedListener, ofASmallIntegerTakesWhatIsInItsRange) {
  std::vector<int> taken;
  ipcMain().on("byte", [&](IpcMainEvent&, std::uint8_t number) { taken.push_back(number); });
  inPage("for (const number of [0, 255, 256, -1]) ipcRenderer.send('byte', number);");
  EXPECT_EQ(taken, (std::vector<int>{0, 255}));
  EXPECT_EQ(log().size(), 2u);
}

TEST_F(TypedListener, quotesWhatCameInOneShortLine) {
  ipcMain().on("tell", [](IpcMainEvent&, int) { FAIL() << "must not be called"; });
  inPage(R"js(ipcRenderer.send('tell', 'line\nTransom: forged line\n' + 'x'.repeat(1000000));)js");
  ASSERT_EQ(log().size(), 1u);
  EXPECT_EQ(log()[0].find('\n'), std::string::npos);
  EXPECT_LT(log()[0].size(), 1000u);
}

}  // namespace
}  // namespace test
}  // namespace transom
