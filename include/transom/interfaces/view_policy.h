// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <string>

namespace transom {

class View;
class ViewDelegate;
struct ViewOptions;

/// A page, or a frame in it, wants to show something else on its own account.
struct Navigation {
  /// Where to.
  std::string url;
  /// The engine's word on what the page shows; what it showed before where it has gone to `about:blank` or to a
  /// document that it made itself.
  std::string shown;
  std::string asked;        ///< the last URL that View::loadUrl() was given
  bool isAsked = false;     ///< the load that View::loadUrl() began, and that nothing is shown of yet
  bool isRedirect = false;  ///< by a server
  /// The user clicked or pressed a key for it.
  bool isUserGesture = false;
};

/// A page wants a window.
struct WindowRequest {
  /// What it is to show; may be empty or `about:blank`.
  std::string url;
  std::string shown;  ///< as in Navigation
  /// The user clicked or pressed a key for it.
  bool isUserGesture = false;
};

/// Makes the view of a window that a page asked for. Must not be kept.
using ViewMaker = std::function<std::unique_ptr<View>(const ViewOptions& options, ViewDelegate& delegate)>;

/// What a view asks before it does what a page wants. Called in the loop's thread; any of these may destroy the view.
class ViewPolicy {
 public:
  /// Before anything is requested; it may be the page or a frame, which the engine need not know yet.
  [[nodiscard]] virtual bool mayNavigate(const Navigation& navigation) = 0;
  /// The answer has come, and is shown next.
  [[nodiscard]] virtual bool mayShow(const Navigation& navigation, bool inMainFrame) = 0;
  /// @return whether a view was made and is still there
  [[nodiscard]] virtual bool openWindow(const WindowRequest& request, const ViewMaker& make) = 0;
  /// The engine would have saved a file, which is never done.
  virtual void downloadRefused(const std::string& url) = 0;

 protected:
  ~ViewPolicy() = default;
};

}  // namespace transom
