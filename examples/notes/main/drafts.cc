// SPDX-License-Identifier: MIT
#include "drafts.h"

#include "note.h"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace notes {
namespace {

/// Of all texts together. A page that has been taken over must not fill main with them.
constexpr std::size_t kMostBytes = std::size_t{64} << 20;

class Drafts {
 public:
  void keep(Draft draft) {
    drop(draft.name);
    const std::size_t size = sizeOf(draft);
    if (size > kMostBytes - bytes_) return;
    bytes_ += size;
    drafts_.emplace(draft.name, std::move(draft));
  }

  void drop(const std::string& name) {
    const auto found = drafts_.find(name);
    if (found == drafts_.end()) return;
    bytes_ -= sizeOf(found->second);
    drafts_.erase(found);
  }

  [[nodiscard]] std::vector<Draft> all() const {
    std::vector<Draft> result;
    for (const auto& [name, draft] : drafts_) result.push_back(draft);
    return result;
  }

 private:
  /// With what a map keeps besides, so that a million empty ones count as well.
  static std::size_t sizeOf(const Draft& draft) {
    return 256 + 2 * draft.name.size() + draft.text.size() + draft.version.size();
  }

  std::map<std::string, Draft> drafts_;
  std::size_t bytes_ = 0;
};

}  // namespace

void serveDrafts(transom::IpcMain& ipcMain) {
  const auto drafts = std::make_shared<Drafts>();
  ipcMain.on("draft", [drafts](transom::IpcMainEvent&, Draft draft) { drafts->keep(std::move(draft)); });
  ipcMain.on("draft-done", [drafts](transom::IpcMainEvent&, const std::string& name) { drafts->drop(name); });
  ipcMain.handle("drafts", [drafts](transom::IpcMainInvokeEvent&) { return drafts->all(); });
}

}  // namespace notes
