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
  /// Whether it will go there as things stand. Of a URL that only frames may show (NavigationRules::allowInFrames), or
  /// only the page, the engine doesn't say yet who is going: it is requested, but shown only by whom the rules say.
  [[nodiscard]] bool isAllowed() const { return allowed_; }

  /// It stays where it is.
  void preventDefault() {
    allowed_ = false;
    prevented_ = true;
    granted_ = false;
  }
  /// Whether the last word was preventDefault().
  [[nodiscard]] bool defaultPrevented() const { return prevented_; }
  /// It goes there, whatever the rules say, be it the page or a frame.
  void allow() {
    allowed_ = true;
    prevented_ = false;
    granted_ = true;
  }
  /// Whether the last word was allow().
  [[nodiscard]] bool isGranted() const { return granted_; }

 private:
  WebContents& sender_;
  std::string url_;
  bool redirect_;
  bool userGesture_;
  bool allowed_;
  bool prevented_ = false;
  bool granted_ = false;
};

/// A page, or a frame in it, wants a window: `window.open`, or a link or form with a target that isn't there. The
/// engine says neither which of them asks nor which name and size it has asked for.
struct WindowOpenDetails {
  std::string url;     ///< may be empty or `about:blank`
  bool isUserGesture;  ///< the user clicked or pressed a key for it
  /// The origin of the page, where all frames in it are of that, too. Empty: it is an opaque one, or a frame of another
  /// origin may be who asks. A frame that never runs a script is not known here; from such a one only the user can open
  /// a window, by a link.
  std::string openerOrigin;
};

/// The answer of a handler of WebContents::setWindowOpenHandler().
struct WindowOpenAction {
  /// Whether it gets its window.
  bool allow = false;
  /// Of the new window. Without them it has those of its opener, but a preload script and IPC only where it shows
  /// documents of the origin that the page had then: neither if its URL is of another one.
  ///
  /// With or without them, a document without an address of its own, such as `about:blank`, has neither unless that
  /// page has made it: if a frame of another origin did, it could reach into it.
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
