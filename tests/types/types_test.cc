// SPDX-License-Identifier: MIT
// What writeTypes() says of an application's channels, and applications that are started to say it.
#include "channels.h"

#include "support/program.h"
#include "support/temporary_directory.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

namespace transom::test {
namespace {

std::string contentOf(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string typesOf(const IpcMain& ipcMain) {
  std::ostringstream out;
  writeTypes(out, ipcMain);
  return out.str();
}

/// Runs the application without a display.
Program::Result run(const std::string& argument) {
  return Program({TRANSOM_TYPES_APPLICATION, argument}, {{"DISPLAY", std::nullopt}, {"WAYLAND_DISPLAY", std::nullopt}})
      .finish();
}

TEST(WriteTypes, describesEveryChannelAsTheGoldenFileHasIt) {
  IpcMain ipcMain;
  registerChannels(ipcMain);
  EXPECT_EQ(typesOf(ipcMain), contentOf(TRANSOM_TYPES_GOLDEN));
}

TEST(WriteTypes, doesNotDependOnTheOrderOfRegistration) {
  IpcMain ipcMain;
  registerChannelsBackwards(ipcMain);
  EXPECT_EQ(typesOf(ipcMain), contentOf(TRANSOM_TYPES_GOLDEN));
}

TEST(WriteTypes, forgetsWhatIsNotRegisteredAnyMore) {
  IpcMain ipcMain;
  const std::string before = typesOf(ipcMain);
  const Listener token = ipcMain.on("open", [](IpcMainEvent&, int) {});
  ipcMain.handleOnce("load", [](IpcMainInvokeEvent&) { return 1; });
  EXPECT_NE(typesOf(ipcMain), before);
  ipcMain.removeListener("open", token);
  ipcMain.removeHandler("load");
  EXPECT_EQ(typesOf(ipcMain), before);
}

TEST(WriteTypes, keepsWhateverAChannelIsCalledInsideOfItsQuotes) {
  IpcMain ipcMain;
  ipcMain.on("a'b\\c\n\x01\x7f\u2028\xff", [] {});
  EXPECT_NE(typesOf(ipcMain).find("  'a\\'b\\\\c\\u000a\\u0001\\u007f\\u2028\uFFFD': () => void;\n"), std::string::npos)
      << typesOf(ipcMain);
}

TEST(TypesOfAnApplication, areWrittenWithoutADisplayOrPagesOrPrograms) {
  const auto result = run("--transom-types");
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(result.out.find("the loop has run"), std::string::npos);
  EXPECT_NE(result.out.find("  load: (arg0: string) => notes_Document;\n"), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("  'of the page': (arg0: number) => number;\n"), std::string::npos);
  EXPECT_NE(result.out.find("  'of the frame': (arg0: boolean) => unknown;\n"), std::string::npos);
  EXPECT_NE(result.out.find("  'of the program': (arg0: string) => unknown;\n"), std::string::npos);
}

TEST(TypesOfAnApplication, goToAFileThatIsTouchedOnlyWhereItChanges) {
  const TemporaryDirectory directory;
  const auto file = directory.path() / "channels.d.ts";
  ASSERT_EQ(run("--transom-types=" + file.string()).status, 0);
  EXPECT_EQ(contentOf(file), run("--transom-types").out);
  const auto before = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
  std::filesystem::last_write_time(file, before);
  ASSERT_EQ(run("--transom-types=" + file.string()).status, 0);
  EXPECT_EQ(std::filesystem::last_write_time(file), before);
  std::ofstream(file) << "changed";
  ASSERT_EQ(run("--transom-types=" + file.string()).status, 0);
  EXPECT_EQ(contentOf(file), run("--transom-types").out);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory.path()), {}), 1);
}

TEST(TypesOfAnApplication, sayWhereTheyCannotBeWritten) {
  const TemporaryDirectory directory;
  const auto result = run("--transom-types=" + (directory.path() / "none/channels.d.ts").string());
  EXPECT_EQ(result.status, 1);
  EXPECT_NE(result.err.find("cannot write the types of the channels to "), std::string::npos);
  EXPECT_EQ(run("--transom-types=").status, 0);
}

}  // namespace
}  // namespace transom::test
