// SPDX-License-Identifier: MIT
#include "test_server.h"

#include <stdexcept>

namespace transom::test {

TestServer::TestServer() : server_(soup_server_new("server-header", "test", nullptr)) {
  soup_server_add_handler(server_, nullptr, onRequest, this, nullptr);
  if (!soup_server_listen_local(server_, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, nullptr)) {
    throw std::runtime_error("no port on the loopback interface");
  }
  GSList* uris = soup_server_get_uris(server_);
  port_ = static_cast<guint>(g_uri_get_port(static_cast<GUri*>(uris->data)));
  g_slist_free_full(uris, reinterpret_cast<GDestroyNotify>(g_uri_unref));
}

TestServer::~TestServer() {
  soup_server_disconnect(server_);
  g_object_unref(server_);
}

void TestServer::serve(std::string_view path, std::string_view html, std::string_view policy) {
  pages_.insert_or_assign(std::string(path), Page{std::string(html), std::string(policy)});
}

void TestServer::redirect(std::string_view path, std::string_view url) {
  redirects_.insert_or_assign(std::string(path), std::string(url));
}

std::string TestServer::url(std::string_view host, std::string_view path) const {
  return "http://" + std::string(host) + ":" + std::to_string(port_) + std::string(path);
}

void TestServer::onRequest(SoupServer*, SoupServerMessage* message, const char* path, GHashTable*, gpointer data) {
  auto* self = static_cast<TestServer*>(data);
  ++self->requests_;
  if (const auto target = self->redirects_.find(std::string_view(path)); target != self->redirects_.end()) {
    soup_server_message_set_redirect(message, SOUP_STATUS_FOUND, target->second.c_str());
    return;
  }
  if (self->waiting_.contains(std::string_view(path))) return soup_server_message_pause(message);
  const auto& pages = self->pages_;
  const auto found = pages.find(std::string_view(path));
  if (found == pages.end()) {
    soup_server_message_set_status(message, SOUP_STATUS_NOT_FOUND, nullptr);
    return;
  }
  const auto& [html, policy] = found->second;
  soup_server_message_set_status(message, SOUP_STATUS_OK, nullptr);
  SoupMessageHeaders* headers = soup_server_message_get_response_headers(message);
  soup_message_headers_append(headers, "Cache-Control", "no-store");
  if (!policy.empty()) soup_message_headers_append(headers, "Content-Security-Policy", policy.c_str());
  soup_server_message_set_response(message, "text/html; charset=utf-8", SOUP_MEMORY_COPY, html.data(), html.size());
}

}  // namespace transom::test
