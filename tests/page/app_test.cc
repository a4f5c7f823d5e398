// SPDX-License-Identifier: MIT
// Whole applications, started as users start them: what they print, how they end, and what they say when they can't
// start.
#include "support/page_test.h"
#include "support/program.h"
#include "support/temporary_directory.h"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace transom::test {
namespace {

namespace fs = std::filesystem;

const std::string kApplication = TRANSOM_TEST_APPLICATION;

class Application : public ::testing::Test {
 protected:
  /// A page that runs `script`, which finds `ipcRenderer`.
  std::string page(std::string_view script) {
    return files_.write("page.html",
                        "<!doctype html><meta charset=utf-8><title>t</title><script>"
                        "const {ipcRenderer} = require('electron');\n" +
                            std::string(script) + "</script>");
  }

  /// Expects that the application can't start, and says so in one line that begins and ends like this.
  static void expectOneLine(const Program::Result& result, const std::string& begin, const std::string& end) {
    EXPECT_EQ(result.status, 1);
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
    EXPECT_EQ(result.err.substr(0, begin.size()), begin) << result.err;
    EXPECT_NE(result.err.find(end + "\n"), std::string::npos) << result.err;
  }

  TemporaryDirectory files_;
};

/// An installation of its own, parts of which a test may take away.
class BrokenInstallation : public Application {
 protected:
  BrokenInstallation() {
    fs::create_directories(library("transom/web-extension"));
    fs::copy_file(TRANSOM_LIBRARY, library(fs::path(TRANSOM_LIBRARY).filename()));
    fs::copy_file(TRANSOM_ENGINE, engine());
    fs::copy_file(TRANSOM_WEB_EXTENSION, library("transom/web-extension") / fs::path(TRANSOM_WEB_EXTENSION).filename());
  }

  fs::path library(const fs::path& name) const { return files_.path() / "lib" / name; }
  fs::path engine() const { return library("transom") / fs::path(TRANSOM_ENGINE).filename(); }
  Program::Result run() {
    return Program({kApplication, page("ipcRenderer.send('exit', 7)")}, {{"LD_LIBRARY_PATH", library("").string()}})
        .finish();
  }
};

TEST_F(Application, endsWithTheStatusItWasGivenAndPrintsNothingOfItsOwn) {
  const auto result = Program({kApplication, page("console.log('not printed'); ipcRenderer.send('exit', 7)")}).finish();
  EXPECT_EQ(result.status, 7);
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(result.err, "");
}

TEST_F(Application, endsWithZeroOnSigtermAndSigint) {
  for (const int number : {SIGTERM, SIGINT}) {
    Program program({kApplication, page("ipcRenderer.send('print', 'ready')")});
    ASSERT_TRUE(program.prints("ready"));
    program.signal(number);
    const auto result = program.finish();
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.err, "");
  }
}

TEST_F(Application, endsWithZeroWhenThePageClosesItsWindow) {
  const auto result = Program({kApplication, page("window.close()")}).finish();
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.err, "");
}

TEST_F(Application, printsThePagesConsoleWhereItIsAskedTo) {
  const std::string script = "console.log('one'); console.error('two'); ipcRenderer.send('exit', 0)";
  const auto byArgument = Program({kApplication, page(script), "--enable-logging"}).finish();
  EXPECT_EQ(byArgument.out, "[page] one\n[page] two\n");
  const auto byVariable = Program({kApplication, page(script)}, {{"TRANSOM_ENABLE_LOGGING", "1"}}).finish();
  EXPECT_EQ(byVariable.out, "[page] one\n[page] two\n");
  const auto turnedOff = Program({kApplication, page(script)}, {{"TRANSOM_ENABLE_LOGGING", "0"}}).finish();
  EXPECT_EQ(turnedOff.out, "");
}

TEST_F(Application, printsAConsoleMessageSoThatItCanNeitherFakeALineNorCommandATerminal) {
  const auto result = Program({kApplication, page(R"js(
    console.log('first\nsecond\r\x1b[2J\x07\u009bend');
    ipcRenderer.send('exit', 0);
  )js"),
                               "--enable-logging"})
                          .finish();
  EXPECT_EQ(result.out.find("[page] first\n[page] second\\x0d\\x1b[2J\\x07"), 0u) << result.out;
  EXPECT_EQ(result.out.find_first_of("\r\x1b\x07"), std::string::npos);
  EXPECT_EQ(result.out.find("\xc2\x9b"), std::string::npos);
}

