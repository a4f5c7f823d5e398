// SPDX-License-Identifier: MIT
#include <transom/invoke_event.h>
#include <transom/ipc_event.h>

#include "sync_call.h"
#include "web_contents_impl.h"

namespace transom {

void SyncReply::send(const Value& value) const {
  if (call_) call_->answer(value);
}

void SyncReply::fail(const std::exception_ptr& error) const {
  if (call_) call_->fail(error);
}

void ReturnValue::set(const Value& value) const {
  if (call_) call_->answer(value);
}

IpcMainEvent::IpcMainEvent(WebContents& sender, detail::SendingFrame frame, std::shared_ptr<detail::SyncCall> call,
                           MessagePorts ports)
    : returnValue(call), sender_(sender), frame_(std::move(frame)), call_(std::move(call)), ports_(std::move(ports)) {}

IpcMainEvent::~IpcMainEvent() = default;

int IpcMainEvent::processId() const {
  return sender_.osProcessId();
}

int IpcMainInvokeEvent::processId() const {
  return sender_->osProcessId();
}

void IpcMainEvent::replyArguments(std::string_view channel, const Arguments& arguments) const {
  detail::WebContentsImpl::of(sender_).sendToDocument(frame_.document, channel, arguments);
}

SyncReply IpcMainEvent::deferReply() const {
  return SyncReply(call_);
}

}  // namespace transom
