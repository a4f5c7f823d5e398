// SPDX-License-Identifier: MIT
// Structs, enumerations, variants and times of an application, from pages and to them.
#include "support/messaging_test.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace notes {
namespace {

enum class Level { info, warning };
TRANSOM_ENUM(Level, info, warning)

struct Author {
  std::string name;
  std::optional<int> age;
};
TRANSOM_STRUCT(Author, name, age)

struct Link {
  std::string target;
};
TRANSOM_STRUCT(Link, target)

struct Picture {
  transom::Bytes data;
};
TRANSOM_STRUCT(Picture, data)

struct Note {
  std::filesystem::path path;
  Level level = Level::info;
  std::optional<Author> author;
  std::vector<std::variant<std::string, Link, Picture>> parts;
  std::map<std::string, double> scores;
  std::set<std::string> tags;
  std::chrono::system_clock::time_point changed;
  std::chrono::milliseconds spent{};
  std::vector<Note> replies;
};
TRANSOM_STRUCT(Note, path, level, author, parts, scores, tags, changed, spent, replies)

}  // namespace
}  // namespace notes

namespace transom::test {
namespace {

class TypedStruct : public MessagingTest {
 protected:
  /// What a page is told whose argument doesn't fit.
  std::string rejection(const std::string& argument) {
    return inPage("return ipcRenderer.invoke('take', " + argument + ").then(() => 'taken', (error) => error.message)")
        .asString();
  }
};

TEST_F(TypedStruct, comesBackFromItsHandlerAsThePageSentIt) {
  std::optional<notes::Note> seen;
  ipcMain().handle("echo", [&](IpcMainInvokeEvent&, notes::Note note) {
    seen = note;
    return note;
  });
  EXPECT_EQ(
      inPage(R"js(
    return ipcRenderer.invoke('echo', {
      path: 'a/ü.md', level: 'warning', author: {name: 'Ada'},
      parts: ['text', {target: 'b.md'}, {data: Uint8Array.of(1, 2)}],
      scores: {x: 0.5}, tags: new Set(['t']), changed: new Date(1700000000123), spent: 1500, unknown: 1,
      replies: [{path: 'r', level: 'info', parts: [], scores: {}, tags: new Set(), changed: new Date(0), spent: 0,
                 replies: []}],
    }).then((note) => [
      Object.keys(note).join(), note.path, note.level, JSON.stringify(note.author), note.parts[0], note.parts[1].target,
      String(note.parts[2].data), note.scores.x, [...note.tags].join(), note.changed.getTime(), note.spent,
      note.replies[0].path,
    ].join(' '));
  )js"),
      Value("path,level,author,parts,scores,tags,changed,spent,replies a/ü.md warning {\"name\":\"Ada\"} text b.md "
            "1,2 0.5 t 1700000000123 1500 r"));
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->parts.at(1).index(), 1u);
  EXPECT_EQ(seen->parts.at(2).index(), 2u);
  EXPECT_EQ(seen->replies.size(), 1u);
}

TEST_F(TypedStruct, tellsThePageWhatIsWrongWhere) {
  ipcMain().handle("take", [](IpcMainInvokeEvent&, const notes::Author&, std::optional<notes::Level>) {});
  EXPECT_EQ(rejection("{name: 'Ada', more: 1}"), "taken");
  EXPECT_NE(
      rejection("{age: 3}")
          .find("TypeError: argument 0 of 'take', at .name: expected string, got undefined (sent by WebContents #"),
      std::string::npos);
  EXPECT_NE(rejection("{name: 'Ada', age: '3'}")
                .find("argument 0 of 'take', at .age: expected integer (32 bit), got string \"3\""),
            std::string::npos);
  EXPECT_NE(
      rejection("{name: 'Ada'}, 'loud'").find("argument 1 of 'take': expected \"info\" or \"warning\", got string"),
      std::string::npos);
}

TEST_F(TypedStruct, goesToThePageWithoutWhatItDoesNotHave) {
  runPage("");
  EXPECT_EQ(inPage("return JSON.stringify(await next('authors'))",
                   [&] {
                     contents().send("authors", std::vector{notes::Author{"Ada", {}}, notes::Author{"Bob", 3}});
                   }),
            Value(R"([[{"name":"Ada"},{"name":"Bob","age":3}]])"));
}

constexpr Message<notes::Author, std::optional<notes::Level>> kJoined("joined");
constexpr Question<notes::Level(std::string)> kLevelOf("level-of");

TEST_F(TypedStruct, isWhatADeclaredMessageCarriesWhicheverWayItIsSent) {
  ipcMain().on("join", [](IpcMainEvent& event) { event.reply(kJoined, notes::Author{"Cyd", {}}, std::nullopt); });
  runPage("");
  EXPECT_EQ(inPage(R"js(
    const all = [];
    const three = new Promise((resolve) => {
      ipcRenderer.on('joined', (event, ...args) => all.push(JSON.stringify(args)) === 4 && resolve());
    });
    ipcRenderer.send('join');
    await three;
    return all.sort().join(' ');
  )js",
                   [&] {
                     contents().send(kJoined, {"Ada", 36}, notes::Level::warning);
                     contents().mainFrame()->send(kJoined, {"Bob", {}}, {});
                     contents().sender().send(kJoined, {"Dan", {}}, {});
                   }),
            Value(R"([{"name":"Ada","age":36},"warning"] [{"name":"Bob"},null] [{"name":"Cyd"},null] )"
                  R"([{"name":"Dan"},null])"));
}

TEST_F(TypedStruct, isWhatADeclaredQuestionIsAnsweredWith) {
  inPage("ipcRenderer.handle('level-of', (event, text) => text);");
  EXPECT_EQ(wait(contents().invoke(kLevelOf, "warning")), notes::Level::warning);
  EXPECT_EQ(wait(contents().mainFrame()->invokeWithTimeout(std::chrono::seconds(60), kLevelOf, "info")),
            notes::Level::info);
  EXPECT_THROW(wait(contents().invoke(kLevelOf, "loud")), ConversionError);
}

TEST_F(TypedStruct, thatContainsItselfIsBoundedForThePage) {
  ipcMain().handle("take", [](IpcMainInvokeEvent&, const notes::Note&) {});
  const std::string make =
      "(() => { const note = (replies) => ({path: '', level: 'info', parts: [], scores: {}, tags: new Set(), changed: "
      "new Date(0), spent: 0, replies}); let all = note([]); for (let i = 1; i < COUNT; ++i) all = note([all]); return "
      "all; })()";
  EXPECT_EQ(rejection(std::string(make).replace(make.find("COUNT"), 5, "490")), "taken");
  EXPECT_NE(rejection("(() => { const note = {path: '', level: 'info', parts: [], scores: {}, tags: new Set(), "
                      "changed: new Date(0), spent: 0, replies: []}; note.replies.push(note); return note; })()")
                .find("expected a depth of at most 1000, got more"),
            std::string::npos);
}

}  // namespace
}  // namespace transom::test
