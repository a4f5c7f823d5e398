// SPDX-License-Identifier: MIT
#include <transom/ipc_renderer.h>

#include "renderer/inherited_connection.h"
#include "renderer/renderer_impl.h"

#include <tuple>
#include <utility>

namespace transom {

IpcRenderer IpcRenderer::connect(const IpcRendererOptions& options) {
  return IpcRenderer(std::make_shared<detail::RendererImpl>(renderer::takeInheritedConnection(), options));
}

IpcRenderer::IpcRenderer(const std::shared_ptr<detail::RendererImpl>& impl) : impl_(impl) {
  impl_->start(*this);
}

IpcRenderer::~IpcRenderer() {
  impl_->abandon();
}

void IpcRenderer::sendArguments(std::string_view channel, const Arguments& arguments) {
  impl_->send(channel, arguments);
}

void IpcRenderer::postValue(std::string_view channel, const Value& message, const MessagePorts& ports) {
  impl_->postMessage(channel, message, ports);
}

Value IpcRenderer::sendSyncArguments(std::string_view channel, const Arguments& arguments) {
  return impl_->sendSync(channel, arguments);
}

Task<Value> IpcRenderer::invokeArguments(const InvokeOptions& options, std::string_view channel,
                                         const Arguments& arguments) {
  return impl_->invoke(options, channel, arguments);
}

std::shared_ptr<detail::IncomingStream> IpcRenderer::openStream(const InvokeOptions& options, std::string_view channel,
                                                                const Arguments& arguments) {
  return impl_->stream(options, channel, arguments);
}

void IpcRenderer::addHandler(std::string_view channel, detail::HandlerOf<detail::RendererCall> handler, bool once) {
  impl_->addHandler(channel, std::move(handler), once);
}

void IpcRenderer::removeHandler(std::string_view channel) {
  impl_->removeHandler(channel);
}

int IpcRenderer::run() {
  return impl_->run();
}

void IpcRenderer::quit(int status) {
  impl_->quit(status);
}

void IpcRenderer::post(std::function<void()> task) const {
  impl_->post(std::move(task));
}

int IpcRenderer::descriptor() const {
  return impl_->descriptor();
}

void IpcRenderer::dispatch() {
  impl_->dispatch();
}

MessageChannel::MessageChannel(IpcRenderer& ipcRenderer) {
  std::tie(port1_, port2_) = ipcRenderer.impl_->newChannel();
}

bool IpcRenderer::isConnected() const {
  return impl_->isConnected();
}

std::string IpcRenderer::serviceName() const {
  const std::string& origin = impl_->origin();
  const std::size_t end = origin.find("://");
  return end == std::string::npos ? origin : origin.substr(end + 3);
}

}  // namespace transom
