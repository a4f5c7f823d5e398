// SPDX-License-Identifier: MIT
#include "page_server.h"

#include "byte_range.h"
#include "mime_type.h"
#include "request_path.h"

#include <strings.h>

#include <utility>

namespace transom::pages {
namespace {

std::string_view headerOf(const SchemeRequest& request, const char* name) {
  for (const auto& [key, value] : request.headers) {
    if (strcasecmp(key.c_str(), name) == 0) return value;
  }
  return {};
}

bool isHead(const SchemeRequest& request) {
  return request.method == "HEAD";
}

/// What every answer says: no type is guessed, and nothing is used again unasked, so that what was edited shows on
/// reload. No foreign site may read it, since none is named here, but it may embed scripts, styles and images: the
/// engine asks for these without a word on who wants them.
SchemeResponse plainAnswer(int status, const PageServer::Site* site) {
  SchemeResponse response;
  response.status = status;
  response.contentType = "text/plain; charset=utf-8";
  response.headers = {{"X-Content-Type-Options", "nosniff"}, {"Cache-Control", "no-cache"}};
  if (site && !site->contentSecurityPolicy.empty()) {
    response.headers.emplace_back("Content-Security-Policy", site->contentSecurityPolicy);
  }
  return response;
}

/// `If-Range` and `If-None-Match` compare what a page has with what there is.
bool isCurrent(std::string_view tags, const Content& content) {
  return !content.tag.empty() && tags.find(content.tag) != std::string_view::npos;
}

/// Which part of it is asked for.
ByteRange wantedRange(const SchemeRequest& request, const Content& content) {
  const std::string_view condition = headerOf(request, "If-Range");
  if (isHead(request) || (!condition.empty() && !isCurrent(condition, content))) return rangeOf({}, content.size);
  return rangeOf(headerOf(request, "Range"), content.size);
}

SchemeResponse answerWith(const SchemeRequest& request, const PageServer::Site& site, const std::string& path,
                          const Content& content) {
  const std::string size = std::to_string(content.size);
  const ByteRange range = wantedRange(request, content);
  SchemeResponse response = plainAnswer(200, &site);
  response.headers.emplace_back("Accept-Ranges", "bytes");
  if (!content.tag.empty()) response.headers.emplace_back("ETag", content.tag);
  if (isCurrent(headerOf(request, "If-None-Match"), content)) {
    response.status = 304;
    return response;
  }
  if (range.kind == ByteRange::Kind::unsatisfiable) {
    response.status = 416;
    response.headers.emplace_back("Content-Range", "bytes */" + size);
    return response;
  }
  if (range.kind == ByteRange::Kind::part) {
    response.status = 206;
    response.headers.emplace_back("Content-Range", "bytes " + std::to_string(range.offset) + '-' +
                                                       std::to_string(range.offset + range.length - 1) + '/' + size);
  }
  response.headers.emplace_back("Content-Length", std::to_string(range.length));
  response.contentType = mimeTypeOf(path);
  if (isHead(request)) return response;
  response.length = range.length;
  response.body = content.read(range.offset, range.length);
  return response;
}

}  // namespace

SchemeResponse PageServer::answer(const SchemeRequest& request) const {
  const UrlParts url = partsOf(request.url);
  const auto site = sites_.find(url.authority);
  if (site == sites_.end()) return plainAnswer(404, nullptr);
  if (request.method != "GET" && !isHead(request)) {
    SchemeResponse response = plainAnswer(405, &site->second);
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  const auto path = relativePathOf(url.path);
  auto content = path ? site->second.source->find(*path) : std::nullopt;
  return content ? answerWith(request, site->second, *path, *content) : plainAnswer(404, &site->second);
}

std::string PageServer::whyNotFound(const SchemeRequest& request) const {
  const UrlParts url = partsOf(request.url);
  const auto site = sites_.find(url.authority);
  if (site == sites_.end()) return "no host '" + std::string(url.authority) + "' is served";
  const auto path = relativePathOf(url.path);
  if (!path) return "paths of this form are not served";
  const bool isDirectory = site->second.source->find(*path + "/index.html").has_value();
  const std::string where = "no file '" + *path + "' in " + site->second.source->description();
  return isDirectory ? where + "; it is a directory, whose page is at " + std::string(url.path) + "/" : where;
}

}  // namespace transom::pages
