// SPDX-License-Identifier: MIT
#pragma once

#include <transom/window_options.h>

#include <optional>
#include <string>
#include <utility>

namespace transom {

class BrowserWindow;
class WebContents;

/// What a listener of `will-navigate` gets: the page, or a frame in it, is about to go somewhere by itself. The rules
/// of its window (NavigationRules) have been asked already; the last listener that says something decides.
class NavigationEvent {
 public:
  /// For the library, which makes it.
  NavigationEvent(WebContents& sender, std::string url, bool redirect, bool userGesture, bool allowed)
      : sender_(sender), url_(std::move(url)), redirect_(redirect), userGesture_(userGesture), allowed_(allowed) {}

  /// The page that goes.
  [[nodiscard]] WebContents& sender() const { return sender_; }
  /// Where it is about to go.
  [[nodiscard]] const std::string& url() const { return url_; }
  /// A server sent it there, on the way from a URL that was allowed.
  [[nodiscard]] bool isRedirect() const { return redirect_; }
  /// The user clicked or pressed a key for it.
  [[nodiscard]] bool isUserGesture() const { return userGesture_; }
  /// Whether it will go there as things stand.
  [[nodiscard]] bool isAllowed() const { return allowed_; }

  /// It stays where it is.
  void preventDefault() {
    allowed_ = false;
    prevented_ = true;
  }
  /// Whether the last word was preventDefault().
  [[nodiscard]] bool defaultPrevented() const { return prevented_; }
  /// It goes there, whatever the rules say.
  void allow() {
    allowed_ = true;
    prevented_ = false;
  }

 private:
  WebContents& sender_;
  std::string url_;
  bool redirect_;
  bool userGesture_;
  bool allowed_;
  bool prevented_ = false;
};

/// A page wants a window: `window.open`, or a link or form with a target that isn't there. The engine doesn't say which
/// name and size the page has asked for.
struct WindowOpenDetails {
  std::string url;           ///< may be empty or `about:blank`
  bool isUserGesture;        ///< the user clicked or pressed a key for it
  std::string openerOrigin;  ///< the origin of the page that asks; empty: an opaque one
};

/// The answer of a handler of WebContents::setWindowOpenHandler().
struct WindowOpenAction {
  /// Whether it gets its window.
  bool allow = false;
  /// Of the new window. Without them it has those of its opener; but where its URL is of another origin than that,
  /// neither a preload script nor IPC.
  std::optional<BrowserWindowOptions> options{};
};

/// What a listener of `did-create-window` gets: the handler allowed a window, and here it is.
class WindowCreatedEvent {
 public:
  /// For the library, which makes it.
  WindowCreatedEvent(WebContents& sender, BrowserWindow& window, std::string url)
      : sender_(sender), window_(window), url_(std::move(url)) {}

  /// The page that asked for it.
  [[nodiscard]] WebContents& sender() const { return sender_; }
  /// The application's, but not the listener's: it lives until it is closed.
  [[nodiscard]] BrowserWindow& window() const { return window_; }
  /// What it is about to show.
  [[nodiscard]] const std::string& url() const { return url_; }

 private:
  WebContents& sender_;
  BrowserWindow& window_;
  std::string url_;
};

}  // namespace transom
