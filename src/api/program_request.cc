// SPDX-License-Identifier: MIT
#include "program_request.h"

#include "peer/environment.h"

#include <transom/error.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace transom::detail {
namespace {

Error spawnError(const std::string& text, int error) {
  const char* const code = ::strerrorname_np(error);
  return Error({.name = "SpawnError", .message = text, .code = code ? code : ""});
}

FileDescriptor required(int descriptor) {
  if (descriptor >= 0) return FileDescriptor(descriptor);
  const int error = errno;
  throw spawnError(std::string("cannot start a program: ") + std::strerror(error), error);
}

bool isNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

std::string serviceName(const std::filesystem::path& program, const std::string& wanted) {
  if (!wanted.empty()) {
    if (std::all_of(wanted.begin(), wanted.end(), isNameCharacter)) return wanted;
    throw typeError("UtilityProcess: serviceName '" + wanted + "' may hold a-z, 0-9, '-', '_' and '.' only");
  }
  std::string name = program.filename().string();
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (!isNameCharacter(c)) c = '-';
  }
  return name;
}

/// The system ends a text at its first NUL: what follows would be lost without a word.
void requireText(const char* what, const std::string& text) {
  if (text.find('\0') != std::string::npos) throw typeError(std::string("UtilityProcess: ") + what + " holds a NUL");
}

std::vector<std::string> argumentsOf(const std::filesystem::path& program, const UtilityProcessOptions& options) {
  std::vector<std::string> arguments{program.string()};
  for (const std::string& argument : options.arguments) {
    requireText("an argument", argument);
    arguments.push_back(argument);
  }
  requireText("the program's path", arguments.front());
  return arguments;
}

void requireVariable(const std::string& name, const std::optional<std::string>& value) {
  if (name.empty() || name.find('=') != std::string::npos) {
    throw typeError("UtilityProcess: '" + name + "' is no name of an environment variable");
  }
  requireText("an environment variable", name + value.value_or(""));
}

std::vector<std::string> environmentOf(const UtilityProcessOptions& options, const std::string& origin) {
  auto changes = options.environment;
  for (const auto& [name, value] : changes) requireVariable(name, value);
  changes[peer::kSocketVariable] = std::to_string(peer::kSocketDescriptor);
  changes[peer::kOriginVariable] = origin;
  std::vector<std::string> variables;
  for (char** variable = environ; variable && *variable; ++variable) {
    const std::string text = *variable;
    if (!changes.contains(text.substr(0, text.find('=')))) variables.push_back(text);
  }
  for (const auto& [name, value] : changes) {
    if (value) variables.push_back(name + "=" + *value);
  }
  return variables;
}

FileDescriptor openNull() {
  return required(::open("/dev/null", O_RDWR | O_CLOEXEC));
}

/// The program's end of its output; closed: this process's own. `reading` becomes the other end.
FileDescriptor openOutput(ProcessOutput kind, FileDescriptor& reading) {
  switch (kind) {
    case ProcessOutput::inherit: break;
    case ProcessOutput::ignore: return openNull();
    case ProcessOutput::pipe: {
      std::array<int, 2> ends{-1, -1};
      if (::pipe2(ends.data(), O_CLOEXEC) != 0) return required(-1);
      reading = FileDescriptor(ends[0]);
      return FileDescriptor(ends[1]);
    }
  }
  return {};
}

FileDescriptor openConnection(FileDescriptor& ours) {
  std::array<int, 2> ends{-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return required(-1);
  ours = FileDescriptor(ends[0]);
  return FileDescriptor(ends[1]);
}

}  // namespace

ProgramRequest requestOf(const std::filesystem::path& program, const UtilityProcessOptions& options,
                         const std::filesystem::path& appPath) {
  ProgramRequest request;
  const auto path = std::filesystem::absolute(appPath / program).lexically_normal();
  request.origin = "process://" + serviceName(path, options.serviceName);
  request.spawn = {.program = path,
                   .arguments = argumentsOf(path, options),
                   .environment = environmentOf(options, request.origin),
                   .workingDirectory = options.workingDirectory};
  requireText("the working directory", options.workingDirectory.string());
  request.handedOn = {openNull(), openOutput(options.standardOutput, request.output),
                      openOutput(options.standardError, request.error), openConnection(request.socket)};
  request.spawn.descriptors = {.input = request.handedOn[0].get(),
                               .output = request.handedOn[1].get(),
                               .error = request.handedOn[2].get(),
                               .connection = request.handedOn[3].get()};
  return request;
}

std::shared_ptr<process::ChildProcess> startProgram(ProgramRequest& request, EventLoop& loop) {
  try {
    auto child = std::make_shared<process::ChildProcess>(request.spawn, loop);
    request.handedOn = {};
    return child;
  } catch (const process::SpawnError& error) {
    throw spawnError(error.what(), error.error());
  }
}

}  // namespace transom::detail
