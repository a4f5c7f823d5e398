// SPDX-License-Identifier: MIT
#include "channels.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace notes {

enum class Level { info, warning, error };
TRANSOM_ENUM(Level, info, warning, error)

struct Author {
  std::string name;
  std::optional<int> age;
};
TRANSOM_STRUCT(Author, name, age)

struct Document {
  std::filesystem::path path;
  Level level = Level::info;
  Author author;
  std::vector<std::string> tags;
  std::chrono::system_clock::time_point changed;
  std::chrono::milliseconds spent{};
  std::optional<transom::Bytes> picture;
  std::map<std::string, double> scores;
  std::vector<Document> replies;
};
TRANSOM_STRUCT(Document, path, level, author, tags, changed, spent, picture, scores, replies)

enum class AddKind { add };
TRANSOM_ENUM(AddKind, add)
enum class RemoveKind { remove };
TRANSOM_ENUM(RemoveKind, remove)
struct Add {
  AddKind kind{};
  Document document;
};
TRANSOM_STRUCT(Add, kind, document)
struct Remove {
  RemoveKind kind{};
  int id = 0;
};
TRANSOM_STRUCT(Remove, kind, id)

/// As TypeScript's own.
struct Date {
  int year = 0;
};
TRANSOM_STRUCT(Date, year)

template <class T>
struct Page {
  std::vector<T> items;
  transom::Value cursor;
};
using AuthorPage = Page<Author>;
TRANSOM_STRUCT(AuthorPage, items, cursor)
TRANSOM_STRUCT(Page<int>, items)

struct Color {};
struct Opaque {};

/// As an interface of transom.d.ts.
struct Listener {
  int id = 0;
};
TRANSOM_STRUCT(Listener, id)

}  // namespace notes

namespace archive {

/// As that of notes.
struct Document {
  std::int64_t id = 0;
};
TRANSOM_STRUCT(Document, id)

namespace {
struct Document {
  bool hidden = false;
};
TRANSOM_STRUCT(Document, hidden)
using Hidden = Document;
}  // namespace

}  // namespace archive

template <>
struct transom::Convert<notes::Color> {
  static std::string expected() { return "Color"; }
  static notes::Color fromValue(const Value& /*value*/) { return {}; }
  static Value toValue(const notes::Color& /*color*/) { return "#fff"; }
  static std::string typeScript() { return "`#${string}`"; }
};
template <>
struct transom::Convert<notes::Opaque> {
  static std::string expected() { return "Opaque"; }
  static notes::Opaque fromValue(const Value& /*value*/) { return {}; }
  static Value toValue(const notes::Opaque& /*opaque*/) { return {}; }
};

namespace transom::test {
namespace {

using Registration = std::function<void(IpcMain&)>;

template <class F>
Registration listener(const char* channel, F function) {
  return [=](IpcMain& ipcMain) { ipcMain.on(channel, function); };
}
template <class F>
Registration handler(const char* channel, F function) {
  return [=](IpcMain& ipcMain) { ipcMain.handle(channel, function); };
}

AsyncGenerator<notes::Document> found(IpcMainInvokeEvent& /*event*/, std::string /*text*/) {
  const notes::Document document;
  co_yield document;
}

std::vector<Registration> listeners() {
  return {
      listener("nothing", [] {}),
      listener("any", [](IpcMainEvent&, const Arguments&) {}),
      listener("open", [](IpcMainEvent&, const std::string&, std::optional<int>) {}),
      listener("values", [](IpcMainEvent&, std::optional<bool>, std::int64_t, const Bytes&, const Value&) {}),
      listener("both", [](IpcMainEvent&, const std::string&) {}),
      listener("both", [](IpcMainEvent&, const Value&, notes::Level) {}),
      listener("level", [](IpcMainSyncEvent<notes::Level> event, int) { event.returnValue = notes::Level::info; }),
      listener("level", [](IpcMainEvent&, int) {}),
      listener("kept", [](const IpcMainSyncEvent<std::optional<int>>& event) { event.deferReply().send(7); }),
      listener("it's\n\"quoted\"", [](IpcMainEvent&, int) {}),
      listener("constructor", [](IpcMainEvent&, bool) {}),
      listener("*/ `${0}` //", [](IpcMainEvent&, std::monostate, std::variant<std::monostate>) {}),
      listener("__proto__", [](IpcMainEvent&, notes::Listener) {}),
      listener("new", [] {}),
      listener("7", [] {}),
      listener("", [] {}),
  };
}

std::vector<Registration> handlers() {
  return {
      handler("load", [](IpcMainInvokeEvent&, std::filesystem::path) -> Task<notes::Document> { co_return {}; }),
      handler("save", [](IpcMainInvokeEvent&, const notes::Document&) -> Task<void> { co_return; }),
      handler("change",
              [](IpcMainInvokeEvent&, const std::vector<std::variant<notes::Add, notes::Remove>>&) { return true; }),
      handler("count", [](IpcMainInvokeEvent&) { return std::size_t{1}; }),
      handler("authors", [](IpcMainInvokeEvent&, std::optional<notes::Level>) { return notes::AuthorPage(); }),
      handler("numbers", [](IpcMainInvokeEvent&) { return notes::Page<int>(); }),
      handler("archived", [](IpcMainInvokeEvent&, archive::Document) { return archive::Hidden(); }),
      handler("day", [](IpcMainInvokeEvent&) { return std::optional<notes::Date>(); }),
      handler("paint", [](IpcMainInvokeEvent&, notes::Color) { return notes::Opaque(); }),
      handler("containers",
              [](IpcMainInvokeEvent&, const std::set<int>&, const std::map<int, std::string>&,
                 const std::deque<std::optional<std::string>>&, const std::array<double, 3>&,
                 const std::unordered_map<std::string, std::vector<std::variant<int, std::string>>>&) {
                return std::tuple<int, std::string, std::optional<bool>>();
              }),
      handler("untyped", [](IpcMainInvokeEvent&, const Value& value) { return value; }),
      handler("find", &found),
  };
}

void registerAll(IpcMain& ipcMain, const std::vector<Registration>& registrations) {
  for (const Registration& registration : registrations) registration(ipcMain);
}

}  // namespace

void registerChannels(IpcMain& ipcMain) {
  registerAll(ipcMain, listeners());
  registerAll(ipcMain, handlers());
  ipcMain.declare(kOpened);
  ipcMain.declare(kConfirm);
}

void registerChannelsBackwards(IpcMain& ipcMain) {
  ipcMain.declare(kConfirm);
  ipcMain.declare(kOpened);
  auto all = handlers();
  std::reverse(all.begin(), all.end());
  registerAll(ipcMain, all);
  registerAll(ipcMain, listeners());
}

}  // namespace transom::test
