// SPDX-License-Identifier: MIT
#include "web_contents_impl.h"

#include "app_impl.h"
#include "call_listeners.h"
#include "console_log.h"
#include "deadline.h"
#include "encode_message.h"
#include "file_url.h"
#include "page_answer.h"
#include "page_url.h"
#include "script_world.h"

#include <transom/error.h>

#include <utility>

namespace transom::detail {
namespace {

Error destroyed() {
  return {"Error", "WebContents is destroyed"};
}

}  // namespace

WebContentsImpl::WebContentsImpl(AppImpl& app, int id, core::PageRights rights)
    : app_(app), id_(id), rights_(std::move(rights)), navigation_(app), link_(app.limits(), app.log(), *this) {}

WebContentsImpl::~WebContentsImpl() = default;

void WebContentsImpl::open(const std::shared_ptr<WebContents>& self, const ViewFactory& newView, WindowHooks hooks) {
  self_ = self;
  frames_.belongTo(self);
  navigation_.belongTo(self);
  window_ = std::move(hooks);
  view_ = newView(*this);
}

View* WebContentsImpl::view() const {
  app_.requireMainThread();
  return view_.get();
}

const Limits& WebContentsImpl::limits() const {
  return app_.limits();
}

bool WebContentsImpl::mayClose() const {
  return !window_.mayClose || window_.mayClose();
}

void WebContentsImpl::requestClose() {
  const auto self = self_.lock();
  if (view() && mayClose() && view_) view_->close();
}

void WebContentsImpl::send(std::string_view channel, const Arguments& arguments) {
  const Bytes payload = encodeMessage(channel, arguments, app_.limits());
  if (view()) link_.send(channel, payload);
}

Task<Value> WebContentsImpl::invoke(std::chrono::milliseconds timeout, std::string_view channel,
                                    const Arguments& arguments) {
  app_.requireMainThread();
  const Bytes payload = encodeMessage(channel, arguments, app_.limits());
  const TaskSource<Value> source;
  link_.invoke(channel, payload, settling(source, Question::invoke, app_.limits().maxMessageBytes));
  return withDeadline(source.task(), timeout, app_.engine().loop());
}

void WebContentsImpl::sendToDocument(core::DocumentId document, std::string_view channel, const Arguments& arguments) {
  const Bytes payload = encodeMessage(channel, arguments, app_.limits());
  if (view()) link_.sendTo(document, channel, payload);
}

Task<Value> WebContentsImpl::invokeDocument(core::DocumentId document, std::chrono::milliseconds timeout,
                                            std::string_view channel, const Arguments& arguments) {
  app_.requireMainThread();
  const Bytes payload = encodeMessage(channel, arguments, app_.limits());
  const TaskSource<Value> source;
  link_.invokeIn(document, channel, payload, settling(source, Question::invoke, app_.limits().maxMessageBytes));
  return withDeadline(source.task(), timeout, app_.engine().loop());
}

void WebContentsImpl::postMessage(std::optional<core::DocumentId> document, std::string_view channel,
                                  const Value& message, const MessagePorts& ports) {
  app_.requireMainThread();
  const Bytes payload = encodePostedMessage(channel, message, app_.limits());
  auto taken = PortEnd::takeAway(ports);
  if (!view_) return;
  if (document) {
    link_.postMessageTo(*document, channel, payload, taken);
  } else {
    link_.postMessage(channel, payload, std::move(taken));
  }
}

ContentsSender WebContentsImpl::sender() const {
  const Limits& limits = app_.limits();
  return ContentsSender(std::make_shared<SenderTarget>(
      SenderTarget{app_.postBox(), self_, limits.maxMessageBytes, limits.maxChannelBytes}));
}

Task<Value> WebContentsImpl::evaluate(int world, std::string_view code) {
  app_.requireMainThread();
  const TaskSource<Value> source;
  link_.evaluate(worldNumber(world), code, settling(source, Question::script, app_.limits().maxMessageBytes));
  return source.task();
}

Task<Value> WebContentsImpl::evaluateIn(core::DocumentId document, int world, std::string_view code) {
  app_.requireMainThread();
  const TaskSource<Value> source;
  link_.evaluateIn(document, worldNumber(world), code,
                   settling(source, Question::script, app_.limits().maxMessageBytes));
  return source.task();
}

Task<void> WebContentsImpl::loadUrl(const std::string& url) {
  const TaskSource<void> load;
  View* const page = view();
  if (!page) {
    load.reject(destroyed());
    return load.task();
  }
  if (const auto why = whyNoPage(url)) {
    load.reject(Error("LoadError", *why));
    return load.task();
  }
  const auto former = std::exchange(load_, load);
  page->loadUrl(url);
  if (former) {
    former->onUnhandled([](const std::exception_ptr&) {});
    former->reject(Error("AbortError", "another load took its place"));  // the last step: it may close the page
  }
  return load.task();
}

Task<void> WebContentsImpl::loadFile(const std::filesystem::path& path) {
  const auto absolute = (app_.appPath() / path).lexically_normal();
  std::error_code error;
  if (!view() || std::filesystem::is_regular_file(absolute, error)) return loadUrl(fileUrl(absolute));
  const TaskSource<void> load;
  load.onUnhandled([&app = app_](const std::exception_ptr& why) { app.failStart(why); });
  app_.postBox()->post([load] { load.giveUpIfUntaken(); });
  load.reject(Error("NotFoundError", "page file not found: " + absolute.string() +
                                         " is no file; relative paths of loadFile() start at App::appPath(), by "
                                         "default the directory of the executable"));
  return load.task();
}

void WebContentsImpl::stop() {
  View* const page = view();
  if (!page) return;
  page->stop();
  endLoad([](const TaskSource<void>& load) { load.reject(Error("AbortError", "the load was stopped")); });
}

/// The load is taken off first: settling it may begin the next one.
void WebContentsImpl::endLoad(const std::function<void(const TaskSource<void>&)>& settle) {
  if (const auto load = std::exchange(load_, std::nullopt)) settle(*load);
}

void WebContentsImpl::emit(std::string_view event, const Arguments& arguments) {
  const auto self = self_.lock();
  if (!self) return;
  WebContentsEvent contentsEvent(*self);
  callListeners(events_, event, contentsEvent, arguments, app_.log());
}

void WebContentsImpl::viewConnected(std::unique_ptr<Transport> transport, const ConnectingPage& page) {
  const auto self = self_.lock();
  // What the former document said last comes first.
  link_.readWaiting();
  if (!view_) return;
  processId_ = page.processId;
  violated_ = false;
  frames_.clear();
  frames_.vouchFor(Origin::of(page.url));
  link_.connect(std::move(transport), isEntitled(page, opener_) ? rights_ : core::PageRights());
}

void WebContentsImpl::viewLoadFinished() {
  const auto self = self_.lock();
  // The engine says this on a way of its own. What the page said before, above all that it has a new document, comes
  // first: else what is sent now would go to the former one.
  link_.readWaiting();
  if (!view_) return;
  emit("did-finish-load", {});
  endLoad([](const TaskSource<void>& load) { load.resolve(); });
}

void WebContentsImpl::viewJumped() {
  const auto self = self_.lock();
  endLoad([](const TaskSource<void>& load) { load.resolve(); });
}

void WebContentsImpl::viewLoadFailed(const LoadError& error) {
  const auto self = self_.lock();
  emit("did-fail-load", Arguments::of(error.code, error.description, error.url));
  // The end of a load that another one pushed aside is reported while that one is under way already.
  if (error.cancelled) return;
  endLoad([&error](const TaskSource<void>& load) {
    load.reject(Error("LoadError", error.description + " (" + error.url + ")"));
  });
}

void WebContentsImpl::viewProcessGone(const std::string& reason, const std::string& description) {
  const auto self = self_.lock();
  processId_ = 0;
  frames_.clear();
  link_.processGone();
  if (std::exchange(violated_, false)) return;
  endLoad([](const TaskSource<void>& load) { load.reject(Error("LoadError", "the web process is gone")); });
  emit("render-process-gone", Arguments::of(reason, description));
}

void WebContentsImpl::viewClosed() {
  const auto self = self_.lock();
  // The view is the caller; it may be destroyed from here on, and nothing may reach the page any more.
  view_.reset();
  link_.shut();
  frames_.clear();
  endLoad([](const TaskSource<void>& load) {
    load.onUnhandled([](const std::exception_ptr&) {});
    load.reject(destroyed());
  });
  app_.contentsDestroyed(id_);
  emit("destroyed", {});
  if (const auto closed = std::exchange(window_.closed, nullptr)) closed();
}

void WebContentsImpl::linkMessage(const core::IncomingMessage& message) {
  if (const auto self = self_.lock()) app_.receiver().message(self, message);
}

void WebContentsImpl::linkPostMessage(const core::IncomingMessage& message,
                                      const std::vector<std::shared_ptr<core::Port>>& ports) {
  if (const auto self = self_.lock()) app_.receiver().postMessage(self, message, ports);
}

void WebContentsImpl::linkSyncCall(const core::IncomingMessage& message, core::Reply reply) {
  if (const auto self = self_.lock()) app_.receiver().syncCall(self, message, std::move(reply));
}

void WebContentsImpl::linkInvoke(const core::IncomingMessage& message, core::Reply reply, std::stop_token stop) {
  if (const auto self = self_.lock()) app_.receiver().invoke(self, message, std::move(reply), std::move(stop));
}

void WebContentsImpl::linkStream(const core::IncomingMessage& message, core::StreamReply reply, std::stop_token stop) {
  if (const auto self = self_.lock()) app_.receiver().stream(self, message, std::move(reply), std::move(stop));
}

void WebContentsImpl::linkConsole(const core::ConsoleMessage& message) {
  if (app_.loggingEnabled()) printConsoleMessage(message.text);
  if (events_.listenerCount("console-message") == 0) return;
  emit("console-message", Arguments::of(message.level, message.text, message.line, message.sourceUrl));
}

void WebContentsImpl::linkDomReady() {
  emit("dom-ready", {});
}

void WebContentsImpl::linkViolated(const std::string& why) {
  const auto self = self_.lock();
  // A process that breaks the protocol does not run our code any more.
  violated_ = true;
  if (view_) view_->terminateProcess();
  endLoad([&why](const TaskSource<void>& load) { load.reject(Error("LoadError", "protocol violation: " + why)); });
  emit("render-process-gone", Arguments::of("protocol-violation", why));
}

void WebContentsImpl::linkClosed() {
  const auto self = self_.lock();
  if (view_ && !view_->connectionClosed()) link_.shut();
}

}  // namespace transom::detail
