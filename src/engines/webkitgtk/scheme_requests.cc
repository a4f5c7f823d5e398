// SPDX-License-Identifier: MIT
#include "scheme_requests.h"

#include "body_stream.h"

#include <libsoup/soup.h>

#include <utility>

namespace transom::webkitgtk {
namespace {

constexpr std::size_t kMaxAnswered = 64;
// More than any page loads at once; a page that floods its own engine gets errors.
constexpr std::size_t kMaxWaiting = 65536;

SchemeRequest requestOf(WebKitURISchemeRequest* request) {
  SchemeRequest result;
  result.method = webkit_uri_scheme_request_get_http_method(request);
  result.url = webkit_uri_scheme_request_get_uri(request);
  SoupMessageHeaders* headers = webkit_uri_scheme_request_get_http_headers(request);
  if (!headers) return result;
  soup_message_headers_foreach(
      headers,
      [](const char* name, const char* value, gpointer list) {
        static_cast<HeaderList*>(list)->emplace_back(name, value);
      },
      &result.headers);
  return result;
}

SoupMessageHeaders* newHeaders(const SchemeResponse& response) {
  SoupMessageHeaders* headers = soup_message_headers_new(SOUP_MESSAGE_HEADERS_RESPONSE);
  // WebKit forgets the response's own content type as soon as there are headers.
  soup_message_headers_append(headers, "Content-Type", response.contentType.c_str());
  for (const auto& [name, value] : response.headers) soup_message_headers_append(headers, name.c_str(), value.c_str());
  return headers;
}

void refuse(WebKitURISchemeRequest* request) {
  GError* error = g_error_new_literal(WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_FAILED, "too many requests at once");
  webkit_uri_scheme_request_finish_error(request, error);
  g_error_free(error);
}

}  // namespace

/// The engine keeps a request until it is answered or the page has given it up. WebKit doesn't mind being answered
/// then, and reads to the end for nobody.
class SchemeRequests::Waiting {
 public:
  explicit Waiting(WebKitURISchemeRequest* request) { g_weak_ref_init(&request_, request); }
  ~Waiting() { g_weak_ref_clear(&request_); }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

  /// A reference for the caller; null if the page has given it up.
  WebKitURISchemeRequest* take() { return static_cast<WebKitURISchemeRequest*>(g_weak_ref_get(&request_)); }

 private:
  GWeakRef request_;
};

SchemeRequests::SchemeRequests(WebKitWebContext* context, const std::string& scheme, SchemeHandler handler)
    : handler_(std::move(handler)) {
  WebKitSecurityManager* security = webkit_web_context_get_security_manager(context);
  webkit_security_manager_register_uri_scheme_as_secure(security, scheme.c_str());
  webkit_security_manager_register_uri_scheme_as_cors_enabled(security, scheme.c_str());
  webkit_web_context_register_uri_scheme(context, scheme.c_str(), onRequest, this, nullptr);
}

SchemeRequests::~SchemeRequests() {
  for (GObject* request : answered_) g_object_weak_unref(request, onRequestGone, this);
}

void SchemeRequests::onRequest(WebKitURISchemeRequest* request, gpointer data) {
  auto* self = static_cast<SchemeRequests*>(data);
  if (self->waiting_.size() >= kMaxWaiting) return refuse(request);
  self->waiting_.push_back(std::make_unique<Waiting>(request));
  self->answerNext();
}

void SchemeRequests::onRequestGone(gpointer data, GObject* request) {
  auto* self = static_cast<SchemeRequests*>(data);
  self->answered_.erase(request);
  self->answerNext();
}

void SchemeRequests::answerNext() {
  // A request may be over as soon as it is answered: that must not come back here.
  if (std::exchange(answering_, true)) return;
  while (!waiting_.empty() && answered_.size() < kMaxAnswered) {
    WebKitURISchemeRequest* request = waiting_.front()->take();
    waiting_.pop_front();
    if (!request) continue;
    answered_.insert(G_OBJECT(request));
    g_object_weak_ref(G_OBJECT(request), onRequestGone, this);
    answer(request);
    g_object_unref(request);
  }
  answering_ = false;
}

void SchemeRequests::answer(WebKitURISchemeRequest* request) {
  SchemeResponse answer = handler_(requestOf(request));
  GInputStream* stream = newBodyStream(std::move(answer.body));
  WebKitURISchemeResponse* response = webkit_uri_scheme_response_new(stream, static_cast<gint64>(answer.length));
  webkit_uri_scheme_response_set_status(response, static_cast<guint>(answer.status), nullptr);
  webkit_uri_scheme_response_set_content_type(response, answer.contentType.c_str());
  webkit_uri_scheme_response_set_http_headers(response, newHeaders(answer));  // takes them
  webkit_uri_scheme_request_finish_with_response(request, response);
  g_object_unref(response);
  g_object_unref(stream);
}

}  // namespace transom::webkitgtk
