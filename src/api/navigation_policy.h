// SPDX-License-Identifier: MIT
#pragma once

#include <transom/event_emitter.h>
#include <transom/interfaces/view_policy.h>
#include <transom/navigation.h>

#include <deque>
#include <functional>
#include <memory>
#include <set>
#include <string>

namespace transom::detail {

class AppImpl;

/// Decides what a page may do with its window: by the rules it was made with, and by what the application's listeners
/// and handlers say.
class NavigationPolicy final : public ViewPolicy {
 public:
  using WindowOpenHandler = std::function<WindowOpenAction(const WindowOpenDetails&)>;

  explicit NavigationPolicy(AppImpl& app) : app_(app) {}
  NavigationPolicy(const NavigationPolicy&) = delete;
  NavigationPolicy& operator=(const NavigationPolicy&) = delete;

  void belongTo(const std::weak_ptr<WebContents>& contents) { contents_ = contents; }
  /// Those that its window was made with.
  void setWindowOptions(const BrowserWindowOptions& options) { options_ = options; }
  void setWindowOpenHandler(WindowOpenHandler handler) { handler_ = std::move(handler); }

  [[nodiscard]] EventEmitter<NavigationEvent>& events() { return events_; }
  [[nodiscard]] EventEmitter<WindowCreatedEvent>& windowEvents() { return windowEvents_; }

  bool mayNavigate(const Navigation& navigation) override;
  bool mayShow(const Navigation& navigation, bool inMainFrame) override;
  bool openWindow(const WindowRequest& request, const ViewMaker& make) override;
  void downloadRefused(const std::string& url) override;

 private:
  [[nodiscard]] WindowOpenAction askHandler(const WindowOpenDetails& details) const;
  [[nodiscard]] BrowserWindowOptions optionsFor(const std::string& url, const std::string& openerOrigin) const;
  bool refuse(const std::string& what, const std::string& url, const std::string& remedy);

  AppImpl& app_;
  std::weak_ptr<WebContents> contents_;
  BrowserWindowOptions options_;
  WindowOpenHandler handler_;
  EventEmitter<NavigationEvent> events_;
  EventEmitter<WindowCreatedEvent> windowEvents_;
  std::deque<std::string> granted_;  // by listeners, against the rules; answers of which may be under way
  std::set<std::string> refused_;    // what was logged
};

}  // namespace transom::detail
