// SPDX-License-Identifier: MIT
// The parts of the notes application that need no window.
#include "folder_watcher.h"
#include "note_name.h"
#include "note_store.h"
#include "search.h"
#include "text.h"

#include "support/temporary_directory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <iterator>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include <sys/stat.h>

namespace transom::test {
namespace {

using notes::NoteStore;

/// The code of the error that `call` fails with; empty if it doesn't.
std::string codeOf(const std::function<void()>& call) {
  try {
    call();
    return {};
  } catch (const Error& error) {
    return error.code();
  }
}

class Store : public ::testing::Test {
 protected:
  [[nodiscard]] std::string onDisk(const std::string& name) const {
    std::ifstream file(folder_.path() / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  [[nodiscard]] std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder_.path()), {}));
  }

  const TemporaryDirectory folder_;
  const NoteStore store_{folder_.path()};
};

TEST_F(Store, makesItsFolder) {
  const NoteStore inner(folder_.path() / "a" / "b");
  EXPECT_TRUE(std::filesystem::is_directory(folder_.path() / "a" / "b"));
  EXPECT_EQ(codeOf([&] { const NoteStore file(folder_.write("file", "no folder")); }), "IO");
}

TEST_F(Store, savesOnlyOverTheVersionThatWasRead) {
  EXPECT_EQ(store_.add("Note.md", "one"), "Note.md");
  const notes::Note note = store_.read("Note.md");
  EXPECT_EQ(note.text, "one");
  const std::string version = store_.save("Note.md", "two", note.version);
  EXPECT_NE(version, note.version);
  EXPECT_EQ(codeOf([&] { static_cast<void>(store_.save("Note.md", "three", note.version)); }), "CONFLICT");
  EXPECT_EQ(onDisk("Note.md"), "two");
  EXPECT_EQ(store_.read("Note.md").version, version);
  EXPECT_EQ(files(), 1U);
}

TEST_F(Store, givesNamesThatAreTakenANumber) {
  EXPECT_EQ(store_.add("Note.md", "one"), "Note.md");
  EXPECT_EQ(store_.add("Note.md", "two"), "Note 2.md");
  EXPECT_EQ(store_.add("Note.md", "three"), "Note 3.md");
  EXPECT_EQ(onDisk("Note.md"), "one");
  EXPECT_EQ(files(), 3U);
}

TEST_F(Store, renamesOverNothing) {
  store_.add("One.md", "one");
  store_.add("Two.md", "two");
  EXPECT_EQ(codeOf([&] { store_.rename("One.md", "Two.md"); }), "EXISTS");
  EXPECT_EQ(codeOf([&] { store_.rename("None.md", "Three.md"); }), "NOT_FOUND");
  store_.rename("One.md", "Three.md");
  EXPECT_EQ(onDisk("Three.md"), "one");
  EXPECT_EQ(onDisk("Two.md"), "two");
}

