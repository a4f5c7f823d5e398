// SPDX-License-Identifier: MIT
#include "engines/process/output_reader.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace transom::process {

OutputReader::OutputReader(FileDescriptor reading, EventLoop& loop, std::function<void(const std::string& line)> onLine)
    : reading_(std::move(reading)),
      onLine_(std::make_shared<const std::function<void(const std::string&)>>(std::move(onLine))) {
  ::fcntl(reading_.get(), F_SETFL, O_NONBLOCK);
  watch_ = loop.watch(reading_.get(), [this](EventLoop::Readiness) { readOnce(); });
}

void OutputReader::drain() {
  const auto alive = lifetime_.observe();
  int waiting = 0;
  ::ioctl(reading_.get(), FIONREAD, &waiting);
  for (int left = waiting; left > 0 && reading_.isOpen();) {
    const std::size_t count = readOnce();
    if (alive.expired() || count == 0) return;
    left -= static_cast<int>(count);
  }
  finish();
}

/// One piece each time, so that everything else in the loop has its turn. @return its size; this object may be gone
std::size_t OutputReader::readOnce() {
  std::array<char, kPieceBytes> buffer;
  ssize_t count = 0;
  do {
    count = ::read(reading_.get(), buffer.data(), buffer.size());
  } while (count < 0 && errno == EINTR);
  if (count > 0) {
    take({buffer.data(), static_cast<std::size_t>(count)});
    return static_cast<std::size_t>(count);
  }
  if (count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK)) finish();
  return 0;
}

void OutputReader::take(std::string_view bytes) {
  const auto alive = lifetime_.observe();
  while (!bytes.empty()) {
    const std::size_t room = kMaxLineBytes - line_.size();
    const std::size_t newline = bytes.substr(0, room).find('\n');
    const bool ends = newline != std::string_view::npos;
    const std::size_t count = ends ? newline : std::min(room, bytes.size());
    line_.append(bytes.substr(0, count));
    bytes.remove_prefix(ends ? count + 1 : count);
    if (!ends && line_.size() < kMaxLineBytes) return;
    tell();
    if (alive.expired()) return;
  }
}

void OutputReader::tell() {
  const std::string line = std::exchange(line_, {});
  const auto onLine = onLine_;
  (*onLine)(line);
}

void OutputReader::finish() {
  watch_.reset();
  reading_.reset();
  if (!line_.empty()) tell();
}

}  // namespace transom::process
