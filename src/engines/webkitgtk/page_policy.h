// SPDX-License-Identifier: MIT
#pragma once

#include "base/lifetime.h"

#include <transom/interfaces/engine.h>

#include <webkit/webkit.h>

#include <optional>
#include <string>
#include <utility>

namespace transom::webkitgtk {

/// Asks the delegate's ViewPolicy before a page goes anywhere, and knows what it asks about: what the page shows and
/// what the application asked for.
class PagePolicy {
 public:
  /// `opener`: of the page that asked for this one; null for none. Both other ones must outlive it.
  PagePolicy(WebKitWebView* view, ViewDelegate& delegate, const PagePolicy* opener);
  ~PagePolicy();
  PagePolicy(const PagePolicy&) = delete;
  PagePolicy& operator=(const PagePolicy&) = delete;

  /// The application wants this URL, written as WebKit does, to be shown.
  void asked(const std::string& url) { await(url, true); }
  /// The page that wanted this window wants it to be shown.
  void askedByOpener(const std::string& url) { await(url, false); }
  void committed(const std::string& url);
  [[nodiscard]] const std::string& shown() const { return shown_; }
  /// Whether the last document that was committed is the one that the application wanted.
  [[nodiscard]] bool showsAsked() const { return showsAsked_; }
  /// Whether the last thing that was let go anywhere went to `about:blank`.
  [[nodiscard]] bool letGoToBlank() const { return letGoToBlank_; }

  /// Why the load that has just failed was refused here; nothing if it wasn't.
  [[nodiscard]] std::optional<LoadError> takeRefusal() { return std::exchange(refusal_, std::nullopt); }

  /// The engine would save something for a page of `view`; null: for none.
  static void downloadRefused(WebKitWebView* view, const std::string& url);

 private:
  static gboolean onDecidePolicy(WebKitWebView*, WebKitPolicyDecision* decision, WebKitPolicyDecisionType type,
                                 PagePolicy* self);
  void await(const std::string& url, bool byApplication);
  bool decideNavigation(WebKitNavigationPolicyDecision* decision);
  bool decideResponse(WebKitResponsePolicyDecision* decision);
  [[nodiscard]] Navigation navigationTo(const char* url) const;

  WebKitWebView* view_;
  ViewDelegate& delegate_;
  std::string shown_;
  std::string asked_;
  bool awaited_ = false;        // asked_ was not shown yet
  bool byApplication_ = false;  // who asked
  bool showsAsked_ = false;
  bool letGoToBlank_ = false;
  std::optional<LoadError> refusal_;
  Lifetime lifetime_;
};

}  // namespace transom::webkitgtk