TEST_F(Store, leavesAFilesPermissionsAsTheyAre) {
  store_.add("Note.md", "one");
  // 0666: what a umask would take from a new file.
  for (const mode_t mode : {0600U, 0666U, 0764U}) {
    ASSERT_EQ(::chmod((folder_.path() / "Note.md").c_str(), mode), 0);
    static_cast<void>(store_.save("Note.md", "two", store_.read("Note.md").version));
    struct stat state {};
    ASSERT_EQ(::stat((folder_.path() / "Note.md").c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777U, mode);
  }
}

TEST_F(Store, replacesNoFileThatIsWriteProtected) {
  store_.add("Note.md", "one");
  ASSERT_EQ(::chmod((folder_.path() / "Note.md").c_str(), 0444), 0);
  const std::string version = store_.read("Note.md").version;
  EXPECT_EQ(codeOf([&] { static_cast<void>(store_.save("Note.md", "two", version)); }), "READ_ONLY");
  EXPECT_EQ(onDisk("Note.md"), "one");
  EXPECT_EQ(files(), 1U);
}

TEST_F(Store, listsWhatChangedInAFileThatItKnows) {
  store_.add("Note.md", "before");
  EXPECT_EQ(store_.list().at(0).excerpt, "before");
  static_cast<void>(store_.save("Note.md", "after it", store_.read("Note.md").version));
  EXPECT_EQ(store_.list().at(0).excerpt, "after it");
  store_.remove("Note.md");
  EXPECT_TRUE(store_.list().empty());
  store_.add("Note.md", "another");
  EXPECT_EQ(store_.list().at(0).excerpt, "another");
}

TEST_F(Store, listsWhateverItCanNameAndTellsOfTheRest) {
  const std::string longest = std::string(252, 'a') + ".md";
  for (const std::string& name : {std::string("Loud.MD"), longest, std::string("Bad\xFF.md"), std::string(" a.md")}) {
    static_cast<void>(folder_.write(name, "text"));
  }
  std::filesystem::create_symlink("Loud.MD", folder_.path() / "Link.md");
  ASSERT_EQ(store_.list().size(), 2U);
  for (const std::string& name : {std::string("Loud.MD"), longest}) {
    static_cast<void>(store_.save(name, "new", store_.read(name).version));
    EXPECT_EQ(onDisk(name), "new");
  }
  EXPECT_EQ(store_.add(longest, "other"), std::string(250, 'a') + " 2.md");
  const std::vector<notes::Unread> rest = store_.unlisted();
  ASSERT_EQ(rest.size(), 3U);
  EXPECT_EQ(rest[0].name, " a.md");
  EXPECT_EQ(rest[1].name, "Bad\uFFFD.md");
  EXPECT_EQ(rest[2].name, "Link.md");
  EXPECT_NE(rest[1].reason, rest[2].reason);
}

TEST_F(Store, staysInItsFolderWhateverLiesThere) {
  const TemporaryDirectory elsewhere;
  const auto secret = elsewhere.write("secret.md", "secret");
  std::filesystem::create_symlink(secret, folder_.path() / "Link.md");
  ASSERT_EQ(::mkfifo((folder_.path() / "Pipe.md").c_str(), 0600), 0);
  std::filesystem::create_directory(folder_.path() / "Directory.md");
  EXPECT_TRUE(store_.list().empty());
  for (const char* name : {"Link.md", "Pipe.md", "Directory.md"}) {
    EXPECT_EQ(codeOf([&] { static_cast<void>(store_.read(name)); }), "NOT_FOUND") << name;
  }
  EXPECT_EQ(store_.add("Link.md", "text"), "Link 2.md");
  std::ifstream file(secret);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "secret");
}

TEST_F(Store, refusesWhatIsNoTextOrTooLarge) {
  static_cast<void>(folder_.write("Binary.md", "\xC0\x80"));
  static_cast<void>(folder_.write("Huge.md", std::string(NoteStore::kMaxBytes + 1, 'x')));
  EXPECT_EQ(codeOf([&] { static_cast<void>(store_.read("Binary.md")); }), "NOT_TEXT");
  EXPECT_EQ(codeOf([&] { static_cast<void>(store_.read("Huge.md")); }), "TOO_LARGE");
  EXPECT_EQ(codeOf([&] { store_.add("New.md", std::string(NoteStore::kMaxBytes + 1, 'x')); }), "TOO_LARGE");
  // They are in the list all the same: the user looks for them there.
  EXPECT_EQ(store_.list().size(), 2U);
}

TEST_F(Store, saysWhenItsFolderIsGone) {
  store_.add("Note.md", "text");
  const std::string version = store_.read("Note.md").version;
  std::filesystem::remove_all(folder_.path());
  EXPECT_EQ(codeOf([&] { static_cast<void>(store_.list()); }), "FOLDER_GONE");
  EXPECT_EQ(codeOf([&] { static_cast<void>(store_.read("Note.md")); }), "FOLDER_GONE");
  EXPECT_EQ(codeOf([&] { static_cast<void>(store_.save("Note.md", "text", version)); }), "FOLDER_GONE");
  EXPECT_EQ(codeOf([&] { store_.add("Note.md", "text"); }), "FOLDER_GONE");
  EXPECT_EQ(codeOf([&] { store_.rename("Note.md", "Other.md"); }), "FOLDER_GONE");
  EXPECT_EQ(codeOf([&] { store_.remove("Note.md"); }), "FOLDER_GONE");
}