TEST_F(Application, theExamplePrintsItsFourLinesAndNothingElse) {
  for (const bool byArgument : {true, false}) {
    std::vector<std::string> command{TRANSOM_PING_PONG};
    Environment environment;
    if (byArgument) command.emplace_back("--enable-logging");
    if (!byArgument) environment.emplace("TRANSOM_ENABLE_LOGGING", "1");
    Program example(command, environment);
    ASSERT_TRUE(example.prints("ping\n[page] pong\nping\n[page] pong\n"));
    example.signal(SIGTERM);
    const auto result = example.finish();
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.out, "ping\n[page] pong\nping\n[page] pong\n");
    EXPECT_EQ(result.err, "");
  }
}

TEST_F(Application, saysHowToGetADisplay) {
  const auto result = Program({kApplication, page("")},
                              {{"DISPLAY", {}}, {"WAYLAND_DISPLAY", {}}, {"XDG_RUNTIME_DIR", files_.path().string()}})
                          .finish();
  expectOneLine(result, "transom: cannot open a display: ", "xvfb-run <application>)");
}

TEST_F(Application, saysWhichPageIsMissing) {
  const std::string missing = files_.path() / "missing.html";
  const auto result = Program({kApplication, missing}).finish();
  expectOneLine(result, "transom: page file not found: " + missing, "the directory of the executable");
}

TEST_F(Application, saysWhichPageIsMissingThoughSomebodyKeepsTheTask) {
  const std::string missing = files_.path() / "missing.html";
  const auto result = Program({kApplication, missing, "keep"}).finish();
  expectOneLine(result, "transom: page file not found: " + missing, "the directory of the executable");
}

TEST_F(BrokenInstallation, worksAsLongAsAllOfItIsThere) {
  const auto result = run();
  EXPECT_EQ(result.status, 7);
  EXPECT_EQ(result.err, "");
}

TEST_F(BrokenInstallation, saysThatTheExtensionIsMissing) {
  fs::remove_all(library("transom/web-extension"));
  expectOneLine(run(), "transom: web process extension not found: " + library("transom/web-extension").string(),
                "AppOptions::webExtensionDirectory");
}

TEST_F(BrokenInstallation, saysThatTheEngineIsMissing) {
  fs::remove(engine());
  expectOneLine(run(), "transom: engine not found: " + engine().string(), "install Transom again");
}

TEST_F(BrokenInstallation, saysThatWebKitIsMissing) {
  // The same engine on a machine without WebKitGTK: it asks for a library that isn't there.
  std::ifstream original(TRANSOM_ENGINE, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(original), {}};
  const std::string name = "libwebkitgtk-6.0.so.4";
  const std::size_t at = bytes.find(name);
  ASSERT_NE(at, std::string::npos);
  bytes.replace(at, name.size(), "libnot-there-6.0.so.4");
  std::ofstream(engine(), std::ios::binary | std::ios::trunc) << bytes;
  expectOneLine(run(), "transom: cannot load the WebKitGTK engine: libnot-there-6.0.so.4",
                "apt-get install libwebkitgtk-6.0-4)");
}

TEST_F(BrokenInstallation, saysThatTheEngineIsBroken) {
  std::ofstream(engine(), std::ios::binary | std::ios::trunc) << "not a library";
  expectOneLine(run(), "transom: cannot load the WebKitGTK engine: ", "apt-get install libwebkitgtk-6.0-4)");
}

TEST(AppCreate, throwsWhatAnApplicationMayHandleItself) {
  static char name[] = "app-test";
  static char* arguments[] = {name, nullptr};
  try {
    App::create(1, arguments, {.webExtensionDirectory = "/nowhere/at/all"});
    FAIL() << "an extension that does not exist was found";
  } catch (const EngineError& error) {
    EXPECT_EQ(std::string(error.what()).find("web process extension not found: /nowhere/at/all"), 0u) << error.what();
  }
}

}  // namespace
}  // namespace transom::test
