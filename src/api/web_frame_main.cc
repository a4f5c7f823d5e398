// SPDX-License-Identifier: MIT
#include <transom/web_frame_main.h>

#include "port_end.h"
#include "script_world.h"
#include "web_contents_impl.h"
#include "web_frame_impl.h"

#include <transom/error.h>
#include <transom/sending_frame.h>

#include <utility>

namespace transom {
namespace {

using detail::WebContentsImpl;

Task<Value> failed() {
  const TaskSource<Value> source;
  source.reject(Error("Error", "The frame is gone"));
  return source.task();
}

}  // namespace

std::shared_ptr<WebFrameMain> detail::SendingFrame::current() const {
  return frame && WebFrameImpl::of(*frame).document == document ? frame : nullptr;
}

WebFrameMain::WebFrameMain(std::unique_ptr<detail::WebFrameImpl> impl) : impl_(std::move(impl)) {}
WebFrameMain::~WebFrameMain() = default;

std::string WebFrameMain::url() const {
  return impl_->url;
}

std::string WebFrameMain::origin() const {
  return impl_->origin;
}

std::uint64_t WebFrameMain::frameId() const {
  return impl_->id;
}

std::shared_ptr<WebFrameMain> WebFrameMain::parent() const {
  return impl_->parent.lock();
}

std::shared_ptr<WebFrameMain> WebFrameMain::top() const {
  const auto contents = impl_->contents.lock();
  return contents ? WebContentsImpl::of(*contents).frames().mainFrame() : nullptr;
}

std::vector<std::shared_ptr<WebFrameMain>> WebFrameMain::frames() const {
  return impl_->children;
}

std::vector<std::shared_ptr<WebFrameMain>> WebFrameMain::framesInSubtree() const {
  std::vector<std::shared_ptr<WebFrameMain>> all;
  if (const auto up = parent()) {
    for (const auto& sibling : up->impl_->children) {
      if (sibling.get() == this) all.push_back(sibling);
    }
  } else if (const auto main = top(); main.get() == this) {
    all.push_back(main);
  }
  // By index, and by value: it grows on the way.
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto children = all[i]->frames();
    all.insert(all.end(), children.begin(), children.end());
  }
  return all;
}

bool WebFrameMain::detached() const {
  return impl_->document == 0 || impl_->unloading;
}

void WebFrameMain::sendArguments(std::string_view channel, const Arguments& arguments) {
  const auto contents = impl_->contents.lock();
  if (!contents) return;
  if (impl_->mainFrame) return contents->sendArguments(channel, arguments);
  WebContentsImpl::of(*contents).sendToDocument(impl_->document, channel, arguments);
}

void WebFrameMain::postValue(std::string_view channel, const Value& message, const MessagePorts& ports) {
  const auto contents = impl_->contents.lock();
  if (!contents) {
    detail::PortEnd::takeAway(ports);  // and lets them go: they are closed
    return;
  }
  if (impl_->mainFrame) return contents->postValue(channel, message, ports);
  WebContentsImpl::of(*contents).postMessage(impl_->document, channel, message, ports);
}

Task<Value> WebFrameMain::invokeArguments(std::chrono::milliseconds timeout, std::string_view channel,
                                          const Arguments& arguments) {
  const auto contents = impl_->contents.lock();
  if (!contents) return failed();
  if (impl_->mainFrame) return contents->invokeArguments(timeout, channel, arguments);
  return WebContentsImpl::of(*contents).invokeDocument(impl_->document, timeout, channel, arguments);
}

Task<Value> WebFrameMain::executeJavaScript(std::string_view code) {
  return executeJavaScriptInIsolatedWorld(detail::kPageWorld, code);
}

Task<Value> WebFrameMain::executeJavaScriptInIsolatedWorld(int worldId, std::string_view code) {
  const auto contents = impl_->contents.lock();
  if (!contents) return failed();
  WebContentsImpl& page = WebContentsImpl::of(*contents);
  if (impl_->mainFrame) return page.evaluate(worldId, code);
  return page.evaluateIn(impl_->document, worldId, code);
}

IpcMain& WebFrameMain::ipc() {
  return impl_->ipc;
}

}  // namespace transom
