// SPDX-License-Identifier: MIT
// What was one object twice is one object twice on the other side, cycles included, across all arguments of a message.
#include "support/messaging_test.h"

#include <optional>
#include <string>

namespace transom::test {
namespace {

class References : public MessagingTest {
 protected:
  /// Calls `check` with what main gets for `ipcRenderer.send('values', <expressions>)`.
  void receive(std::string_view expressions, const std::function<void(const Arguments&)>& check) {
    int calls = 0;
    const ScopedListener listener = ipcMain().scoped("values", [&](IpcMainEvent&, const Arguments& arguments) {
      ++calls;
      check(arguments);
    });
    inPage("ipcRenderer.send('values', " + std::string(expressions) + ");");
    EXPECT_EQ(calls, 1);
  }
  /// What `expression` says in the page of `args`, the arguments that main sent.
  Value shown(const Arguments& arguments, std::string_view expression) {
    return inPage("const args = await next('values'); return " + std::string(expression),
                  [&] { contents().sendArguments("values", arguments); });
  }
};

TEST_F(References, ofOneArgumentAreKeptIntoMain) {
  receive("((shared) => [shared, {again: shared}])({})", [](const Arguments& got) {
    EXPECT_TRUE(sameObject(got[0][0], got[0][1]["again"]));
    EXPECT_EQ(dump(got[0]), R"([#0={}, {"again": #0#}])");
  });
  receive("[{}, {}]", [](const Arguments& got) { EXPECT_FALSE(sameObject(got[0][0], got[0][1])); });
}

TEST_F(References, acrossArgumentsAreKeptIntoMain) {
  receive("...((shared) => [shared, shared, [shared], {}])(new Date(0))", [](const Arguments& got) {
    EXPECT_TRUE(sameObject(got[0], got[1]));
    EXPECT_TRUE(sameObject(got[0], got[2][0]));
    EXPECT_FALSE(sameObject(got[0], got[3]));
  });
}

TEST_F(References, inCyclesAreKeptIntoMain) {
  receive("((object) => (object.self = object.list = [object], object))({})", [](const Arguments& got) {
    EXPECT_TRUE(sameObject(got[0]["self"][0], got[0]));
    EXPECT_TRUE(sameObject(got[0]["self"], got[0]["list"]));
  });
  receive("((map) => map.set(map, map))(new Map())",
          [](const Arguments& got) { EXPECT_TRUE(sameObject(got[0].find(got[0]), got[0])); });
  receive("((set) => set.add(set))(new Set())", [](const Arguments& got) { EXPECT_TRUE(got[0].contains(got[0])); });
  receive("((error) => (error.cause = error))(new Error('mine'))", [](const Arguments& got) {
    ASSERT_TRUE(got[0].asError().cause);
    EXPECT_TRUE(sameObject(*got[0].asError().cause, got[0]));
  });
}

TEST_F(References, toOneBufferAreKeptIntoMain) {
  receive(
      "...((buffer) => [new Uint8Array(buffer), new Float32Array(buffer, 4, 1), new DataView(buffer, 3), buffer])"
      "(new ArrayBuffer(8))",
      [](const Arguments& got) {
        for (std::size_t i = 0; i < 3; ++i) EXPECT_TRUE(sameObject(got[i].asView().buffer, got[3]));
        EXPECT_EQ(got[1].asView().byteOffset, 4u);
        EXPECT_EQ(got[2].asView().length, 5u);
      });
}

TEST_F(References, toBuffersOfEqualBytesStayApart) {
  receive("new Uint8Array(4), new Uint8Array(4)",
          [](const Arguments& got) { EXPECT_FALSE(sameObject(got[0].asView().buffer, got[1].asView().buffer)); });
}

TEST_F(References, toKeysOfMapsAreKeptIntoMain) {
  receive("((key) => [new Map([[key, 'found']]), key])({})",
          [](const Arguments& got) { EXPECT_EQ(got[0][0].find(got[0][1]), Value("found")); });
}

TEST_F(References, acrossArgumentsAreKeptIntoThePage) {
  const Value shared = Value::object();
  EXPECT_EQ(shown({shared, Value::array({shared}), Value::object()}, "args[0] === args[1][0] && args[0] !== args[2];"),
            Value(true));
}

TEST_F(References, inCyclesAreKeptIntoThePage) {
  Value object = Value::object();
  object.set("self", Value::weak(object));
  Value map = Value::mapOf();
  map.insert(Value::weak(map), Value::weak(object));
  EXPECT_EQ(shown({object, map}, "args[0].self === args[0] && args[1].get(args[1]) === args[0];"), Value(true));
}

TEST_F(References, toOneBufferAreKeptIntoThePage) {
  const Value buffer = Value::arrayBuffer(Bytes(16));
  EXPECT_EQ(
      shown({Value::typedArray(ElementType::uint8, buffer, 0, 16), Value::dataView(buffer, 4, 2), buffer}, R"js((() => {
    args[0][5] = 7;
    return args[0].buffer === args[2] && args[1].buffer === args[2] && args[1].getUint8(1) === 7;
  })();)js"),
      Value(true));
}

TEST_F(References, ofAnAnswerAreKept) {
  ipcMain().on("ask", [](IpcMainEvent& event) {
    const Value shared = Value::array();
    event.returnValue = Value::object({{"a", shared}, {"b", shared}});
  });
  EXPECT_EQ(inPage("const {a, b} = ipcRenderer.sendSync('ask'); return a === b;"), Value(true));
}

TEST_F(References, areNotKeptAcrossMessages) {
  std::vector<Value> got;
  ipcMain().on("values", [&](IpcMainEvent&, const Value& value) { got.push_back(value); });
  inPage("const shared = {}; ipcRenderer.send('values', shared); shared.late = 1; ipcRenderer.send('values', shared);");
  ASSERT_EQ(got.size(), 2u);
  EXPECT_FALSE(sameObject(got[0], got[1]));
  EXPECT_EQ(dump(got[0]), "{}");
}

TEST_F(References, leadToCopies) {
  EXPECT_EQ(inPage(R"js(
    const bytes = Uint8Array.of(1);
    const list = [bytes];
    ipcRenderer.send('values', list);
    return bytes.length === 1 && list[0] === bytes && bytes.buffer.byteLength === 1;
  )js"),
            Value(true));
}

}  // namespace
}  // namespace transom::test
