// SPDX-License-Identifier: MIT
#include "page_policy.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace transom::webkitgtk {
namespace {

constexpr const char* kKey = "transom-page-policy";

std::string textOf(const char* text) {
  return text ? text : "";
}

bool isOfTheNetwork(std::string_view url) {
  return url.starts_with("http:") || url.starts_with("https:");
}

/// Documents without an address of their own, which say nothing about where a page belongs.
bool isMadeByPage(std::string_view url) {
  constexpr std::array<std::string_view, 3> kSchemes{"about:", "blob:", "data:"};
  return std::any_of(kSchemes.begin(), kSchemes.end(),
                     [url](std::string_view scheme) { return url.starts_with(scheme); });
}

}  // namespace

PagePolicy::PagePolicy(WebKitWebView* view, ViewDelegate& delegate, const PagePolicy* opener)
    : view_(view), delegate_(delegate) {
  if (opener) shown_ = opener->shown_;
  g_object_set_data(G_OBJECT(view_), kKey, this);
  g_signal_connect(view_, "decide-policy", G_CALLBACK(onDecidePolicy), this);
}

PagePolicy::~PagePolicy() {
  g_signal_handlers_disconnect_by_data(view_, this);
  g_object_set_data(G_OBJECT(view_), kKey, nullptr);
}

void PagePolicy::await(const std::string& url, bool byApplication) {
  asked_ = url;
  awaited_ = true;
  letGoToBlank_ = false;
  byApplication_ = byApplication;
}

void PagePolicy::committed(const std::string& url) {
  showsAsked_ = byApplication_ && url == asked_ && (awaited_ || showsAsked_);
  if (showsAsked_ || !isMadeByPage(url)) shown_ = url;
  if (url == asked_) awaited_ = false;
}

void PagePolicy::downloadRefused(WebKitWebView* view, const std::string& url) {
  if (!view) return;
  if (auto* self = static_cast<PagePolicy*>(g_object_get_data(G_OBJECT(view), kKey))) {
    self->delegate_.viewPolicy().downloadRefused(url);
  }
}

Navigation PagePolicy::navigationTo(const char* url) const {
  return {.url = textOf(url), .shown = shown_, .asked = asked_, .isAsked = awaited_ && asked_ == textOf(url)};
}

/// What is not refused is left to WebKit, which refuses types that it can't show.
gboolean PagePolicy::onDecidePolicy(WebKitWebView*, WebKitPolicyDecision* decision, WebKitPolicyDecisionType type,
                                    PagePolicy* self) {
  bool allowed = true;  // a new window: "create" decides
  g_object_ref(decision);
  if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION) {
    allowed = self->decideNavigation(WEBKIT_NAVIGATION_POLICY_DECISION(decision));
  } else if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE) {
    allowed = self->decideResponse(WEBKIT_RESPONSE_POLICY_DECISION(decision));
  }
  if (!allowed) webkit_policy_decision_ignore(decision);
  g_object_unref(decision);
  return !allowed;
}

bool PagePolicy::decideNavigation(WebKitNavigationPolicyDecision* decision) {
  WebKitNavigationAction* action = webkit_navigation_policy_decision_get_navigation_action(decision);
  Navigation navigation = navigationTo(webkit_uri_request_get_uri(webkit_navigation_action_get_request(action)));
  // The page is loaded again as it is, whoever asks.
  const auto kind = webkit_navigation_action_get_navigation_type(action);
  if (kind == WEBKIT_NAVIGATION_TYPE_RELOAD && navigation.url == shown_) return true;
  navigation.isRedirect = webkit_navigation_action_is_redirect(action);
  navigation.isUserGesture = webkit_navigation_action_is_user_gesture(action);
  const auto alive = lifetime_.observe();
  const bool allowed = delegate_.viewPolicy().mayNavigate(navigation);
  if (alive.expired()) return false;
  letGoToBlank_ = allowed && navigation.url == "about:blank";
  // Only then there is a load that fails of it.
  if (!allowed && navigation.isRedirect)
    refusal_ = LoadError{0, "redirected to where it may not go", navigation.url, false};
  return allowed;
}

bool PagePolicy::decideResponse(WebKitResponsePolicyDecision* decision) {
  WebKitURIResponse* response = webkit_response_policy_decision_get_response(decision);
  const Navigation navigation = navigationTo(webkit_uri_response_get_uri(response));
  const bool inMainFrame = webkit_response_policy_decision_is_main_frame_main_resource(decision);
  const guint status = webkit_uri_response_get_status_code(response);
  if (inMainFrame && status >= 400 && !isOfTheNetwork(navigation.url)) {
    refusal_ = LoadError{static_cast<int>(status), "the application has no such page", navigation.url, false};
    return false;
  }
  const auto alive = lifetime_.observe();
  const bool allowed = delegate_.viewPolicy().mayShow(navigation, inMainFrame);
  if (alive.expired()) return false;
  if (!allowed && inMainFrame) refusal_ = LoadError{0, "the page may not go there", navigation.url, false};
  return allowed;
}

}  // namespace transom::webkitgtk
