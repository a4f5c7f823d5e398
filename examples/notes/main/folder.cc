// SPDX-License-Identifier: MIT
#include "folder.h"

#include <transom/error.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>

namespace notes {
namespace {

std::shared_ptr<const Descriptor> openAt(const std::filesystem::path& path) {
  return std::make_shared<const Descriptor>(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

bool isAt(const Descriptor& folder, const std::filesystem::path& path) {
  struct stat held {};
  struct stat found {};
  return ::fstat(folder.get(), &held) == 0 && ::stat(path.c_str(), &found) == 0 && held.st_dev == found.st_dev &&
         held.st_ino == found.st_ino;
}

}  // namespace

Folder::Folder(const std::filesystem::path& path) : path_(std::filesystem::absolute(path)) {
  std::error_code error;
  std::filesystem::create_directories(path_, error);
  opened_ = openAt(path_);
  if (!opened_->isOpen()) throwSystemError(path.string(), errno);
}

std::shared_ptr<const Descriptor> Folder::open() {
  const std::scoped_lock lock(mutex_);
  if (!isAt(*opened_, path_)) {
    // The former one is kept meanwhile: as long as it is open, no new folder can get its number and pass for it.
    std::shared_ptr<const Descriptor> found = openAt(path_);
    if (!found->isOpen()) {
      throw transom::Error({.message = "The folder “" + path_.string() + "” is gone.", .code = "FOLDER_GONE"});
    }
    opened_ = std::move(found);
  }
  return opened_;
}

}  // namespace notes
