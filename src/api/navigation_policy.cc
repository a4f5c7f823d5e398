// SPDX-License-Identifier: MIT
#include "navigation_policy.h"

#include "app_impl.h"
#include "call_listeners.h"
#include "error_text.h"
#include "navigation_rules.h"

#include <transom/web_contents.h>

#include <algorithm>
#include <exception>
#include <string_view>
#include <utility>

namespace transom::detail {
namespace {

// A page can ask for as many as it likes.
constexpr std::size_t kMaxGranted = 64;
constexpr std::size_t kMaxRefusalsLogged = 100;

constexpr std::size_t kMaxLoggedUrl = 1000;

std::string nameOf(const std::string& url) {
  const std::string origin = originOf(url);
  return origin.empty() ? url.substr(0, std::min(url.find(':'), kMaxLoggedUrl)) + ":" : origin;
}

}  // namespace

bool NavigationPolicy::mayNavigate(const Navigation& navigation) {
  if (isNoNavigation(navigation) || isMadeByPage(navigation.url)) return true;
  const auto self = contents_.lock();
  if (!self) return false;
  const NavigationRules& rules = options_.webPreferences.navigation;
  const bool byRule = mayBePage(rules, navigation) || mayBeFrame(rules, navigation);
  NavigationEvent event(*self, navigation.url, navigation.isRedirect, navigation.isUserGesture, byRule);
  callListeners(events_, "will-navigate", event, {}, app_.log());
  if (event.isAllowed()) {
    if (!byRule) granted_.push_back(navigation.url.substr(0, navigation.url.find('#')));
    if (granted_.size() > kMaxGranted) granted_.pop_front();
    return true;
  }
  return event.defaultPrevented()
             ? false
             : refuse("may not go to", navigation.url, "to allow it, see NavigationRules and the event will-navigate");
}

bool NavigationPolicy::mayShow(const Navigation& navigation, bool inMainFrame) {
  const NavigationRules& rules = options_.webPreferences.navigation;
  if (inMainFrame ? mayBePage(rules, navigation) : mayBeFrame(rules, navigation)) return true;
  const std::string url = navigation.url.substr(0, navigation.url.find('#'));
  if (std::find(granted_.begin(), granted_.end(), url) != granted_.end()) return true;
  return refuse(inMainFrame ? "may not show" : "may not show in a frame", navigation.url,
                "to allow it, see NavigationRules and the event will-navigate");
}

bool NavigationPolicy::openWindow(const WindowRequest& request, const ViewMaker& make) {
  const auto self = contents_.lock();
  if (!self) return false;
  const WindowOpenDetails details{request.url, request.isUserGesture, originOf(request.shown)};
  if (!handler_) return refuse("may not open a window for", request.url, "to allow it, see setWindowOpenHandler()");
  const WindowOpenAction action = askHandler(details);
  if (!action.allow) return false;
  try {
    const auto window = app_.openedWindows().open(action.options ? *action.options : optionsFor(details), make);
    if (const auto opened = window.lock()) {
      WindowCreatedEvent event(*self, *opened, request.url);
      callListeners(windowEvents_, "did-create-window", event, {}, app_.log());
    }
    return !window.expired() && !window.lock()->isDestroyed();
  } catch (...) {
    app_.log().warning("a window for " + request.url.substr(0, kMaxLoggedUrl) +
                       " was not opened: " + errorText(std::current_exception()));
    return false;
  }
}

void NavigationPolicy::downloadRefused(const std::string& url) {
  static_cast<void>(refuse("may not save", url, "downloads are not there; fetch it and write the file in main"));
}

WindowOpenAction NavigationPolicy::askHandler(const WindowOpenDetails& details) const {
  try {
    // A copy: it may set another one.
    return WindowOpenHandler(handler_)(details);
  } catch (...) {
    app_.log().warning("Error occurred in the handler of windows that pages open: " +
                       errorText(std::current_exception()));
    return {};
  }
}

BrowserWindowOptions NavigationPolicy::optionsFor(const WindowOpenDetails& details) const {
  BrowserWindowOptions options = options_;
  options.show = true;
  const std::string origin = originOf(details.url);
  const bool isOwn =
      details.url.empty() || isMadeByPage(details.url) || (!origin.empty() && origin == details.openerOrigin);
  if (isOwn) return options;
  options.webPreferences.preload.clear();
  options.webPreferences.exposeIpcToPage = false;
  return options;
}

/// False, for callers to return; and one line for each kind and origin.
bool NavigationPolicy::refuse(const std::string& what, const std::string& url, const std::string& remedy) {
  const auto self = contents_.lock();
  if (!self || refused_.size() >= kMaxRefusalsLogged || !refused_.insert(what + nameOf(url)).second) return false;
  app_.log().warning("WebContents #" + std::to_string(self->id()) + " " + what + " " + nameOf(url) + " (" +
                     url.substr(0, kMaxLoggedUrl) + "): " + remedy);
  return false;
}

}  // namespace transom::detail
