// SPDX-License-Identifier: MIT
#include "navigation_rules.h"

#include <algorithm>
#include <vector>

namespace transom::detail {
namespace {

constexpr std::string_view kBlob = "blob:";

bool isListed(const std::vector<Origin>& list, const std::string& origin) {
  return std::any_of(list.begin(), list.end(), [&origin](const Origin& each) { return each.text() == origin; });
}

/// The origin of the page as it is, or as the application wants it to be.
bool isOwn(const Navigation& navigation, const std::string& origin) {
  return !origin.empty() && (origin == originOf(navigation.shown) || origin == originOf(navigation.asked));
}

std::string_view withoutFragment(std::string_view url) {
  return url.substr(0, url.find('#'));
}

bool isBlank(std::string_view url) {
  return withoutFragment(url) == "about:blank" || withoutFragment(url) == "about:srcdoc";
}

}  // namespace

std::string originOf(std::string_view url) {
  return Origin::of(url.starts_with(kBlob) ? url.substr(kBlob.size()) : url);
}

bool isMadeByPage(std::string_view url) {
  return isBlank(url) || url.starts_with("data:") || (url.starts_with(kBlob) && originOf(url).empty());
}

bool isNoNavigation(const Navigation& navigation) {
  if (navigation.isRedirect) return false;
  if (navigation.isAsked) return true;
  return navigation.url.find('#') != std::string::npos &&
         withoutFragment(navigation.url) == withoutFragment(navigation.shown);
}

bool mayBePage(const NavigationRules& rules, const Navigation& navigation) {
  if (rules.allowAll || isNoNavigation(navigation) || isBlank(navigation.url)) return true;
  if (navigation.url == navigation.shown) return true;  // the same once more
  const std::string origin = originOf(navigation.url);
  return isOwn(navigation, origin) || isListed(rules.allow, origin);
}

bool mayBeFrame(const NavigationRules& rules, const Navigation& navigation) {
  if (rules.allowAll || rules.allowAllInFrames || isMadeByPage(navigation.url)) return true;
  const std::string origin = originOf(navigation.url);
  return isOwn(navigation, origin) || isListed(rules.allowInFrames, origin);
}

}  // namespace transom::detail
