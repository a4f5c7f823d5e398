// SPDX-License-Identifier: MIT
#include "processes.h"

#include "page_test.h"

#include <glib-unix.h>
#include <malloc.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#ifdef TRANSOM_SANITIZE
// Of AddressSanitizer, whose headers GCC does not bring along.
extern "C" std::size_t __sanitizer_get_current_allocated_bytes();
#endif

namespace transom::test {
namespace {

// What the kernel keeps of "WebKitWebProcess": 15 characters.
constexpr std::string_view kWebProcessName = "WebKitWebProces";

struct Process {
  int parent = 0;
  char state = 0;
  std::string name;
};

/// Reads /proc/<id>/stat: `12 (name) S 1 …`, where the name may hold anything.
std::optional<Process> readProcess(const std::filesystem::path& directory) {
  std::ifstream file(directory / "stat");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const std::size_t begin = text.find('(');
  const std::size_t end = text.rfind(')');
  if (begin == std::string::npos || end == std::string::npos || end + 4 > text.size()) return std::nullopt;
  return Process{.parent = std::stoi(text.substr(end + 4)),
                 .state = text[end + 2],
                 .name = text.substr(begin + 1, end - begin - 1)};
}

std::map<int, Process> readProcesses() {
  std::map<int, Process> processes;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    if (auto process = readProcess(entry.path())) processes.emplace(std::stoi(name), std::move(*process));
  }
  return processes;
}

bool descends(const std::map<int, Process>& processes, int id, int ancestor) {
  for (auto found = processes.find(id); found != processes.end(); found = processes.find(found->second.parent)) {
    if (found->second.parent == ancestor) return true;
  }
  return false;
}

template <class Predicate>
std::set<int> descendantsThat(const Predicate& wanted) {
  const auto processes = readProcesses();
  std::set<int> found;
  for (const auto& [id, process] : processes) {
    if (process.state != 'Z' && wanted(process) && descends(processes, id, getpid())) found.insert(id);
  }
  return found;
}

}  // namespace

std::set<int> descendants() {
  return descendantsThat([](const Process&) { return true; });
}

std::set<int> webProcesses() {
  return descendantsThat([](const Process& process) { return process.name == kWebProcessName; });
}

bool runUntilEnded(const std::set<int>& processes) {
  std::set<int> left;  // one descriptor for each
  const auto watch = [](gint descriptor, GIOCondition, gpointer self) -> gboolean {
    static_cast<std::set<int>*>(self)->erase(descriptor);
    return G_SOURCE_REMOVE;
  };
  std::vector<std::pair<guint, int>> watches;
  for (const int id : processes) {
    const int descriptor = static_cast<int>(syscall(SYS_pidfd_open, id, 0));
    if (descriptor < 0) continue;  // gone
    left.insert(descriptor);
    watches.emplace_back(g_unix_fd_add(descriptor, G_IO_IN, watch, &left), descriptor);
  }
  const bool ended = runUntil([&left] { return left.empty(); });
  for (const auto& [source, descriptor] : watches) {
    if (left.contains(descriptor)) g_source_remove(source);
    ::close(descriptor);
  }
  return ended;
}

std::size_t openDescriptors() {
  const std::filesystem::directory_iterator entries("/proc/self/fd");
  // One of them is the one that reads the directory.
  return static_cast<std::size_t>(std::distance(begin(entries), end(entries))) - 1;
}

std::size_t residentBytes(int process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/statm");
  std::size_t total = 0;
  std::size_t resident = 0;
  file >> total >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

std::size_t heapBytes() {
#ifdef TRANSOM_SANITIZE
  return __sanitizer_get_current_allocated_bytes();
#else
  return mallinfo2().uordblks;
#endif
}

}  // namespace transom::test
