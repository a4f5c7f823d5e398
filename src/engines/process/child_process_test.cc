// SPDX-License-Identifier: MIT
#include "engines/process/child_process.h"

#include "engines/process/output_reader.h"
#include "engines/process/process_end.h"
#include "loops/epoll/epoll_event_loop.h"

#include <gtest/gtest.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace transom::process {
namespace {

using namespace std::chrono_literals;

/// Runs programs of the shell.
class ChildProcessTest : public testing::Test {
 protected:
  /// What `script` needs to be started, with its standard output in output_.
  SpawnRequest request(const std::string& script) {
    std::array<int, 2> ends{};
    EXPECT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
    writing_ = FileDescriptor(ends[1]);
    reader_.emplace(FileDescriptor(ends[0]), loop_, [this](const std::string& line) { lines_.push_back(line); });
    return {.program = "/bin/sh",
            .arguments = {"sh", "-c", script},
            .environment = {"PATH=/usr/bin:/bin", "GREETING=hello"},
            .descriptors = {.output = writing_.get()}};
  }

  ChildProcess& start(const std::string& script) { return start(request(script)); }
  ChildProcess& start(const SpawnRequest& request) {
    child_ = std::make_unique<ChildProcess>(request, loop_);
    child_->onExit([this](const ExitStatus& status) {
      reader_->drain();
      status_ = status;
    });
    writing_.reset();
    return *child_;
  }
  template <class Done>
  void runUntil(const Done& done) {
    while (!done()) {
      loop_.wait();
      loop_.dispatch();
    }
  }
  ExitStatus finish() {
    runUntil([this] { return status_.has_value(); });
    return *status_;
  }
  /// What came of a program that can't be started.
  std::string failureOf(const SpawnRequest& request) {
    try {
      const ChildProcess child(request, loop_);
      return {};
    } catch (const SpawnError& error) {
      return error.what();
    }
  }
  static bool hasZombies() { return waitpid(-1, nullptr, WNOHANG) >= 0; }

  EpollEventLoop loop_;
  FileDescriptor writing_;
  std::optional<OutputReader> reader_;
  std::unique_ptr<ChildProcess> child_;
  std::vector<std::string> lines_;
  std::optional<ExitStatus> status_;
};

TEST_F(ChildProcessTest, tellsTheStatusWithWhichAProgramEnds) {
  EXPECT_GT(start("exit 7").pid(), 0);
  const ExitStatus status = finish();
  EXPECT_EQ(status.code, 7);
  EXPECT_FALSE(status.signal);
  EXPECT_EQ(child_->pid(), 0);
  EXPECT_FALSE(child_->signal(SIGTERM));
  EXPECT_FALSE(hasZombies());
}

TEST_F(ChildProcessTest, tellsTheSignalThatEndsAProgram) {
  start("kill -SEGV $$");
  const ExitStatus status = finish();
  EXPECT_FALSE(status.code);
  EXPECT_EQ(status.signal, SIGSEGV);
  EXPECT_EQ(endOf(status).reason, "crashed");
  EXPECT_EQ(endOf(status).description, "it was ended by SIGSEGV");
}

TEST_F(ChildProcessTest, tellsTheEndWhereTheSystemKeepsNoStatus) {
  struct sigaction before {};
  struct sigaction ignored {};
  ignored.sa_handler = SIG_IGN;
  ASSERT_EQ(sigaction(SIGCHLD, &ignored, &before), 0);
  start("exit 7");
  const ExitStatus status = finish();
  ASSERT_EQ(sigaction(SIGCHLD, &before, nullptr), 0);
  EXPECT_FALSE(status.code);
  EXPECT_FALSE(status.signal);
  EXPECT_EQ(child_->pid(), 0);
}

TEST_F(ChildProcessTest, tellsAllThatItPrintedBeforeItsEnd) {
  start("i=0; while [ $i -lt 500 ]; do echo line $i; i=$((i+1)); done; printf last");
  finish();
  ASSERT_EQ(lines_.size(), 501U);
  EXPECT_EQ(lines_[0], "line 0");
  EXPECT_EQ(lines_[499], "line 499");
  EXPECT_EQ(lines_[500], "last");
}

TEST_F(ChildProcessTest, endsThoughWhatItStartedHoldsItsOutput) {
  start("sleep 1000 & echo $!");
  finish();
  ASSERT_EQ(lines_.size(), 1U);
  EXPECT_EQ(kill(std::stoi(lines_[0]), SIGKILL), 0);
}

TEST_F(ChildProcessTest, givesAProgramItsArgumentsEnvironmentAndDirectory) {
  SpawnRequest wanted = request("echo $GREETING $1; pwd; env | wc -l");
  wanted.arguments.insert(wanted.arguments.end(), {"sh", "two words"});
  wanted.workingDirectory = "/usr";
  start(wanted);
  finish();
  ASSERT_EQ(lines_.size(), 3U);
  EXPECT_EQ(lines_[0], "hello two words");
  EXPECT_EQ(lines_[1], "/usr");
}

TEST_F(ChildProcessTest, handsOnNoDescriptorButThoseItIsGiven) {
  // One that whoever opened it forgot to close on exec.
  const FileDescriptor leaky(::open("/dev/null", O_RDONLY));
  const FileDescriptor socket(::open("/dev/zero", O_RDONLY | O_CLOEXEC));
  SpawnRequest wanted = request("readlink /proc/self/fd/3; ls /proc/$$/fd | tr '\\n' ' '");
  wanted.descriptors.connection = socket.get();
  start(wanted);
  finish();
  ASSERT_EQ(lines_.size(), 2U);
  EXPECT_EQ(lines_[0], "/dev/zero");
  EXPECT_EQ(lines_[1].substr(0, 8), "0 1 2 3 ") << lines_[1];
  EXPECT_EQ(lines_[1].find(' ' + std::to_string(leaky.get()) + ' '), std::string::npos) << lines_[1];
}

TEST_F(ChildProcessTest, handsOnNoSignalThatIsBlockedOrIgnored) {
  struct sigaction before {};
  struct sigaction ignored {};
  ignored.sa_handler = SIG_IGN;
  ASSERT_EQ(sigaction(SIGPIPE, &ignored, &before), 0);
  sigset_t blocked;
  sigset_t mask;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGUSR1);
  ASSERT_EQ(pthread_sigmask(SIG_BLOCK, &blocked, &mask), 0);
  start("grep -E 'SigBlk|SigIgn' /proc/self/status");
  ASSERT_EQ(pthread_sigmask(SIG_SETMASK, &mask, nullptr), 0);
  ASSERT_EQ(sigaction(SIGPIPE, &before, nullptr), 0);
  finish();
  ASSERT_EQ(lines_.size(), 2U);
  EXPECT_EQ(lines_[0], "SigBlk:\t0000000000000000");
  EXPECT_EQ(lines_[1], "SigIgn:\t0000000000000000");
}

