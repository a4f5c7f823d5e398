// SPDX-License-Identifier: MIT
#include "navigation_policy.h"

#include "app_impl.h"
#include "call_listeners.h"
#include "error_text.h"
#include "navigation_rules.h"
#include "web_contents_impl.h"
#include "window_opener.h"

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

/// The engine doesn't say which frame asks for a window: so `page`, the origin of the page, where all frames there are
/// of it; else nobody's.
std::string originOfAsker(const WebContents& contents, const std::string& page) {
  WebContentsImpl& asker = WebContentsImpl::of(contents);
  asker.readWaiting();
  return asker.frames().areOf(page) ? page : std::string();
}

}  // namespace

bool NavigationPolicy::mayNavigate(const Navigation& navigation) {
  if (isNoNavigation(navigation)) return true;
  const auto self = contents_.lock();
  if (!self) return false;
  const NavigationRules& rules = options_.webPreferences.navigation;
  const bool byRule = mayBePage(rules, navigation) || mayBeFrame(rules, navigation);
  NavigationEvent event(*self, navigation.url, navigation.isRedirect, navigation.isUserGesture, byRule);
  callListeners(events_, "will-navigate", event, {}, app_.log());
  if (event.isAllowed()) {
    // Which of both it is for turns out only with the answer.
    const bool inBoth = mayBePage(rules, navigation) && mayBeFrame(rules, navigation);
    if (event.isGranted() && !inBoth) granted_.push_back(navigation.url.substr(0, navigation.url.find('#')));
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
  const std::string origin = originOf(request.shown);
  const WindowOpenDetails details{request.url, request.isUserGesture, originOfAsker(*self, origin)};
  if (!handler_) return refuse("may not open a window for", request.url, "to allow it, see setWindowOpenHandler()");
  const WindowOpenAction action = askHandler(details);
  if (!action.allow) return false;
  const WindowOpener opener{
      .origin = origin, .processId = WebContentsImpl::of(*self).processId(), .isForItsOrigin = !action.options};
  try {
    const auto window =
        app_.openedWindows().open(action.options ? *action.options : optionsFor(request.url, origin), make, opener);
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

/// Its opener's, and for documents of `openerOrigin` alone: of one without an address it turns out later whose it is.
BrowserWindowOptions NavigationPolicy::optionsFor(const std::string& url, const std::string& openerOrigin) const {
  BrowserWindowOptions options = options_;
  options.show = true;
  const std::string origin = originOf(url);
  const bool mayBeOwn = url.empty() || isMadeByPage(url) || (!origin.empty() && origin == openerOrigin);
  if (mayBeOwn) return options;
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
