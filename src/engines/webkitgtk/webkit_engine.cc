// SPDX-License-Identifier: MIT
#include "webkit_engine.h"

#include "extension_directory.h"
#include "page_policy.h"
#include "webkit_view.h"

#include <glib-unix.h>

#include <csignal>
#include <string>
#include <utility>

namespace transom::webkitgtk {
namespace {

/// Never an ephemeral session: WebKit keeps the consoles of its pages to itself.
WebKitNetworkSession* newSession(const EngineOptions& options) {
  auto data = options.dataDirectory / "data";
  auto cache = options.dataDirectory / "cache";
  if (options.dataDirectory.empty()) {
    data = std::filesystem::path(g_get_user_data_dir()) / options.applicationName;
    cache = std::filesystem::path(g_get_user_cache_dir()) / options.applicationName;
  }
  return webkit_network_session_new(data.c_str(), cache.c_str());
}

gboolean onUnixSignal(gpointer callback) {
  (*static_cast<std::function<void()>*>(callback))();
  return G_SOURCE_CONTINUE;
}

/// WebKit would write a file wherever it likes, named by a page.
void onDownloadStarted(WebKitNetworkSession*, WebKitDownload* download, gpointer) {
  webkit_download_cancel(download);
  const char* const url = webkit_uri_request_get_uri(webkit_download_get_request(download));
  PagePolicy::downloadRefused(webkit_download_get_web_view(download), url ? url : "");
}

}  // namespace

WebKitEngine::WebKitEngine(const EngineOptions& options) {
  if (!gtk_init_check()) {
    throw EngineError(
        "cannot open a display: set DISPLAY or WAYLAND_DISPLAY, or run under a virtual one "
        "(apt-get install xvfb xauth; xvfb-run <application>)");
  }
  const auto extensions = findExtensionDirectory(options.webExtensionDirectory);
  mainLoop_ = g_main_loop_new(nullptr, FALSE);
  context_ = webkit_web_context_new();
  webkit_web_context_set_web_process_extensions_directory(context_, extensions.c_str());
  session_ = newSession(options);
  g_signal_connect(session_, "download-started", G_CALLBACK(onDownloadStarted), nullptr);
}

WebKitEngine::~WebKitEngine() {
  g_object_unref(session_);
  g_object_unref(context_);
  g_main_loop_unref(mainLoop_);
}

std::unique_ptr<View> WebKitEngine::createView(const ViewOptions& options, ViewDelegate& delegate) {
  return std::make_unique<WebKitView>(context_, session_, loop_, options, delegate);
}

void WebKitEngine::registerScheme(const std::string& scheme, SchemeHandler handler) {
  schemes_.push_back(std::make_unique<SchemeRequests>(context_, scheme, std::move(handler)));
}

void WebKitEngine::run(std::function<void()> onSignal) {
  const guint interrupt = g_unix_signal_add(SIGINT, onUnixSignal, &onSignal);
  const guint terminate = g_unix_signal_add(SIGTERM, onUnixSignal, &onSignal);
  g_main_loop_run(mainLoop_);
  g_source_remove(terminate);
  g_source_remove(interrupt);
}

void WebKitEngine::quit() {
  g_main_loop_quit(mainLoop_);
}

}  // namespace transom::webkitgtk

extern "C" __attribute__((visibility("default"))) transom::Engine* transomCreateEngine(
    const transom::EngineOptions& options, std::string& error) {
  try {
    return new transom::webkitgtk::WebKitEngine(options);
  } catch (const std::exception& exception) {
    error = exception.what();
    return nullptr;
  }
}