TEST_F(ChildProcessTest, saysWhyAProgramCannotBeStarted) {
  const std::filesystem::path directory =
      std::filesystem::temp_directory_path() / ("spawn-" + std::to_string(getpid()));
  std::filesystem::create_directory(directory);
  const auto file = directory / "program";
  std::ofstream(file) << "#!/nowhere/sh\n";
  SpawnRequest wanted = request("");
  wanted.program = directory / "none";
  EXPECT_NE(failureOf(wanted).find("program not found: " + wanted.program.string()), std::string::npos);
  wanted.program = file;
  EXPECT_NE(failureOf(wanted).find("not executable (chmod +x)"), std::string::npos);
  std::filesystem::permissions(file, std::filesystem::perms::owner_all);
  EXPECT_NE(failureOf(wanted).find("the interpreter or loader"), std::string::npos);
  std::ofstream(file) << "no program";
  EXPECT_NE(failureOf(wanted).find("no program of this machine"), std::string::npos);
  wanted.program = "/bin/sh";
  wanted.workingDirectory = directory / "nowhere";
  EXPECT_NE(failureOf(wanted).find("working directory not usable: " + wanted.workingDirectory.string()),
            std::string::npos);
  std::filesystem::remove_all(directory);
  EXPECT_FALSE(hasZombies());
}

TEST_F(ChildProcessTest, letsAProgramEndByItselfFirst) {
  start("trap 'echo term; exit 1' TERM; echo ready; exit 0").end(60s);
  EXPECT_EQ(finish().code, 0);
  EXPECT_EQ(lines_, std::vector<std::string>{"ready"});
}

TEST_F(ChildProcessTest, letsAProgramEndAsItLikesWhenItIsTerminated) {
  start("trap 'echo term; exit 3' TERM; echo ready; while :; do sleep 0.01; done");
  runUntil([this] { return !lines_.empty(); });
  child_->terminate(60s);
  EXPECT_EQ(finish().code, 3);
  EXPECT_EQ(lines_.back(), "term");
}

TEST_F(ChildProcessTest, killsAProgramThatHearsNoSignal) {
  start("trap '' TERM; echo ready; while :; do sleep 0.01; done");
  runUntil([this] { return !lines_.empty(); });
  child_->end(1ms);
  EXPECT_EQ(finish().signal, SIGKILL);
}

TEST_F(ChildProcessTest, killsAProgramWhoseObjectGoes) {
  const pid_t pid = start("echo ready; while :; do sleep 0.01; done").pid();
  runUntil([this] { return !lines_.empty(); });
  child_.reset();
  EXPECT_EQ(kill(pid, 0), -1);
  EXPECT_FALSE(hasZombies());
}

TEST_F(ChildProcessTest, diesWithTheOneThatStartedIt) {
  // A process of our own starts one, and is killed.
  std::array<int, 2> ends{};
  ASSERT_EQ(pipe2(ends.data(), 0), 0);
  const FileDescriptor reading(ends[0]);
  FileDescriptor writing(ends[1]);
  const pid_t middle = fork();
  if (middle == 0) {
    static_cast<void>(spawn({.program = "/bin/sh",
                             .arguments = {"sh", "-c", "echo up; while :; do sleep 0.01; done"},
                             .environment = {"PATH=/usr/bin:/bin"},
                             .descriptors = {.output = writing.get()}}));
    for (;;) pause();
  }
  writing.reset();
  std::array<char, 3> up{};
  ASSERT_EQ(::read(reading.get(), up.data(), up.size()), 3);
  ASSERT_EQ(kill(middle, SIGKILL), 0);
  ASSERT_EQ(waitpid(middle, nullptr, 0), middle);
  // It held the other end of the pipe.
  EXPECT_EQ(::read(reading.get(), up.data(), up.size()), 0);
}

}  // namespace
}  // namespace transom::process
