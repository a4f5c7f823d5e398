// SPDX-License-Identifier: MIT
#pragma once

#include "page_run.h"
#include "samples.h"

#include <transom/task.h>
#include <webkit/webkit.h>

#include <string>
#include <string_view>

namespace transom::bench {

/// How a payload goes through the peer; the names are those of pages/peer.js.
enum class PeerFormat {
  native,  ///< as the value that it is
  base64,  ///< binary, as a string: the handler refuses typed arrays
  json,    ///< JSON in a string, parsed and written again in main, as libraries on top of the handler do
};

/// What an application would use instead: a script message handler with reply in a WebKitWebView, the way in of `bind`
/// in webview-style libraries and of wry. pages/peer.js is the page's half. Measured as OurPage is.
class WebKitPeer {
 public:
  explicit WebKitPeer(App& app);
  ~WebKitPeer();
  WebKitPeer(const WebKitPeer&) = delete;
  WebKitPeer& operator=(const WebKitPeer&) = delete;

  /// Loads the page.
  [[nodiscard]] Task<void> load();

  /// Microseconds of postMessage in the page, until its promise has the answer.
  [[nodiscard]] Task<Samples> roundTrips(std::string_view payload, PeerFormat format, const Budget& budget);
  /// Messages per second from the page to main, without replies.
  [[nodiscard]] Task<Samples> burstToMain(const Budget& budget);
  /// Messages per second from main to the page: a call of webkit_web_view_evaluate_javascript for each.
  [[nodiscard]] Task<Samples> burstToPage(const Budget& budget);

  /// MB/s of a response of a URI scheme of the application's own, which the page fetches and reads as it comes.
  [[nodiscard]] Task<Samples> stream();

 private:
  static void onStreamRequest(WebKitURISchemeRequest* request, gpointer);
  static void onStreamDone(WebKitUserContentManager*, JSCValue*, WebKitPeer*);
  static gboolean onRound(WebKitUserContentManager*, JSCValue* message, WebKitScriptMessageReply* reply, WebKitPeer*);
  static void onBurst(WebKitUserContentManager*, JSCValue*, WebKitPeer*);
  static void onBurstDone(WebKitUserContentManager*, JSCValue*, WebKitPeer*);
  static void onFailed(WebKitUserContentManager*, JSCValue* message, WebKitPeer*);
  static void onLoadChanged(WebKitWebView*, WebKitLoadEvent event, WebKitPeer*);

  static void registerStream(WebKitWebContext* context);
  void connectHandlers(WebKitUserContentManager* manager);
  void evaluate(const std::string& code);

  App& app_;
  PageRun run_;
  PeerFormat format_ = PeerFormat::native;
  TaskSource<void> loaded_;
  WebKitWebView* view_;
  GtkWindow* window_;
};

/// Of the library that is loaded: "2.50.6".
std::string webkitVersion();

}  // namespace transom::bench
