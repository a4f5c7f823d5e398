// SPDX-License-Identifier: MIT
#include "folder_watcher.h"

#include "note_name.h"

#include <transom/error.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <memory>
#include <stop_token>
#include <utility>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace notes {
namespace {

constexpr std::uint32_t kWatched = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB |
                                   IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

/// Programs that write many files at once are reported once, not once for each file; so long is waited for more.
constexpr std::chrono::milliseconds kMore{30};
constexpr std::size_t kManyNames = 100;

/// So often is looked whether the folder is still at its path: nothing tells when one above it is renamed, or when all
/// of the path is back.
constexpr std::chrono::milliseconds kLook{1000};

/// Whether events came. Not if the thread has to end, or nothing came in time.
bool hasEvents(const Descriptor& events, const Descriptor& wake, std::chrono::milliseconds time) {
  std::array<pollfd, 2> descriptors{{{events.get(), POLLIN, 0}, {wake.get(), POLLIN, 0}}};
  while (::poll(descriptors.data(), descriptors.size(), static_cast<int>(time.count())) < 0) {
    if (errno != EINTR) return false;
  }
  return descriptors[0].revents != 0 && descriptors[1].revents == 0;
}

struct Changes {
  FolderWatcher::Names names;
  bool everything = false;

  void add(const inotify_event& event, const char* name) {
    if ((event.mask & IN_IGNORED) != 0) return;  // we ended that watch, or the folder is gone
    const bool isAboutAFile = event.len > 0 && (event.mask & IN_Q_OVERFLOW) == 0;
    if (isAboutAFile && isNoteName(name)) {
      names.emplace(name);
    } else if (!isAboutAFile || hasNoteSuffix(name)) {
      everything = true;  // a file with such a name is not in the list, but counted below it
    }
  }
};

/// Takes what inotify has to tell now.
void readEvents(const Descriptor& events, Changes& changes) {
  std::array<char, 4096> buffer{};
  const ssize_t size = ::read(events.get(), buffer.data(), buffer.size());
  std::size_t at = 0;
  while (size > 0 && at < static_cast<std::size_t>(size)) {
    inotify_event event{};
    std::memcpy(&event, buffer.data() + at, sizeof event);
    changes.add(event, buffer.data() + at + sizeof event);
    at += sizeof event + event.len;
  }
}

}  // namespace

FolderWatcher::FolderWatcher(const std::filesystem::path& folder, std::function<void(const Names&)> changed)
    : folder_(folder),
      changed_(std::move(changed)),
      events_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)),
      wake_(::eventfd(0, EFD_CLOEXEC)) {
  if (!events_.isOpen() || !wake_.isOpen()) throwSystemError(folder.string(), errno);
  static_cast<void>(follow());
  if (watch_ < 0) throwSystemError(folder.string(), errno);
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

FolderWatcher::~FolderWatcher() = default;

bool FolderWatcher::follow() {
  std::shared_ptr<const Descriptor> found;
  try {
    found = folder_.open();
  } catch (const transom::Error&) {
    // Gone: then nothing is watched until it is back.
  }
  if (found == watched_) return false;
  if (watch_ >= 0) ::inotify_rm_watch(events_.get(), watch_);
  watched_ = std::move(found);
  watch_ = watched_ ? ::inotify_add_watch(events_.get(), folder_.path().c_str(), kWatched) : -1;
  if (watch_ < 0) watched_ = nullptr;
  return true;
}

void FolderWatcher::run(const std::stop_token& stop) {
  const std::stop_callback wakeUp(stop, [this] { ::eventfd_write(wake_.get(), 1); });
  while (!stop.stop_requested()) {
    Changes changes;
    std::chrono::milliseconds time = kLook;
    while (changes.names.size() < kManyNames && hasEvents(events_, wake_, time)) {
      readEvents(events_, changes);
      time = kMore;
    }
    if (stop.stop_requested()) return;
    if (follow()) changes.everything = true;
    if (changes.everything) {
      changed_({});
    } else if (!changes.names.empty()) {
      changed_(changes.names);
    }
  }
}

}  // namespace notes
