// SPDX-License-Identifier: MIT
#pragma once

#include <transom/browser_window.h>
#include <transom/interfaces/view_policy.h>

#include <memory>
#include <vector>

namespace transom::detail {

class AppImpl;
struct WindowOpener;

/// The windows that pages asked for and got: nobody else owns them. Each lives until it is closed.
class OpenedWindows {
 public:
  explicit OpenedWindows(AppImpl& app) : app_(app) {}
  OpenedWindows(const OpenedWindows&) = delete;
  OpenedWindows& operator=(const OpenedWindows&) = delete;

  /// Throws what BrowserWindow's constructor throws.
  std::weak_ptr<BrowserWindow> open(const BrowserWindowOptions& options, const ViewMaker& make,
                                    const WindowOpener& opener);

 private:
  AppImpl& app_;
  std::vector<std::shared_ptr<BrowserWindow>> windows_;
};

}  // namespace transom::detail
