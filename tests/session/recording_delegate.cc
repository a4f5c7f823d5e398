// SPDX-License-Identifier: MIT
#include "session/recording_delegate.h"

#include <gtest/gtest.h>

#include <utility>

namespace transom::test {
namespace {

std::string describe(const char* what, const core::IncomingMessage& message) {
  return std::string(what) + ' ' + std::to_string(message.document) + ' ' + std::string(message.channel) + ' ' +
         std::string(reinterpret_cast<const char*>(message.payload.data()), message.payload.size());
}

}  // namespace

void RecordingDelegate::note(const std::string& event) {
  EXPECT_FALSE(silenced_) << event;
  EXPECT_FALSE(closed && !event.starts_with("session closed")) << event;
  events.push_back(event);
  if (onEvent) onEvent(event);
}

void RecordingDelegate::documentOpened(const core::DocumentInfo& document) {
  note("opened " + std::to_string(document.id) + (document.mainFrame ? " main " : " child ") +
       std::to_string(document.frameId) + ' ' + document.url +
       (document.mainFrame ? std::string() : " in " + std::to_string(document.parentId) + " from " + document.origin));
}

void RecordingDelegate::documentClosed(core::DocumentId document, bool replaced) {
  note((replaced ? "replaced " : "closed ") + std::to_string(document));
}

void RecordingDelegate::documentReady(core::DocumentId document) {
  note("ready " + std::to_string(document));
}

void RecordingDelegate::documentUnloading(core::DocumentId document) {
  note("unloading " + std::to_string(document));
}

void RecordingDelegate::message(const core::IncomingMessage& message) {
  note(describe("message", message));
  if (onMessage) onMessage(message);
}

void RecordingDelegate::postMessage(const core::IncomingMessage& message,
                                    std::vector<std::shared_ptr<core::Port>> arrived) {
  note(describe("posted", message) + " with " + std::to_string(arrived.size()));
  if (onPostMessage) return onPostMessage(std::move(arrived));
  ports.insert(ports.end(), arrived.begin(), arrived.end());
}

void RecordingDelegate::syncCall(const core::IncomingMessage& message, core::Reply reply) {
  note(describe("sync", message));
  if (onSyncCall) return onSyncCall(message, std::move(reply));
  replies.push_back(std::move(reply));
}

void RecordingDelegate::invoke(const core::IncomingMessage& message, core::Reply reply, std::stop_token stop) {
  note(describe("invoke", message));
  invokes.push_back({std::move(reply), std::move(stop)});
}

void RecordingDelegate::stream(const core::IncomingMessage& message, core::StreamReply reply, std::stop_token stop) {
  note(describe("stream", message));
  streams.push_back({std::move(reply), std::move(stop)});
}

void RecordingDelegate::console(const core::ConsoleMessage& message) {
  note("console " + std::to_string(message.document) + " level " + std::to_string(message.level) + ' ' +
       std::string(message.sourceUrl) + ':' + std::to_string(message.line) + ' ' + std::string(message.text));
}

void RecordingDelegate::sessionClosed(const core::CloseReason& reason) {
  EXPECT_FALSE(closed) << "told twice";
  closed = reason;
  note("session closed");
}

}  // namespace transom::test
