// SPDX-License-Identifier: MIT
#include "note_file.h"

#include <transom/error.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <random>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace notes {
namespace {

FileState describe(const struct stat& found) {
  const std::chrono::nanoseconds modified =
      std::chrono::seconds(found.st_mtim.tv_sec) + std::chrono::nanoseconds(found.st_mtim.tv_nsec);
  return {.isFile = S_ISREG(found.st_mode),
          .bytes = static_cast<std::size_t>(found.st_size),
          .modified = std::chrono::system_clock::time_point(
              std::chrono::duration_cast<std::chrono::system_clock::duration>(modified)),
          .version = std::to_string(found.st_ino) + '-' + std::to_string(modified.count()) + '-' +
                     std::to_string(found.st_size)};
}

std::string temporaryName() {
  std::random_device random;
  return ".saving-" + std::to_string(random()) + std::to_string(random());
}

void writeAll(const Descriptor& file, const std::string& name, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file.get(), text.data(), text.size());
    if (written < 0 && errno != EINTR) throwSystemError(name, errno);
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(file.get()) != 0) throwSystemError(name, errno);
}

/// `bytes` of a file, or fewer if it has become shorter meanwhile. Others who write it make it grow while it is read:
/// what they add, the watcher tells of.
std::string readUpTo(const Descriptor& file, const std::string& name, std::size_t bytes) {
  std::string text(bytes, '\0');
  std::size_t size = 0;
  while (size < bytes) {
    const ssize_t count = ::read(file.get(), text.data() + size, bytes - size);
    if (count < 0 && errno != EINTR) throwSystemError(name, errno);
    if (count == 0) break;
    if (count > 0) size += static_cast<std::size_t>(count);
  }
  text.resize(size);
  return text;
}

/// A file that is there to be renamed, and is gone if it wasn't.
class TemporaryFile {
 public:
  explicit TemporaryFile(const Descriptor& folder) : folder_(folder), name_(temporaryName()) {}
  ~TemporaryFile() {
    if (!name_.empty()) ::unlinkat(folder_.get(), name_.c_str(), 0);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  /// @param mode its permissions; none: what the user gives to new files
  void write(const std::string& target, std::string_view text, std::optional<mode_t> mode) {
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
    const Descriptor file(::openat(folder_.get(), name_.c_str(), flags, mode ? 0600 : 0666));
    if (!file.isOpen()) throwSystemError(target, errno);
    // Said once more: the umask has no say in what was there before.
    if (mode && ::fchmod(file.get(), *mode) != 0) throwSystemError(target, errno);
    writeAll(file, target, text);
  }
  void moveTo(const std::string& target, unsigned flags) {
    if (::renameat2(folder_.get(), name_.c_str(), folder_.get(), target.c_str(), flags) != 0) {
      throwSystemError(target, errno);
    }
    name_.clear();
  }

 private:
  const Descriptor& folder_;
  std::string name_;
};

/// The permissions of the file, which must be at `version`.
mode_t modeAt(const Descriptor& folder, const std::string& name, std::string_view version) {
  struct stat found {};
  if (::fstatat(folder.get(), name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0) throwSystemError(name, errno);
  if (describe(found).version != version) {
    throw transom::Error({.message = "The file has changed on disk.", .code = "CONFLICT"});
  }
  // Renaming over it asks only for the folder's permission: whoever took the file's away meant it to stay.
  if ((found.st_mode & 0222) == 0) {
    throw transom::Error({.message = "“" + name + "” is write-protected.", .code = "READ_ONLY"});
  }
  return found.st_mode & 0777;
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

void throwSystemError(std::string_view name, int number) {
  const std::string note = "“" + std::string(name) + "”";
  if (number == ENOENT || number == ELOOP) {
    throw transom::Error({.message = "There is no note " + note + " any more.", .code = "NOT_FOUND"});
  }
  if (number == EEXIST) {
    throw transom::Error({.message = "There is a note " + note + " already.", .code = "EXISTS"});
  }
  if (number == ENAMETOOLONG) {
    throw transom::Error({.message = "This name is too long for a file.", .code = "BAD_NAME"});
  }
  throw transom::Error({.message = note + ": " + std::strerror(number), .code = "IO"});
}

FileState stateOf(const Descriptor& folder, const std::string& name) {
  struct stat found {};
  if (::fstatat(folder.get(), name.c_str(), &found, AT_SYMLINK_NOFOLLOW) != 0) throwSystemError(name, errno);
  return describe(found);
}

std::string readFile(const Descriptor& folder, const std::string& name, std::size_t maxBytes) {
  // NONBLOCK: a pipe that somebody gave the name of a note must not keep us waiting.
  const Descriptor file(::openat(folder.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  if (!file.isOpen()) throwSystemError(name, errno);
  struct stat found {};
  if (::fstat(file.get(), &found) != 0) throwSystemError(name, errno);
  if (!S_ISREG(found.st_mode)) throwSystemError(name, ENOENT);
  return readUpTo(file, name, std::min(maxBytes, static_cast<std::size_t>(found.st_size)));
}

void addFile(const Descriptor& folder, const std::string& name, std::string_view text) {
  TemporaryFile file(folder);
  file.write(name, text, std::nullopt);
  file.moveTo(name, RENAME_NOREPLACE);
  ::fsync(folder.get());
}

void replaceFile(const Descriptor& folder, const std::string& name, std::string_view text, std::string_view version) {
  TemporaryFile file(folder);
  file.write(name, text, modeAt(folder, name, version));
  // Once more: writing took its time, and others may have saved meanwhile.
  static_cast<void>(modeAt(folder, name, version));
  file.moveTo(name, 0U);
  ::fsync(folder.get());
}

void renameFile(const Descriptor& folder, const std::string& from, const std::string& to) {
  if (::renameat2(folder.get(), from.c_str(), folder.get(), to.c_str(), RENAME_NOREPLACE) != 0) {
    throwSystemError(errno == EEXIST ? to : from, errno);
  }
}

}  // namespace notes
