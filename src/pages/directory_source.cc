// SPDX-License-Identifier: MIT
#include "directory_source.h"

#include "open_beneath.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace transom::pages {
namespace {

/// Reads as it goes, so that a file of any size costs no memory; one that shrinks meanwhile ends early.
class FileReader final : public BodyReader {
 public:
  FileReader(FileDescriptor file, std::uint64_t offset, std::uint64_t length)
      : file_(std::move(file)), offset_(offset), left_(length) {}

  std::ptrdiff_t read(std::span<std::byte> buffer) override {
    const std::size_t wanted = std::min<std::uint64_t>(buffer.size(), left_);
    if (wanted == 0) return 0;
    ssize_t count = -1;
    do count = pread(file_.get(), buffer.data(), wanted, static_cast<off_t>(offset_));
    while (count < 0 && errno == EINTR);
    if (count > 0) {
      offset_ += static_cast<std::uint64_t>(count);
      left_ -= static_cast<std::uint64_t>(count);
    }
    return count;
  }

 private:
  FileDescriptor file_;
  std::uint64_t offset_;
  std::uint64_t left_;
};

std::string tagOf(const struct stat& status) {
  return '"' + std::to_string(status.st_ino) + '-' + std::to_string(status.st_size) + '-' +
         std::to_string(status.st_mtim.tv_sec) + '.' + std::to_string(status.st_mtim.tv_nsec) + '"';
}

}  // namespace

std::optional<Content> DirectorySource::find(const std::string& path) {
  // Opened anew each time: the tool that makes the files may put a new directory in the place of the former one.
  const FileDescriptor directory(open(directory_.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!directory.isOpen()) return std::nullopt;
  const auto file = std::make_shared<FileDescriptor>(openBeneath(directory.get(), path));
  struct stat status {};
  if (!file->isOpen() || fstat(file->get(), &status) != 0) return std::nullopt;
  return Content{static_cast<std::uint64_t>(status.st_size), tagOf(status),
                 [file](std::uint64_t offset, std::uint64_t length) -> std::unique_ptr<BodyReader> {
                   return std::make_unique<FileReader>(std::move(*file), offset, length);
                 }};
}

}  // namespace transom::pages
