// SPDX-License-Identifier: MIT
#include "engines/process/spawn.h"

#include "base/file_descriptor.h"
#include "peer/environment.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <linux/close_range.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace transom::process {
namespace {

// Above what the program gets, so that nothing is overwritten before it has been handed on.
constexpr int kAboveAll = 10;

enum class Step { prepare, enterDirectory, execute };

/// How far the new process came.
struct Failure {
  Step step = Step::prepare;
  int error = 0;
};

std::vector<char*> pointersTo(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  pointers.reserve(strings.size() + 1);
  for (std::string& string : strings) pointers.push_back(string.data());
  pointers.push_back(nullptr);
  return pointers;
}

FileDescriptor raised(int descriptor) {
  if (descriptor < 0) return {};
  FileDescriptor copy(::fcntl(descriptor, F_DUPFD_CLOEXEC, kAboveAll));
  if (!copy.isOpen()) throw SpawnError(std::string("cannot start a program: ") + std::strerror(errno), errno);
  return copy;
}

/// All that the new process needs, made beforehand: between fork() and execve() it may not ask for memory, since other
/// threads of this process may have been anywhere.
class Launch {
 public:
  explicit Launch(const SpawnRequest& request)
      : program_(request.program),
        directory_(request.workingDirectory),
        arguments_(request.arguments),
        environment_(request.environment),
        argv_(pointersTo(arguments_)),
        envp_(pointersTo(environment_)),
        descriptors_{raised(request.descriptors.input), raised(request.descriptors.output),
                     raised(request.descriptors.error), raised(request.descriptors.connection)} {}

  /// In the new process. Ends it unless the program runs.
  [[noreturn]] void run(pid_t parent, int report) {
    Failure failure{.step = Step::prepare, .error = prepare(parent)};
    if (failure.error == 0) failure = execute();
    // Where nobody reads it, there is nobody to tell.
    static_cast<void>(!::write(report, &failure, sizeof failure));
    _exit(EXIT_FAILURE);
  }

 private:
  /// @return 0, or why not
  [[nodiscard]] int prepare(pid_t parent) const {
    if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return errno;
    if (::getppid() != parent) _exit(EXIT_FAILURE);  // it died before the kernel was asked
    resetSignals();
    for (int target = 0; target < static_cast<int>(descriptors_.size()); ++target) {
      const FileDescriptor& source = descriptors_[static_cast<std::size_t>(target)];
      if (source.isOpen() && ::dup2(source.get(), target) < 0) return errno;
    }
    // Not closed yet: the one that reports is among them.
    const auto firstOther = static_cast<unsigned>(peer::kSocketDescriptor + 1);
    return ::close_range(firstOther, ~0U, CLOSE_RANGE_CLOEXEC) == 0 ? 0 : errno;
  }

  static void resetSignals() {
    struct sigaction standard {};
    standard.sa_handler = SIG_DFL;
    for (int number = 1; number < NSIG; ++number) ::sigaction(number, &standard, nullptr);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
  }

  [[nodiscard]] Failure execute() const {
    if (!directory_.empty() && ::chdir(directory_.c_str()) != 0) return {Step::enterDirectory, errno};
    ::execve(program_.c_str(), argv_.data(), envp_.data());
    return {Step::execute, errno};
  }

  std::string program_;
  std::string directory_;
  std::vector<std::string> arguments_;
  std::vector<std::string> environment_;
  std::vector<char*> argv_;
  std::vector<char*> envp_;
  std::array<FileDescriptor, 4> descriptors_;  // by the numbers that they get
};

std::string explain(const SpawnRequest& request, const Failure& failure) {
  const std::string program = request.program.string();
  const std::string why = std::strerror(failure.error);
  std::error_code ignored;
  const bool exists = std::filesystem::exists(request.program, ignored);
  if (failure.step == Step::enterDirectory) {
    return "working directory not usable: " + request.workingDirectory.string() + ": " + why;
  }
  if (failure.step == Step::prepare) return "cannot start " + program + ": " + why;
  if (failure.error == ENOENT && exists) {
    return "cannot start " + program + ": the interpreter or loader that it names does not exist";
  }
  if (failure.error == ENOENT || failure.error == ENOTDIR) {
    return "program not found: " + program +
           " does not exist; relative paths of UtilityProcess start at App::appPath(), by default the directory of the "
           "executable";
  }
  if (failure.error == EACCES) return "cannot start " + program + ": it is not executable (chmod +x), or a directory";
  if (failure.error == ENOEXEC) return "cannot start " + program + ": it is no program of this machine";
  return "cannot start " + program + ": " + why;
}

/// Blocks all signals while a process is made, so that no handler of this process runs in the new one.
class BlockedSignals {
 public:
  BlockedSignals() {
    sigset_t all;
    sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~BlockedSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  BlockedSignals(const BlockedSignals&) = delete;
  BlockedSignals& operator=(const BlockedSignals&) = delete;

 private:
  sigset_t before_{};
};

bool readFailure(int report, Failure& failure) {
  ssize_t count = 0;
  do {
    count = ::read(report, &failure, sizeof failure);
  } while (count < 0 && errno == EINTR);
  return count == static_cast<ssize_t>(sizeof failure);
}

}  // namespace

pid_t spawn(const SpawnRequest& request) {
  Launch launch(request);
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw SpawnError(explain(request, {Step::prepare, errno}), errno);
  const FileDescriptor reading(ends[0]);
  FileDescriptor writing = raised(FileDescriptor(ends[1]).get());
  const pid_t parent = ::getpid();
  pid_t child = 0;
  {
    const BlockedSignals blocked;
    child = ::fork();
    if (child == 0) launch.run(parent, writing.get());
  }
  if (child < 0) throw SpawnError(explain(request, {Step::prepare, errno}), errno);
  writing.reset();
  Failure failure;
  if (readFailure(reading.get(), failure)) {
    ::waitpid(child, nullptr, 0);  // it is ending
    throw SpawnError(explain(request, failure), failure.error);
  }
  return child;
}

}  // namespace transom::process
