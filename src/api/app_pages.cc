// SPDX-License-Identifier: MIT
#include "app_pages.h"

#include "pages/bundle_source.h"
#include "pages/directory_source.h"

#include <transom/error.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace transom::detail {
namespace {

/// Those that the web, the engine or rules of access (`process://`) have a meaning for.
constexpr std::array<std::string_view, 22> kReserved{"about",
                                                     "blob",
                                                     "chrome",
                                                     "data",
                                                     "drag",
                                                     "file",
                                                     "filesystem",
                                                     "ftp",
                                                     "http",
                                                     "https",
                                                     "inspector-resource",
                                                     "inspector",
                                                     "javascript",
                                                     "mailto",
                                                     "process",
                                                     "resource",
                                                     "tel",
                                                     "urn",
                                                     "view-source",
                                                     "webkit",
                                                     "ws",
                                                     "wss"};

/// A page can ask for names without end.
constexpr int kMaxMissingLogged = 100;

bool isLowerOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool isScheme(std::string_view text) {
  const auto fits = [](char c) { return isLowerOrDigit(c) || c == '+' || c == '-' || c == '.'; };
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z' && std::all_of(text.begin(), text.end(), fits);
}

bool isReserved(std::string_view scheme) {
  return std::find(kReserved.begin(), kReserved.end(), scheme) != kReserved.end() || scheme.starts_with("webkit-");
}

bool isHost(std::string_view text) {
  const auto fits = [](char c) { return isLowerOrDigit(c) || c == '-' || c == '.'; };
  return !text.empty() && isLowerOrDigit(text.front()) && isLowerOrDigit(text.back()) &&
         std::all_of(text.begin(), text.end(), fits);
}

}  // namespace

void AppPages::serve(std::string_view scheme, const std::filesystem::path& directory, const ServeOptions& options) {
  requireFree(scheme, options);
  const auto path = directory.lexically_normal();
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) {
    throw Error("NotFoundError", "directory of pages not found: " + path.string() +
                                     " is no directory; relative paths of serve() start at App::appPath(), by default "
                                     "the directory of the executable");
  }
  add(scheme, options, std::make_unique<pages::DirectorySource>(path));
}

void AppPages::serve(std::string_view scheme, const ResourceBundle& bundle, const ServeOptions& options) {
  requireFree(scheme, options);
  add(scheme, options, std::make_unique<pages::BundleSource>(bundle));
}

void AppPages::requireFree(std::string_view scheme, const ServeOptions& options) const {
  const std::string name = std::string("'").append(scheme).append("'");
  if (!isScheme(scheme)) {
    throw std::invalid_argument(name + " is no scheme: write lower-case letters, digits, + - or . , such as 'app'");
  }
  if (isReserved(scheme)) throw std::invalid_argument(name + " has a meaning of its own: serve pages as 'app'");
  if (!isHost(options.host)) {
    throw std::invalid_argument("'" + options.host +
                                "' is no host: write lower-case letters, digits, - or . , such as 'main'");
  }
  const auto found = schemes_.find(scheme);
  if (found == schemes_.end() || !found->second->server.hasHost(options.host)) return;
  throw std::invalid_argument(std::string(scheme) + "://" + options.host +
                              " is served already: name another ServeOptions::host");
}

void AppPages::add(std::string_view scheme, const ServeOptions& options, std::unique_ptr<pages::ContentSource> source) {
  auto& served = schemes_[std::string(scheme)];
  if (!served) {
    served = std::make_shared<Served>();
    served->log = log_;
    engine_.registerScheme(std::string(scheme),
                           [served](const SchemeRequest& request) { return answer(*served, request); });
  }
  served->server.addHost(options.host, {std::move(source), options.contentSecurityPolicy});
}

SchemeResponse AppPages::answer(Served& served, const SchemeRequest& request) {
  SchemeResponse response = served.server.answer(request);
  if (response.status == 404 && served.missing < kMaxMissingLogged) {
    ++served.missing;
    served.log->warning("not found: " + request.url.substr(0, 1000) + ": " + served.server.whyNotFound(request) +
                        (served.missing == kMaxMissingLogged ? " (no more of these are logged)" : ""));
  }
  return response;
}

}  // namespace transom::detail
