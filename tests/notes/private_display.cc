// SPDX-License-Identifier: MIT
#include "private_display.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace transom::test {
namespace {

constexpr int kNumberGoesTo = 3;  // the descriptor on which Xvfb says which number it has found free

std::string readLine(int descriptor) {
  std::string line;
  char character = 0;
  while (::read(descriptor, &character, 1) == 1 && character != '\n') line += character;
  return line;
}

}  // namespace

PrivateDisplay::PrivateDisplay() {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe[1], kNumberGoesTo);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::array<std::string, 9> words{"Xvfb",      "-displayfd", std::to_string(kNumberGoesTo),
                                   "-screen",   "0",          "1280x1024x24",
                                   "-nolisten", "tcp",        "-noreset"};
  std::array<char*, words.size() + 1> command{};
  for (std::size_t i = 0; i < words.size(); ++i) command.at(i) = words.at(i).data();
  const int error = ::posix_spawnp(&process_, "Xvfb", &actions, nullptr, command.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(pipe[1]);
  const std::string number = readLine(pipe[0]);
  ::close(pipe[0]);
  if (error != 0 || number.empty()) throw std::runtime_error("Xvfb did not start");
  ::setenv("DISPLAY", (":" + number).c_str(), 1);
}

PrivateDisplay::~PrivateDisplay() {
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
}

}  // namespace transom::test