TEST_F(Store, writesIntoTheFolderThatIsAtItsPathAndNoOther) {
  store_.add("Note.md", "one");
  const std::string version = store_.read("Note.md").version;
  const TemporaryDirectory elsewhere;
  std::filesystem::rename(folder_.path(), elsewhere.path() / "moved");
  EXPECT_EQ(codeOf([&] { store_.add("New.md", "text"); }), "FOLDER_GONE");
  std::filesystem::create_directory(folder_.path());
  EXPECT_TRUE(store_.list().empty());
  EXPECT_EQ(store_.add("Note.md", "another"), "Note.md");
  EXPECT_EQ(onDisk("Note.md"), "another");
  std::filesystem::remove_all(folder_.path());
  std::filesystem::rename(elsewhere.path() / "moved", folder_.path());
  static_cast<void>(store_.save("Note.md", "two", version));
  EXPECT_EQ(onDisk("Note.md"), "two");
  EXPECT_EQ(files(), 1U);
}

TEST_F(Store, oneOfManyWhoSaveAtOnceWins) {
  store_.add("Note.md", "start");
  const std::string version = store_.read("Note.md").version;
  std::mutex mutex;
  std::vector<std::string> codes;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&, i] {
        std::string code =
            codeOf([&] { static_cast<void>(store_.save("Note.md", "text " + std::to_string(i), version)); });
        const std::scoped_lock lock(mutex);
        codes.push_back(std::move(code));
      });
    }
  }
  EXPECT_EQ(std::count(codes.begin(), codes.end(), ""), 1);
  EXPECT_EQ(std::count(codes.begin(), codes.end(), "CONFLICT"), 7);
}

TEST(NoteName, isTheNameOfAFileInTheFolder) {
  for (const char* name : {"a.md", "Ümlaut.md", "with space.md", "a.b.md", "🍐.md", "..a.md.md"}) {
    EXPECT_EQ(notes::isNoteName(name), std::string_view(name)[0] != '.') << name;
  }
  for (const std::string& name :
       {std::string(), std::string(".md"), std::string("a"), std::string("a.txt"), std::string("../a.md"),
        std::string("a/b.md"), std::string("/a.md"), std::string(".a.md"), std::string("a\0.md", 5),
        std::string("a\n.md"), std::string("\xFF.md"), std::string("a\\b.md"), std::string("\u202Ea.md"),
        std::string(253, 'a') + ".md"}) {
    EXPECT_FALSE(notes::isNoteName(name)) << name;
  }
  EXPECT_EQ(notes::numberedName("Plan.md", 1), "Plan.md");
  EXPECT_EQ(notes::numberedName("Plan.md", 2), "Plan 2.md");
  EXPECT_EQ(notes::numberedName(std::string(252, 'a') + ".md", 12), std::string(249, 'a') + " 12.md");
  EXPECT_EQ(notes::shownName("a\xFF\n\u202E\u00E4.md"), "a\uFFFD\uFFFD\uFFFD\u00E4.md");
}

TEST(Text, isUtf8OnlyIfItIs) {
  for (const char* text : {"", "a", "ä", "€", "🍐", "\xEF\xBB\xBF", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(notes::isUtf8(text)) << text;
  }
  for (const char* text :
       {"\x80", "\xC3", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "a\xE2\x82"}) {
    EXPECT_FALSE(notes::isUtf8(text)) << text;
  }
}

TEST(Text, isCutBetweenCharacters) {
  EXPECT_EQ(notes::headOf("aäö", 2), "a");
  EXPECT_EQ(notes::headOf("aäö", 3), "aä");
  EXPECT_EQ(notes::tailOf("äöa", 2), "a");
  EXPECT_EQ(notes::tailOf("äöa", 3), "öa");
  EXPECT_EQ(notes::utf16Length("aä🍐"), 4U);
}

TEST(Search, findsEveryLineOnceWhateverTheCase) {
  const auto hits = notes::hitsIn("Ärger.md", "erste Zeile\nzweite ÄRGER ärger\r\n🍐 ärger", "ärgER");
  ASSERT_EQ(hits.size(), 3U);
  EXPECT_EQ(hits[0].line, 0);
  EXPECT_EQ(hits[0].match, "Ärger");
  EXPECT_EQ(hits[0].name, "Ärger.md");
  EXPECT_EQ(hits[1].line, 2);
  EXPECT_EQ(hits[1].column, 7);
  EXPECT_EQ(hits[1].before, "zweite ");
  EXPECT_EQ(hits[1].match, "ÄRGER");
  EXPECT_EQ(hits[1].after, " ärger");
  EXPECT_EQ(hits[2].line, 3);
  EXPECT_EQ(hits[2].column, 3);
}

TEST(Search, findsNothingForNothing) {
  EXPECT_TRUE(notes::hitsIn("Note.md", "text", "").empty());
  EXPECT_TRUE(notes::hitsIn("Note.md", "text", "\xFF").empty());
  EXPECT_TRUE(notes::hitsIn("Note.md", "", "text").empty());
}

TEST(Search, cutsLongLinesAroundTheHit) {
  const auto hits = notes::hitsIn("Note.md", std::string(1000, 'a') + "needle" + std::string(1000, 'b'), "needle");
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].column, 1000);
  EXPECT_LT(hits[0].before.size() + hits[0].after.size(), 300U);
}

