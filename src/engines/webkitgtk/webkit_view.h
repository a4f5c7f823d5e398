// SPDX-License-Identifier: MIT
#pragma once

#include "base/lifetime.h"
#include "page_policy.h"

#include <transom/interfaces/engine.h>

#include <webkit/webkit.h>

#include <memory>
#include <string>

namespace transom::webkitgtk {

/// One GtkWindow that holds one WebKitWebView.
class WebKitView final : public View {
 public:
  WebKitView(WebKitWebContext* context, WebKitNetworkSession* session, EventLoop& loop, const ViewOptions& options,
             ViewDelegate& delegate);
  /// The view of a window that the page of `opener` asks for: shares its process, as pages that know each other must.
  WebKitView(const WebKitView& opener, const std::string& url, const ViewOptions& options, ViewDelegate& delegate);
  ~WebKitView() override;
  WebKitView(const WebKitView&) = delete;
  WebKitView& operator=(const WebKitView&) = delete;

  void loadUrl(const std::string& url) override;
  void reload() override;
  void stop() override;
  std::string url() const override;
  std::string pageTitle() const override;
  void show() override;
  void hide() override;
  bool isVisible() const override;
  void setTitle(const std::string& title) override;
  std::string title() const override;
  void setSize(Size size) override;
  Size size() const override;
  void close() override;
  void openDevTools() override;
  void closeDevTools() override;
  bool isDevToolsOpened() const override;
  void terminateProcess() override;

 private:
  /// Takes over the reference to `view`.
  WebKitView(WebKitWebView* view, EventLoop& loop, const ViewOptions& options, ViewDelegate& delegate,
             const PagePolicy* opener);
  void connectSignals();
  void detach();
  void showPageTitle();
  void tellLoadFailed(const LoadError& error);

  static GtkWidget* onCreate(WebKitWebView*, WebKitNavigationAction* action, WebKitView* self);
  static void onLoadChanged(WebKitWebView*, WebKitLoadEvent event, WebKitView* self);
  static gboolean onLoadFailed(WebKitWebView*, WebKitLoadEvent, const char* url, GError* error, WebKitView* self);
  static gboolean onTlsFailed(WebKitWebView*, const char* url, GTlsCertificate*, GTlsCertificateFlags,
                              WebKitView* self);
  static gboolean onUserMessage(WebKitWebView*, WebKitUserMessage* message, WebKitView* self);
  static void onProcessTerminated(WebKitWebView*, WebKitWebProcessTerminationReason reason, WebKitView* self);
  static void onTitleChanged(WebKitWebView*, GParamSpec*, WebKitView* self);
  static void onPageCloses(WebKitWebView*, WebKitView* self);
  static gboolean onCloseRequest(GtkWindow*, WebKitView* self);
  static void onDestroyed(GtkWidget*, WebKitView* self);

  EventLoop& loop_;
  ViewDelegate* delegate_;              // null once it was told viewClosed()
  GtkWindow* window_;                   // null once it is gone
  WebKitWebView* view_;                 // a reference of our own
  std::unique_ptr<PagePolicy> policy_;  // null after detach()
  bool ownTitle_;
  bool devToolsOpen_ = false;
  bool loadFailed_ = false;
  std::string started_;  // the URL of the load under way
  bool isTellingFailure_ = false;
  std::unique_ptr<EventLoop::Registration> later_;  // what loadUrl() has left to do
  std::string committed_;                           // the URL of what is shown
  std::string requested_;                           // what WebKit was asked to load and has not begun; empty: nothing
  Lifetime lifetime_;
};

}  // namespace transom::webkitgtk
