// SPDX-License-Identifier: MIT
// How native child processes begin and end.
#include "native_test.h"

#include <support/processes.h>
#include <support/program.h>
#include <support/temporary_directory.h>

#include <gtest/gtest.h>

#include <csignal>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace transom::test {
namespace {

using namespace std::chrono_literals;
using Strings = std::vector<std::string>;

class NativeProcess : public NativeTest {
 protected:
  /// Whether nothing is left of a process, not even its status.
  static bool isReaped(int process) {
    siginfo_t info{};
    return waitid(P_PID, static_cast<id_t>(process), &info, WEXITED | WNOHANG | WNOWAIT) != 0;
  }
  static bool hasZombies() {
    siginfo_t info{};
    return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0;
  }

  std::string failureToStart(const std::filesystem::path& program, const UtilityProcessOptions& options = {}) {
    try {
      startProgram(program, options);
      return "it started";
    } catch (const Error& error) {
      return error.name() + "|" + error.code() + "|" + error.message();
    }
  }

  /// The lines that the child prints, from its first on.
  std::shared_ptr<Strings> linesOf(std::string_view event) {
    auto lines = std::make_shared<Strings>();
    child().on(event, [lines](UtilityProcessEvent&, const std::string& line) { lines->push_back(line); });
    return lines;
  }
};

TEST_F(NativeProcess, saysWhenItHasConnectedAndHowItEnded) {
  start();
  EXPECT_GT(child().pid(), 0);
  Strings order;
  child().on("spawn", [&] { order.emplace_back("spawn"); });
  child().on("exit", [&] { order.emplace_back("exit"); });
  child().webContents().on("render-process-gone", [&] { order.emplace_back("gone"); });
  child().webContents().on("destroyed", [&] { order.emplace_back("destroyed"); });
  child().send("quit", 3);
  EXPECT_EQ(exitOf(), "code 3");
  EXPECT_EQ(order, (Strings{"spawn", "gone", "destroyed", "exit"}));
  EXPECT_EQ(goneReasons(), Strings{"abnormal-exit"});
  EXPECT_EQ(child().pid(), 0);
  EXPECT_TRUE(child().webContents().isDestroyed());
  EXPECT_FALSE(child().kill());
  child().send("note", 1);
  EXPECT_THROW(wait(child().invoke("double", 1)), Error);
}

TEST_F(NativeProcess, endsWellWhenItQuits) {
  start();
  child().send("quit", 0);
  EXPECT_EQ(exitOf(), "code 0");
  EXPECT_EQ(goneReasons(), Strings{"clean-exit"});
}

TEST_F(NativeProcess, mayQuitFromAnotherThread) {
  start();
  child().send("quit-in-another-thread");
  EXPECT_EQ(exitOf(), "code 5");
}

TEST_F(NativeProcess, isHeardToItsLastWord) {
  for (int round = 0; round < 20; ++round) {
    Strings order;
    const ScopedListener listener = ipcMain().scoped("last words", [&](IpcMainEvent& event) {
      order.emplace_back(event.senderFrame() ? "words of a frame" : "words of nobody");
    });
    start();
    child().on("exit", [&] { order.emplace_back("exit"); });
    child().send("exit", 2);
    EXPECT_EQ(exitOf(), "code 2");
    EXPECT_EQ(order, (Strings{"words of a frame", "exit"}));
    drop();
  }
}

TEST_F(NativeProcess, thatCrashesIsToldWithItsSignal) {
  start();
  child().send("raise", SIGABRT);
  EXPECT_EQ(exitOf(), "SIGABRT");
  EXPECT_EQ(goneReasons(), Strings{"crashed"});
}

TEST_F(NativeProcess, thatIsKilledIsToldAndOthersGoOn) {
  const int other = start().pid();
  start();
  ask("noted", "note", 1);
  ::kill(child().pid(), SIGKILL);
  EXPECT_EQ(exitOf(), "SIGKILL");
  EXPECT_EQ(goneReasons(), Strings{"killed"});
  drop();
  EXPECT_EQ(child().pid(), other);
  EXPECT_EQ(ask("noted", "note", 2)[0].asNumber(), 2);
}

TEST_F(NativeProcess, mayBeKilledWhileMainIsSending) {
  start();
  ask("noted", "note", 1);
  const std::string text(std::size_t{64} << 10, 'x');
  for (int i = 0; i < 300; ++i) {
    child().send("nobody listens", text);
    if (i == 100) ::kill(child().pid(), SIGKILL);
  }
  EXPECT_EQ(exitOf(), "SIGKILL");
}

TEST_F(NativeProcess, endsByKill) {
  start();
  ask("noted", "note", 1);
  EXPECT_TRUE(child().kill());
  EXPECT_EQ(exitOf(), "SIGTERM");
  EXPECT_EQ(goneReasons(), Strings{"killed"});
}

TEST_F(NativeProcess, thatHearsNoSignalIsKilledInTheEnd) {
  nextAfter("hanging", [&] { start("connect-and-hang", {.grace = 1ms}); });
  EXPECT_TRUE(child().kill());
  EXPECT_EQ(exitOf(), "SIGKILL");
}

TEST_F(NativeProcess, endsWhenItsContentsAreClosed) {
  start();
  ask("noted", "note", 1);
  child().webContents().close();
  EXPECT_TRUE(child().webContents().isDestroyed());
  EXPECT_EQ(exitOf(), "code 0");
  EXPECT_EQ(goneReasons(), Strings{});
}

TEST_F(NativeProcess, withALoopOfItsOwnSeesThatMainIsGone) {
  start("foreign-loop");
  ask("noted", "note", 1);
  child().webContents().close();
  EXPECT_EQ(exitOf(), "code 9");
}

TEST_F(NativeProcess, endsWithItsObject) {
  start();
  ask("noted", "note", 1);
  const int process = child().pid();
  drop();
  EXPECT_TRUE(runUntil([&] { return isReaped(process); }));
}

TEST_F(NativeProcess, thatHangsEndsWithItsObject) {
  nextAfter("hanging", [&] { start("connect-and-hang", {.grace = 1ms}); });
  const int process = child().pid();
  drop();
  EXPECT_TRUE(runUntil([&] { return isReaped(process); }));
}

TEST_F(NativeProcess, thatClosesItsConnectionAnswersNothingMoreAndIsTold) {
  start("close-and-hang", {.grace = 1ms});
  std::vector<std::string> ends;
  child().webContents().on("render-process-gone", [&](WebContentsEvent&, const std::string& reason,
                                                      const std::string& why) { ends.push_back(reason + ": " + why); });
  EXPECT_THROW(wait(child().webContents().invoke("anything")), Error);
  EXPECT_EQ(exitOf(), "SIGTERM");
  EXPECT_EQ(ends, Strings{"abnormal-exit: it closed its connection and went on"});
}

TEST_F(NativeProcess, thatClosesItsConnectionIsOver) {
  start("close-and-hang", {.grace = 1ms});
  EXPECT_EQ(exitOf(), "SIGTERM");
  EXPECT_TRUE(child().webContents().isDestroyed());
}

TEST_F(NativeProcess, saysSoWhereItCallsMainThatIsGone) {
  start("call-after-the-end", {.standardOutput = ProcessOutput::pipe});
  const auto lines = linesOf("stdout");
  bool asked = false;
  TaskSource<int> never;
  ipcMain().handle("never", [&] {
    asked = true;
    return never.task();
  });
  ASSERT_TRUE(runUntil([&] { return asked; }));
  child().webContents().close();
  EXPECT_EQ(exitOf(), "code 0");
  const std::string gone = "Error||The main process is gone";
  EXPECT_EQ(*lines, (Strings{gone, gone, gone, "failed", "gone"}));
  never.resolve(1);
}

TEST_F(NativeProcess, mayDestroyItsEmitterInsideAListener) {
  start("destroy-inside", {.standardOutput = ProcessOutput::pipe});
  const auto lines = linesOf("stdout");
  child().send("quit");
  EXPECT_EQ(exitOf(), "code 4");
  EXPECT_EQ(*lines, Strings{});
}

TEST_F(NativeProcess, isToldWhatItPrintsLineByLineBeforeItsEnd) {
  start("serve", {.standardOutput = ProcessOutput::pipe, .standardError = ProcessOutput::pipe});
  const auto out = linesOf("stdout");
  const auto err = linesOf("stderr");
  child().send("print", "one\ntwo\nthr", "a fault\n");
  child().send("print", "ee\n\xff\nlast", "");
  child().send("quit", 0);
  EXPECT_EQ(exitOf(), "code 0");
  EXPECT_EQ(*out, (Strings{"one", "two", "three", "\ufffd", "last"}));
  EXPECT_EQ(*err, Strings{"a fault"});
}

TEST_F(NativeProcess, mayPrintToNowhere) {
  startShell("echo dropped; echo dropped >&2; [ -z \"$(cat)\" ] && exit 6",
             {.standardOutput = ProcessOutput::ignore, .standardError = ProcessOutput::ignore});
  child().on("error", [] {});
  EXPECT_EQ(exitOf(), "code 6");
}

TEST_F(NativeProcess, hasTheEnvironmentAndDirectoryThatItWasGiven) {
  ASSERT_EQ(setenv("TRANSOM_TEST_DROPPED", "dropped", 1), 0);
  startShell("pwd; echo $TRANSOM_TEST_ADDED; echo ${TRANSOM_TEST_DROPPED-not set}; echo $TRANSOM_ORIGIN",
             {.serviceName = "shell",
              .environment = {{"TRANSOM_TEST_ADDED", "added"}, {"TRANSOM_TEST_DROPPED", std::nullopt}},
              .workingDirectory = "/usr",
              .standardOutput = ProcessOutput::pipe});
  unsetenv("TRANSOM_TEST_DROPPED");
  const auto lines = linesOf("stdout");
  child().on("error", [] {});
  EXPECT_EQ(exitOf(), "code 0");
  EXPECT_EQ(*lines, (Strings{"/usr", "added", "not set", "process://shell"}));
}

TEST_F(NativeProcess, inheritsNoDescriptorOfTheApplication) {
  const int leaky = ::open("/dev/null", O_RDONLY);
  ASSERT_GE(leaky, 0);
  startShell("i=0; while [ $i -lt 200 ]; do [ -e /proc/$$/fd/$i ] && echo $i; i=$((i+1)); done; exit 0",
             {.standardOutput = ProcessOutput::pipe});
  ::close(leaky);
  const auto lines = linesOf("stdout");
  child().on("error", [] {});
  EXPECT_EQ(exitOf(), "code 0");
  EXPECT_EQ(*lines, (Strings{"0", "1", "2", "3"}));
}

TEST_F(NativeProcess, thatEndsBeforeItHasConnectedIsAnError) {
  startShell("exit 3");
  std::string text;
  child().on("error", [&](UtilityProcessEvent&, const std::string& why) { text = why; });
  EXPECT_EQ(exitOf(), "code 3");
  EXPECT_EQ(text,
            "/bin/sh: it ended with status 3 before it had connected; a program that UtilityProcess starts calls "
            "transom::IpcRenderer::connect()");
  EXPECT_EQ(goneReasons(), Strings{"launch-failed"});
  EXPECT_FALSE(logged("before it had connected"));
  startShell("exit 3");
  EXPECT_EQ(exitOf(), "code 3");
  EXPECT_TRUE(logged("/bin/sh: it ended with status 3 before it had connected"));
}

TEST_F(NativeProcess, thatCannotBeStartedSaysWhyAndHowToMendIt) {
  const TemporaryDirectory directory;
  const auto file = directory.path() / "program";
  const std::string missing = failureToStart(directory.path() / "none");
  EXPECT_EQ(missing, "SpawnError|ENOENT|program not found: " + (directory.path() / "none").string() +
                         " does not exist; relative paths of UtilityProcess start at App::appPath(), by default the "
                         "directory of the executable");
  std::ofstream(file) << "#!/bin/sh\n";
  EXPECT_EQ(failureToStart(file),
            "SpawnError|EACCES|cannot start " + file.string() + ": it is not executable (chmod +x), or a directory");
  EXPECT_EQ(failureToStart("/bin/sh", {.workingDirectory = file}),
            "SpawnError|ENOTDIR|working directory not usable: " + file.string() + ": Not a directory");
  EXPECT_EQ(failureToStart("/bin/sh", {.serviceName = "Not A Name"}).substr(0, 11), "TypeError||");
  EXPECT_EQ(failureToStart("/bin/sh", {.environment = {{"A=B", "C"}}}).substr(0, 11), "TypeError||");
  EXPECT_EQ(failureToStart("/bin/sh", {.arguments = {std::string("a\0b", 3)}}).substr(0, 11), "TypeError||");
  EXPECT_TRUE(app().allWebContents().empty());
  EXPECT_FALSE(hasZombies());
}

TEST_F(NativeProcess, isFoundBesideTheApplication) {
  startProgram(std::filesystem::relative(TRANSOM_NATIVE_CHILD, app().appPath()));
  EXPECT_EQ(ask("noted", "note", 1)[0].asNumber(), 1);
}

TEST_F(NativeProcess, costsNoDescriptorAndLeavesNoProcess) {
  std::vector<std::size_t> descriptors;
  for (std::size_t round = 0; round < kRoundsThatTell; ++round) {
    start("serve", {.standardOutput = ProcessOutput::pipe, .standardError = ProcessOutput::pipe});
    ask("noted", "note", 1);
    if (round % 2 == 0) {
      const int process = child().pid();
      drop();
      ASSERT_TRUE(runUntil([&] { return isReaped(process); }));
    } else {
      child().send("quit", 0);
      EXPECT_EQ(exitOf(), "code 0");
      drop();
    }
    descriptors.push_back(openDescriptors());
  }
  // One in each round would be ours; the engine may open its few meanwhile.
  EXPECT_LT(descriptors.back(), descriptors.front() + kRoundsThatTell - 1);
}

TEST_F(NativeProcess, doesNotKeepAnApplicationWithoutWindowsAlive) {
  restart();
  openWindow();
  start();
  ask("noted", "note", 1);
  app().post([this] { window().close(); });
  EXPECT_EQ(app().run(), 0);
  EXPECT_EQ(exitOf(), "code 0");
}

TEST_F(NativeProcess, namesTheEventsThereAre) {
  start();
  EXPECT_THROW(child().on("exits", [] {}), std::invalid_argument);
  int heard = 0;
  const Listener listener = child().on("exit", [&] { ++heard; });
  child().removeListener("exit", listener);
  child().once("exit", [] { throw std::runtime_error("a listener's own fault"); });
  child().send("quit", 0);
  EXPECT_EQ(exitOf(), "code 0");
  EXPECT_EQ(heard, 0);
  EXPECT_TRUE(logged("Error occurred in listener for 'exit': Error: a listener's own fault"));
}

TEST_F(NativeProcess, mayGoInsideAnyEventOfItsOwn) {
  for (const char* event : {"spawn", "stdout", "stderr", "exit"}) {
    start("serve", {.standardOutput = ProcessOutput::pipe, .standardError = ProcessOutput::pipe});
    const int process = child().pid();
    bool done = false;
    child().on(event, [&] {
      done = true;
      drop();
    });
    child().send("print", "out\nand more\n", "error\nand more\n");
    child().send("quit", 0);
    EXPECT_TRUE(runUntil([&] { return done && isReaped(process); })) << event;
  }
}

TEST_F(NativeProcess, mayGoInsideItsErrorEvent) {
  startShell("exit 1");
  bool done = false;
  child().on("error", [&] {
    done = true;
    drop();
  });
  EXPECT_TRUE(runUntil([&] { return done; }));
}

TEST_F(NativeProcess, mayGoInsideAMessageOfItsOwn) {
  start();
  bool done = false;
  const ScopedListener listener = ipcMain().scoped("noted", [&](IpcMainEvent& event) {
    drop();
    done = true;
    EXPECT_TRUE(event.sender().isDestroyed());
    event.sender().send("too late");
  });
  child().send("note", 1);
  EXPECT_TRUE(runUntil([&] { return done; }));
}

TEST(NativeMain, takesItsChildrenWithItHoweverItEnds) {
  for (const int signal : {SIGKILL, SIGTERM}) {
    Program main({TRANSOM_NATIVE_MAIN, TRANSOM_NATIVE_CHILD, "connect-and-hang"});
    ASSERT_TRUE(main.prints("\n"));
    main.signal(signal);
    // Its standard output is the child's as well: this ends when both have.
    const Program::Result result = main.finish();
    EXPECT_EQ(result.status, signal == SIGKILL ? -SIGKILL : 0) << result.err;
    const int child = std::stoi(result.out.substr(std::string_view("child ").size()));
    EXPECT_EQ(::kill(child, 0), -1) << "the child is there still";
  }
}

TEST(NativeMain, needsNoDisplayWithoutWindows) {
  const Environment noDisplay{{"DISPLAY", std::nullopt}, {"WAYLAND_DISPLAY", std::nullopt}};
  const auto result = Program({TRANSOM_NATIVE_MAIN, TRANSOM_NATIVE_CHILD, "serve", "headless"}, noDisplay).finish();
  EXPECT_EQ(result.status, 3);
  EXPECT_EQ(result.err, "");
  EXPECT_EQ(result.out.substr(result.out.find('\n')),
            "\n42\nthis application has no windows: it was started without a web engine (AppOptions::headless)\n");
}

TEST(NativeMain, withoutADisplayEndsAsItIsTold) {
  const Environment noDisplay{{"DISPLAY", std::nullopt}, {"WAYLAND_DISPLAY", std::nullopt}};
  Program main({TRANSOM_NATIVE_MAIN, TRANSOM_NATIVE_CHILD, "connect-and-hang", "headless"}, noDisplay);
  ASSERT_TRUE(main.prints("\n"));
  main.signal(SIGTERM);
  EXPECT_EQ(main.finish().status, 0);
}

TEST(NativeMain, mayBeItsOwnChild) {
  const Program::Result result = Program({TRANSOM_NATIVE_BOTH}).finish();
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.out, "Error invoking remote method 'boom': TypeError: boom\n");
  EXPECT_EQ(result.err, "");
}

TEST(NativeChild, thatNobodyStartedSaysWhoShould) {
  const auto run = [](const Environment& environment) { return Program({TRANSOM_NATIVE_CHILD}, environment).finish(); };
  const auto result = run({{"TRANSOM_FD", std::nullopt}});
  EXPECT_EQ(result.status, 1);
  EXPECT_EQ(result.err,
            "no connection with a Transom application: TRANSOM_FD is not set, or the connection was taken already; "
            "start this program with transom::UtilityProcess, which hands it its connection\n");
  for (const char* wrong : {"1", "77", "3x", "", "-1"}) {
    const auto refused = run({{"TRANSOM_FD", wrong}});
    EXPECT_EQ(refused.status, 1);
    EXPECT_NE(refused.err.find("TRANSOM_FD names no connected socket"), std::string::npos) << refused.err;
  }
}

}  // namespace
}  // namespace transom::test
