// SPDX-License-Identifier: MIT
#pragma once

#include "host.h"

#include <transom/app.h>
#include <transom/browser_window.h>

#include <cstdint>
#include <map>
#include <memory>

namespace transom::node {

/// The windows that are open, by the numbers that JavaScript knows them by, and what is told of them and their pages.
class Windows {
 public:
  /// Both must outlive it.
  Windows(App& app, const Host& host) : app_(app), host_(host) {}
  Windows(const Windows&) = delete;
  Windows& operator=(const Windows&) = delete;

  struct Opened {
    std::uint32_t window;
    int contents;
  };
  /// Throws what the constructor of BrowserWindow throws.
  Opened open(const BrowserWindowOptions& options);
  /// Null if it is closed.
  [[nodiscard]] BrowserWindow* find(std::uint32_t window) const;

 private:
  struct Entry {
    BrowserWindow* window;
    std::unique_ptr<BrowserWindow> own;  // null: a page asked for it, and it belongs to the App
  };

  std::uint32_t add(BrowserWindow& window, std::unique_ptr<BrowserWindow> own);
  void listen(std::uint32_t id, BrowserWindow& window);
  void closed(std::uint32_t id);
  void opened(const WindowCreatedEvent& event);

  App& app_;
  const Host& host_;
  std::uint32_t last_ = 0;
  std::map<std::uint32_t, Entry> windows_;
};

}  // namespace transom::node
