// SPDX-License-Identifier: MIT
#include "opened_windows.h"

#include "app_impl.h"
#include "browser_window_impl.h"

#include <vector>

namespace transom::detail {

std::weak_ptr<BrowserWindow> OpenedWindows::open(const BrowserWindowOptions& options, const ViewMaker& make,
                                                 const WindowOpener& opener) {
  const auto inside = std::make_shared<BrowserWindowImpl>(app_);
  const std::shared_ptr<BrowserWindow> window(new BrowserWindow(inside));
  inside->open(options, make, &opener);
  windows_.push_back(window);
  std::weak_ptr<BrowserWindow> weak = window;
  // Later: this listener is called by the window itself, and others may follow it.
  window->on("closed", [this, weak] { app_.postBox()->post([this, weak] { std::erase(windows_, weak.lock()); }); });
  return weak;
}

}  // namespace transom::detail
