// SPDX-License-Identifier: MIT
#include "open_beneath.h"

#include <algorithm>
#include <cerrno>
#include <string_view>

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace transom::pages {
namespace {

// A path only: opening a FIFO or a device for reading may wait, or do something.
constexpr int kPathOnly = O_PATH | O_CLOEXEC;

/// The kernel gives up (EAGAIN) when something is renamed at the same time.
constexpr int kTries = 16;

bool isRegular(int descriptor) {
  struct stat status {};
  return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

/// Opens for reading what `place` is, which is known to be a regular file.
FileDescriptor reopen(const FileDescriptor& place) {
  if (!place.isOpen() || !isRegular(place.get())) return {};
  const std::string name = "/proc/self/fd/" + std::to_string(place.get());
  return FileDescriptor(open(name.c_str(), O_RDONLY | O_CLOEXEC));
}

int openAt2(int directory, const std::string& path) {
  open_how how{};
  how.flags = kPathOnly;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  long result = -1;
  for (int i = 0; i < kTries; ++i) {
    result = syscall(SYS_openat2, directory, path.c_str(), &how, sizeof how);
    if (result >= 0 || errno != EAGAIN) break;
  }
  return static_cast<int>(result);
}

}  // namespace

FileDescriptor openBeneathByWalking(int directory, const std::string& path) {
  FileDescriptor place;
  std::string_view rest = path;
  while (!rest.empty()) {
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    const std::string name(rest.substr(0, slash));
    if (name.empty() || name == "." || name == "..") return {};
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    const int flags = kPathOnly | O_NOFOLLOW | (rest.empty() ? 0 : O_DIRECTORY);
    FileDescriptor next(openat(place.isOpen() ? place.get() : directory, name.c_str(), flags));
    if (!next.isOpen()) return {};
    place = std::move(next);
  }
  return reopen(place);
}

FileDescriptor openBeneath(int directory, const std::string& path) {
  const FileDescriptor place(openAt2(directory, path));
  if (place.isOpen()) return reopen(place);
  // Sandboxes answer so for calls they don't know.
  const bool unknown = errno == ENOSYS || errno == EPERM;
  return unknown ? openBeneathByWalking(directory, path) : FileDescriptor();
}

}  // namespace transom::pages
