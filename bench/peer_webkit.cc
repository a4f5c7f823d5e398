// SPDX-License-Identifier: MIT
#include "peer_webkit.h"

#include "payloads.h"
#include "stream_rounds.h"

#include <libsoup/soup.h>
#include <nlohmann/json.hpp>

#include <stdexcept>

namespace transom::bench {
namespace {

// As pages/peer.js has it.
constexpr const char* kPeerScheme = "transom-bench-peer";

const char* nameOf(PeerFormat format) {
  switch (format) {
    case PeerFormat::native: return "native";
    case PeerFormat::base64: return "base64";
    case PeerFormat::json: break;
  }
  return "json";
}

std::string textOf(JSCValue* value) {
  char* const text = jsc_value_to_string(value);
  std::string result(text);
  g_free(text);
  return result;
}

JSCValue* newText(JSCValue* like, const std::string& text) {
  return jsc_value_new_string(jsc_value_get_context(like), text.c_str());
}

/// Main takes the payload out of the message, as a listener does, and puts it into the answer.
JSCValue* newEcho(JSCValue* message, PeerFormat format) {
  switch (format) {
    case PeerFormat::native: break;
    case PeerFormat::base64: return newText(message, toBase64(fromBase64(textOf(message))));
    case PeerFormat::json: return newText(message, nlohmann::json::parse(textOf(message)).dump());
  }
  return JSC_VALUE(g_object_ref(message));
}

/// All of a stream, of one chunk's memory.
GInputStream* newStreamBody() {
  GInputStream* const body = g_memory_input_stream_new();
  GBytes* const chunk = g_bytes_new_take(g_malloc0(kStreamChunkBytes), kStreamChunkBytes);
  for (std::size_t bytes = 0; bytes < kStreamBytes; bytes += kStreamChunkBytes) {
    g_memory_input_stream_add_bytes(G_MEMORY_INPUT_STREAM(body), chunk);
  }
  g_bytes_unref(chunk);
  return body;
}

WebKitUserContentManager* managerOf(WebKitWebView* view) {
  return webkit_web_view_get_user_content_manager(view);
}

}  // namespace

WebKitPeer::WebKitPeer(App& app)
    : app_(app), run_(app), view_(WEBKIT_WEB_VIEW(webkit_web_view_new())), window_(GTK_WINDOW(gtk_window_new())) {
  gtk_window_set_title(window_, "transom-bench: the peer");
  gtk_window_set_default_size(window_, 800, 600);
  gtk_window_set_child(window_, GTK_WIDGET(view_));
  connectHandlers(managerOf(view_));
  registerStream(webkit_web_view_get_context(view_));
  g_signal_connect(view_, "load-changed", G_CALLBACK(onLoadChanged), this);
  gtk_window_present(window_);
}

WebKitPeer::~WebKitPeer() {
  g_signal_handlers_disconnect_by_data(managerOf(view_), this);
  g_signal_handlers_disconnect_by_data(view_, this);
  gtk_window_destroy(window_);
}

void WebKitPeer::connectHandlers(WebKitUserContentManager* manager) {
  g_signal_connect(manager, "script-message-with-reply-received::rounds", G_CALLBACK(onRound), this);
  g_signal_connect(manager, "script-message-received::burst", G_CALLBACK(onBurst), this);
  g_signal_connect(manager, "script-message-received::burstDone", G_CALLBACK(onBurstDone), this);
  g_signal_connect(manager, "script-message-received::streamDone", G_CALLBACK(onStreamDone), this);
  g_signal_connect(manager, "script-message-received::failed", G_CALLBACK(onFailed), this);
  webkit_user_content_manager_register_script_message_handler_with_reply(manager, "rounds", nullptr);
  for (const char* name : {"burst", "burstDone", "streamDone", "failed"}) {
    webkit_user_content_manager_register_script_message_handler(manager, name, nullptr);
  }
}

void WebKitPeer::registerStream(WebKitWebContext* context) {
  webkit_security_manager_register_uri_scheme_as_cors_enabled(webkit_web_context_get_security_manager(context),
                                                              kPeerScheme);
  webkit_web_context_register_uri_scheme(context, kPeerScheme, onStreamRequest, nullptr, nullptr);
}

Task<void> WebKitPeer::load() {
  const std::string page = (app_.appPath() / "pages" / "peer.html").string();
  webkit_web_view_load_uri(view_, ("file://" + page).c_str());
  return loaded_.task();
}

Task<Samples> WebKitPeer::roundTrips(std::string_view payload, PeerFormat format, const Budget& budget) {
  format_ = format;
  evaluate("startRounds('" + std::string(payload) + "', '" + nameOf(format) + "')");
  return run_.beginRoundTrips(budget);
}

Task<Samples> WebKitPeer::burstToMain(const Budget& budget) {
  auto result = run_.beginBurst(budget);
  evaluate("startBurst(" + std::to_string(budget.burst) + ")");
  return result;
}

Task<Samples> WebKitPeer::burstToPage(const Budget& budget) {
  const std::string message = "receive(" + payloadJson("16B").dump() + ")";
  evaluate("expectBurst(" + std::to_string(budget.burst) + ")");
  auto result = run_.beginBurst(budget);
  for (std::size_t i = 0; i < budget.burst; ++i) evaluate(message);
  return result;
}

Task<Samples> WebKitPeer::stream() {
  auto result = run_.beginStream(kStreamBytes);
  evaluate("readStream(" + std::to_string(kStreamBytes) + ")");
  return result;
}

void WebKitPeer::evaluate(const std::string& code) {
  webkit_web_view_evaluate_javascript(view_, code.data(), static_cast<gssize>(code.size()), nullptr, nullptr, nullptr,
                                      nullptr, nullptr);
}

gboolean WebKitPeer::onRound(WebKitUserContentManager*, JSCValue* message, WebKitScriptMessageReply* reply,
                             WebKitPeer* self) {
  JSCValue* const answer =
      self->run_.roundTripped() ? newEcho(message, self->format_) : jsc_value_new_null(jsc_value_get_context(message));
  webkit_script_message_reply_return_value(reply, answer);
  g_object_unref(answer);
  return TRUE;
}

void WebKitPeer::onBurst(WebKitUserContentManager*, JSCValue*, WebKitPeer* self) {
  self->run_.messageArrived();
}

void WebKitPeer::onBurstDone(WebKitUserContentManager*, JSCValue*, WebKitPeer* self) {
  self->run_.endBurst();
}

void WebKitPeer::onStreamDone(WebKitUserContentManager*, JSCValue*, WebKitPeer* self) {
  self->run_.endStream();
}

void WebKitPeer::onStreamRequest(WebKitURISchemeRequest* request, gpointer) {
  GInputStream* const body = newStreamBody();
  WebKitURISchemeResponse* const response = webkit_uri_scheme_response_new(body, kStreamBytes);
  SoupMessageHeaders* const headers = soup_message_headers_new(SOUP_MESSAGE_HEADERS_RESPONSE);
  soup_message_headers_append(headers, "Access-Control-Allow-Origin", "*");
  webkit_uri_scheme_response_set_http_headers(response, headers);  // which it owns now
  webkit_uri_scheme_request_finish_with_response(request, response);
  g_object_unref(response);
  g_object_unref(body);
}

void WebKitPeer::onFailed(WebKitUserContentManager*, JSCValue* message, WebKitPeer* self) {
  self->run_.fail("the peer's page failed: " + textOf(message));
}

void WebKitPeer::onLoadChanged(WebKitWebView*, WebKitLoadEvent event, WebKitPeer* self) {
  if (event == WEBKIT_LOAD_FINISHED) self->app_.post([loaded = self->loaded_] { loaded.resolve(); });
}

std::string webkitVersion() {
  return std::to_string(webkit_get_major_version()) + "." + std::to_string(webkit_get_minor_version()) + "." +
         std::to_string(webkit_get_micro_version());
}

}  // namespace transom::bench