class Watcher : public Store {
 protected:
  /// Waits until all of these have been told since the last time. The deadline only turns a test that would hang into
  /// one that fails.
  bool tells(const std::set<std::string>& names) {
    std::unique_lock lock(mutex_);
    const bool all = changed_.wait_for(lock, std::chrono::seconds(60), [&] {
      return std::includes(names_.begin(), names_.end(), names.begin(), names.end());
    });
    told_.merge(names_);
    names_.clear();
    return all;
  }
  /// Waits until it has been told once more that anything may have changed.
  bool tellsOfEverything() {
    std::unique_lock lock(mutex_);
    const bool isTold = changed_.wait_for(lock, std::chrono::seconds(60), [&] { return everything_; });
    everything_ = false;
    return isTold;
  }
  /// All that has been told by the last tells().
  [[nodiscard]] const std::set<std::string>& told() const { return told_; }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::set<std::string> names_;  // not yet asked for
  std::set<std::string> told_;
  bool everything_ = false;  // not yet asked for
  const notes::FolderWatcher watcher_{folder_.path(), [this](const notes::FolderWatcher::Names& names) {
                                        const std::scoped_lock lock(mutex_);
                                        everything_ |= names.empty();
                                        names_.insert(names.begin(), names.end());
                                        changed_.notify_all();
                                      }};
};

TEST_F(Watcher, tellsWhatIsNewGoneAndOther) {
  static_cast<void>(folder_.write("New.md", "one"));
  static_cast<void>(folder_.write("Gone.md", "one"));
  EXPECT_TRUE(tells({"Gone.md", "New.md"}));
  std::filesystem::remove(folder_.path() / "Gone.md");
  std::filesystem::rename(folder_.path() / "New.md", folder_.path() / "Renamed.md");
  EXPECT_TRUE(tells({"Gone.md", "New.md", "Renamed.md"}));
}

TEST_F(Watcher, goesOnWhenItsFolderIsBack) {
  const TemporaryDirectory elsewhere;
  std::filesystem::rename(folder_.path(), elsewhere.path() / "moved");
  EXPECT_TRUE(tellsOfEverything());
  std::filesystem::rename(elsewhere.path() / "moved", folder_.path());
  EXPECT_TRUE(tellsOfEverything());
  static_cast<void>(folder_.write("New.md", "one"));
  EXPECT_TRUE(tells({"New.md"}));
}

TEST_F(Watcher, goesOnInAFolderThatTakesThePlaceOfADeletedOne) {
  std::filesystem::remove_all(folder_.path());
  EXPECT_TRUE(tellsOfEverything());
  std::filesystem::create_directory(folder_.path());
  EXPECT_TRUE(tellsOfEverything());
  static_cast<void>(folder_.write("New.md", "one"));
  EXPECT_TRUE(tells({"New.md"}));
}

TEST(FolderWatcher, tellsWhenAFolderAboveItsOwnIsRenamed) {
  const TemporaryDirectory above;
  const std::filesystem::path inner = above.path() / "a" / "b";
  std::filesystem::create_directories(inner);
  std::promise<void> told;
  const notes::FolderWatcher watcher(inner, [&](const notes::FolderWatcher::Names&) { told.set_value(); });
  std::filesystem::rename(above.path() / "a", above.path() / "c");
  EXPECT_EQ(told.get_future().wait_for(std::chrono::seconds(60)), std::future_status::ready);
}

TEST_F(Watcher, isSilentAboutWhatIsNoNote) {
  static_cast<void>(folder_.write("picture.png", "x"));
  static_cast<void>(folder_.write(".hidden.md", "x"));
  store_.add("Note.md", "a");
  static_cast<void>(store_.save("Note.md", "b", store_.read("Note.md").version));
  EXPECT_TRUE(tells({"Note.md"}));
  EXPECT_EQ(told(), std::set<std::string>{"Note.md"});
}

}  // namespace
}  // namespace transom::test
