// SPDX-License-Identifier: MIT
#include "webkit_view.h"

#include "base/linger.h"
#include "transports/unix/unix_transport.h"
#include "view_settings.h"

#include <chrono>
#include <optional>
#include <string_view>

#include <gio/gunixfdlist.h>
#include <sys/socket.h>
#include <unistd.h>

namespace transom::webkitgtk {
namespace {

constexpr std::string_view kBlank = "about:blank";

std::string textOf(const char* text) {
  return text ? text : "";
}

WebKitWebView* newWebView(WebKitWebContext* context, WebKitNetworkSession* session, bool devTools) {
  WebKitSettings* settings = newViewSettings(devTools);
  auto* view = WEBKIT_WEB_VIEW(g_object_new(WEBKIT_TYPE_WEB_VIEW, "web-context", context, "network-session", session,
                                            "settings", settings, nullptr));
  g_object_unref(settings);
  return WEBKIT_WEB_VIEW(g_object_ref_sink(view));
}

WebKitWebView* newRelatedView(WebKitWebView* opener, bool devTools) {
  WebKitSettings* settings = newViewSettings(devTools);
  auto* view =
      WEBKIT_WEB_VIEW(g_object_new(WEBKIT_TYPE_WEB_VIEW, "related-view", opener, "settings", settings, nullptr));
  g_object_unref(settings);
  return WEBKIT_WEB_VIEW(g_object_ref_sink(view));
}

/// The process that made the pair of sockets, which is the page's; translated by the kernel into our numbering.
int processBehind(int socket) {
  ucred credentials{};
  socklen_t size = sizeof credentials;
  return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0 ? credentials.pid : 0;
}

/// Takes the one descriptor out of `message`, or -1. All of them are closed with it, without waiting.
int takeDescriptor(WebKitUserMessage* message) {
  GUnixFDList* list = webkit_user_message_get_fd_list(message);
  const int count = list ? g_unix_fd_list_get_length(list) : 0;
  for (int i = 0; i < count; ++i) switchLingerOff(g_unix_fd_list_peek_fds(list, nullptr)[i]);
  if (count != 1) return -1;
  return g_unix_fd_list_get(list, 0, nullptr);
}

/// What the page's process says along with it, or nothing.
std::string takeOrigin(WebKitUserMessage* message) {
  GVariant* const origin = webkit_user_message_get_parameters(message);
  const bool isText = origin && g_variant_is_of_type(origin, G_VARIANT_TYPE_STRING);
  return isText ? g_variant_get_string(origin, nullptr) : std::string();
}

int socketOption(int descriptor, int option) {
  int value = -1;
  socklen_t size = sizeof value;
  return getsockopt(descriptor, SOL_SOCKET, option, &value, &size) == 0 ? value : -1;
}

/// Main must never wait on what a page's process sent: only one end of a pair will do. A listener never brings a byte,
/// and to close a socket of another family may take as long as its owner said (SO_LINGER).
bool isUnixStream(int descriptor) {
  return socketOption(descriptor, SO_DOMAIN) == AF_UNIX && socketOption(descriptor, SO_TYPE) == SOCK_STREAM &&
         socketOption(descriptor, SO_ACCEPTCONN) == 0;
}

/// Whether loading `url` only jumps to a place in the document that `shown` is.
bool isWithinDocument(const std::string& shown, const std::string& url) {
  const auto hash = url.find('#');
  return hash != std::string::npos && !shown.empty() && shown != url &&
         shown.substr(0, shown.find('#')) == url.substr(0, hash);
}

const char* reasonName(WebKitWebProcessTerminationReason reason) {
  switch (reason) {
    case WEBKIT_WEB_PROCESS_EXCEEDED_MEMORY_LIMIT: return "oom";
    case WEBKIT_WEB_PROCESS_TERMINATED_BY_API: return "killed";
    case WEBKIT_WEB_PROCESS_CRASHED: break;
  }
  return "crashed";
}

}  // namespace

WebKitView::WebKitView(WebKitWebContext* context, WebKitNetworkSession* session, EventLoop& loop,
                       const ViewOptions& options, ViewDelegate& delegate)
    : WebKitView(newWebView(context, session, options.devTools), loop, options, delegate, nullptr) {}

WebKitView::WebKitView(const WebKitView& opener, const std::string& url, const ViewOptions& options,
                       ViewDelegate& delegate)
    : WebKitView(newRelatedView(opener.view_, options.devTools), opener.loop_, options, delegate,
                 opener.policy_.get()) {
  policy_->askedByOpener(url);
}

WebKitView::WebKitView(WebKitWebView* view, EventLoop& loop, const ViewOptions& options, ViewDelegate& delegate,
                       const PagePolicy* opener)
    : loop_(loop),
      delegate_(&delegate),
      window_(GTK_WINDOW(gtk_window_new())),
      view_(view),
      policy_(std::make_unique<PagePolicy>(view, delegate, opener)),
      ownTitle_(!options.title.empty()) {
  gtk_window_set_default_size(window_, options.size.width, options.size.height);
  gtk_window_set_title(window_, options.title.c_str());
  gtk_window_set_child(window_, GTK_WIDGET(view_));
  connectSignals();
  if (options.show) gtk_window_present(window_);
}

WebKitView::~WebKitView() {
  detach();
  if (window_) gtk_window_destroy(window_);
  g_object_unref(view_);
}

void WebKitView::connectSignals() {
  g_signal_connect(view_, "create", G_CALLBACK(onCreate), this);
  g_signal_connect(view_, "load-changed", G_CALLBACK(onLoadChanged), this);
  g_signal_connect(view_, "load-failed", G_CALLBACK(onLoadFailed), this);
  g_signal_connect(view_, "load-failed-with-tls-errors", G_CALLBACK(onTlsFailed), this);
  g_signal_connect(view_, "user-message-received", G_CALLBACK(onUserMessage), this);
  g_signal_connect(view_, "web-process-terminated", G_CALLBACK(onProcessTerminated), this);
  g_signal_connect(view_, "notify::title", G_CALLBACK(onTitleChanged), this);
  g_signal_connect(view_, "close", G_CALLBACK(onPageCloses), this);
  g_signal_connect(window_, "close-request", G_CALLBACK(onCloseRequest), this);
  g_signal_connect(window_, "destroy", G_CALLBACK(onDestroyed), this);
  WebKitWebInspector* inspector = webkit_web_view_get_inspector(view_);
  g_signal_connect(inspector, "closed",
                   G_CALLBACK(+[](WebKitWebInspector*, WebKitView* self) { self->devToolsOpen_ = false; }), this);
}

void WebKitView::detach() {
  delegate_ = nullptr;
  policy_.reset();
  later_.reset();
  g_signal_handlers_disconnect_by_data(view_, this);
  g_signal_handlers_disconnect_by_data(webkit_web_view_get_inspector(view_), this);
  if (window_) g_signal_handlers_disconnect_by_data(window_, this);
}

void WebKitView::loadUrl(const std::string& url) {
  if (isTellingFailure_) {
    // WebKit has no address yet for what it is asked to load now, so what it asks about that would be nobody's wish.
    later_ = loop_.callAfter(std::chrono::milliseconds(0), [this, url] { loadUrl(url); });
    return;
  }
  later_.reset();
  const std::string former = webkit_web_view_is_loading(view_) ? std::string() : this->url();
  webkit_web_view_load_uri(view_, url.c_str());
  requested_ = this->url();  // as WebKit writes it
  policy_->asked(requested_);
  if (!isWithinDocument(former, requested_)) return;
  // Nothing is loaded, so nothing tells of its end.
  requested_.clear();
  later_ = loop_.callAfter(std::chrono::milliseconds(0), [this] { delegate_->viewJumped(); });
}

void WebKitView::reload() {
  webkit_web_view_reload(view_);
}

void WebKitView::stop() {
  later_.reset();
  webkit_web_view_stop_loading(view_);
  requested_.clear();
}

std::string WebKitView::url() const {
  return textOf(webkit_web_view_get_uri(view_));
}

std::string WebKitView::pageTitle() const {
  return textOf(webkit_web_view_get_title(view_));
}

void WebKitView::show() {
  gtk_window_present(window_);
}

void WebKitView::hide() {
  gtk_widget_set_visible(GTK_WIDGET(window_), FALSE);
}

bool WebKitView::isVisible() const {
  return gtk_widget_get_visible(GTK_WIDGET(window_));
}

void WebKitView::setTitle(const std::string& title) {
  ownTitle_ = true;
  gtk_window_set_title(window_, title.c_str());
}

std::string WebKitView::title() const {
  return textOf(gtk_window_get_title(window_));
}

void WebKitView::setSize(Size size) {
  gtk_window_set_default_size(window_, size.width, size.height);
}

Size WebKitView::size() const {
  Size size;
  gtk_window_get_default_size(window_, &size.width, &size.height);
  return size;
}

void WebKitView::close() {
  gtk_window_destroy(window_);
}

void WebKitView::openDevTools() {
  if (!webkit_settings_get_enable_developer_extras(webkit_web_view_get_settings(view_))) return;
  webkit_web_inspector_show(webkit_web_view_get_inspector(view_));
  devToolsOpen_ = true;
}

void WebKitView::closeDevTools() {
  webkit_web_inspector_close(webkit_web_view_get_inspector(view_));
  devToolsOpen_ = false;
}

bool WebKitView::isDevToolsOpened() const {
  return devToolsOpen_;
}

void WebKitView::terminateProcess() {
  webkit_web_view_terminate_web_process(view_);
}

void WebKitView::showPageTitle() {
  if (!ownTitle_) gtk_window_set_title(window_, pageTitle().c_str());
}

void WebKitView::tellLoadFailed(const LoadError& error) {
  const auto alive = lifetime_.observe();
  isTellingFailure_ = true;
  delegate_->viewLoadFailed(error);
  if (!alive.expired()) isTellingFailure_ = false;
}

GtkWidget* WebKitView::onCreate(WebKitWebView* opener, WebKitNavigationAction* action, WebKitView* self) {
  // WebKit goes on with the page of `opener` once it has its answer, whoever closes that window meanwhile.
  g_idle_add_once(g_object_unref, g_object_ref(opener));
  const WindowRequest request{.url = textOf(webkit_uri_request_get_uri(webkit_navigation_action_get_request(action))),
                              .shown = self->policy_->shown(),
                              .isUserGesture = webkit_navigation_action_is_user_gesture(action) != FALSE};
  GtkWidget* made = nullptr;
  const ViewMaker make = [&](const ViewOptions& options, ViewDelegate& delegate) {
    auto view = std::make_unique<WebKitView>(*self, request.url, options, delegate);
    made = GTK_WIDGET(view->view_);
    return view;
  };
  return self->delegate_->viewPolicy().openWindow(request, make) ? made : nullptr;
}

void WebKitView::onLoadChanged(WebKitWebView*, WebKitLoadEvent event, WebKitView* self) {
  if (event == WEBKIT_LOAD_STARTED) {
    self->loadFailed_ = false;
    self->started_ = self->url();
    self->requested_.clear();
    static_cast<void>(self->policy_->takeRefusal());
    return self->delegate_->viewLoadStarted();
  }
  if (event == WEBKIT_LOAD_COMMITTED) {
    self->committed_ = self->url();
    self->policy_->committed(self->committed_);
    return self->delegate_->viewCommitted(self->committed_);
  }
  // WebKit says "finished" after a failure, too; and before it begins what was requested, it may finish what was under
  // way.
  const bool ended = event == WEBKIT_LOAD_FINISHED;
  if (!ended || self->loadFailed_ || !self->requested_.empty()) return;
  // So ends what WebKit refuses without a word, such as a port that pages may not use.
  const bool refused =
      self->url() == kBlank && self->started_ != kBlank && !self->started_.empty() && !self->policy_->letGoToBlank();
  if (!refused) return self->delegate_->viewLoadFinished();
  self->tellLoadFailed({0, "the engine refused to load it", self->started_, false});
}

gboolean WebKitView::onLoadFailed(WebKitWebView*, WebKitLoadEvent, const char* url, GError* error, WebKitView* self) {
  self->loadFailed_ = true;
  const bool former = !self->requested_.empty() && self->requested_ != textOf(url);
  const bool cancelled = former || g_error_matches(error, WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED);
  const auto refusal =
      g_error_matches(error, WEBKIT_POLICY_ERROR, WEBKIT_POLICY_ERROR_FRAME_LOAD_INTERRUPTED_BY_POLICY_CHANGE)
          ? self->policy_->takeRefusal()
          : std::nullopt;
  self->tellLoadFailed(refusal.value_or(LoadError{error->code, textOf(error->message), textOf(url), cancelled}));
  // WebKit's own page about it would be one more load, whose end looks like that of the next one the application asks
  // for.
  return TRUE;
}

gboolean WebKitView::onTlsFailed(WebKitWebView*, const char* url, GTlsCertificate*, GTlsCertificateFlags flags,
                                 WebKitView* self) {
  self->loadFailed_ = true;
  self->tellLoadFailed({static_cast<int>(flags), "the server's certificate is not trusted", textOf(url), false});
  return TRUE;
}

gboolean WebKitView::onUserMessage(WebKitWebView*, WebKitUserMessage* message, WebKitView* self) {
  const int socket = takeDescriptor(message);
  const bool isOurs = textOf(webkit_user_message_get_name(message)) == "transom-connect";
  if (socket < 0) return isOurs;
  if (!isOurs) {
    ::close(socket);
    return FALSE;
  }
  if (isUnixStream(socket)) {
    const ConnectingPage page{.processId = processBehind(socket),
                              .url = self->committed_,
                              .isAsked = self->policy_->showsAsked(),
                              .origin = takeOrigin(message)};
    self->delegate_->viewConnected(makeUnixTransport(socket, self->loop_), page);
  } else {
    ::close(socket);
  }
  return TRUE;
}

void WebKitView::onProcessTerminated(WebKitWebView*, WebKitWebProcessTerminationReason reason, WebKitView* self) {
  self->delegate_->viewProcessGone(reasonName(reason), "the web process is gone");
}

void WebKitView::onTitleChanged(WebKitWebView*, GParamSpec*, WebKitView* self) {
  self->showPageTitle();
}

void WebKitView::onPageCloses(WebKitWebView*, WebKitView* self) {
  self->delegate_->viewCloseRequested();
}

gboolean WebKitView::onCloseRequest(GtkWindow*, WebKitView* self) {
  self->delegate_->viewCloseRequested();
  return TRUE;  // GTK closes nothing by itself; the view may be gone already
}

void WebKitView::onDestroyed(GtkWidget*, WebKitView* self) {
  ViewDelegate* delegate = self->delegate_;
  self->detach();
  self->window_ = nullptr;
  delegate->viewClosed();
}

}  // namespace transom::webkitgtk
