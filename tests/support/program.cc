// SPDX-License-Identifier: MIT
#include "program.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstring>
#include <regex>
#include <stdexcept>
#include <utility>

namespace transom::test {
namespace {

constexpr std::chrono::milliseconds kSilence = std::chrono::seconds(120);

std::vector<std::string> environmentWith(const Environment& changes) {
  std::vector<std::string> variables;
  for (char** variable = environ; *variable; ++variable) {
    const std::string text = *variable;
    if (!changes.contains(text.substr(0, text.find('=')))) variables.push_back(text);
  }
  for (const auto& [name, value] : changes) {
    if (value) variables.push_back(name + "=" + *value);
  }
  return variables;
}

std::vector<char*> pointersTo(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  for (std::string& string : strings) pointers.push_back(string.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

Program::Program(const std::vector<std::string>& command, const Environment& changes) {
  std::array<int, 2> out{};
  std::array<int, 2> err{};
  if (pipe2(out.data(), O_CLOEXEC) != 0 || pipe2(err.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipes");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
  auto arguments = command;
  auto variables = environmentWith(changes);
  const int error = posix_spawn(&process_, command[0].c_str(), &actions, nullptr, pointersTo(arguments).data(),
                                pointersTo(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  ::close(out[1]);
  ::close(err[1]);
  out_.descriptor = out[0];
  err_.descriptor = err[0];
  if (error != 0) throw std::runtime_error(command[0] + ": " + std::strerror(error));
}

Program::~Program() {
  if (process_ > 0) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  for (const Pipe* pipe : {&out_, &err_}) {
    if (pipe->descriptor >= 0) ::close(pipe->descriptor);
  }
}

bool Program::prints(std::string_view text) {
  while (out_.text.find(text) == std::string::npos) {
    if (!readSome()) return false;
  }
  return true;
}

void Program::signal(int number) const {
  kill(process_, number);
}

Program::Result Program::finish() {
  // Its children hold the other ends, too: the end of both streams is the end of all of them.
  while (readSome()) {
  }
  int status = 0;
  waitpid(std::exchange(process_, 0), &status, 0);
  // What WebKit's own process says where a desktop has no accessibility bus is not the application's.
  static const std::regex noise("\n?[^\n]*WARNING[^\n]*Can't connect to a11y bus[^\n]*\n");
  const std::string errors = std::regex_replace(err_.text, noise, "");
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status), out_.text, errors};
}

/// False: both streams have ended, or the program was killed for its silence.
bool Program::readSome() {
  std::array<pollfd, 2> descriptors{{{out_.descriptor, POLLIN, 0}, {err_.descriptor, POLLIN, 0}}};
  if (out_.descriptor < 0 && err_.descriptor < 0) return false;
  if (poll(descriptors.data(), descriptors.size(), static_cast<int>(kSilence.count())) == 0) {
    kill(process_, SIGKILL);
    return false;
  }
  if (descriptors[0].revents != 0) readFrom(out_);
  if (descriptors[1].revents != 0) readFrom(err_);
  return true;
}

void Program::readFrom(Pipe& pipe) {
  std::array<char, 4096> buffer{};
  const ssize_t count = read(pipe.descriptor, buffer.data(), buffer.size());
  if (count > 0) {
    pipe.text.append(buffer.data(), static_cast<std::size_t>(count));
  } else {
    ::close(std::exchange(pipe.descriptor, -1));
  }
}

}  // namespace transom::test
