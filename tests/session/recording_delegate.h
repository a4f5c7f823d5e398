// SPDX-License-Identifier: MIT
#pragma once

#include "core/session_delegate.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace transom::test {

/// Writes down what a session tells, one line each, and fails the test if it tells anything after its end.
class RecordingDelegate final : public core::SessionDelegate {
 public:
  std::vector<std::string> events;
  /// Synchronous calls that wait, unless onSyncCall took them.
  std::deque<core::Reply> replies;
  struct Invoke {
    core::Reply reply;
    std::stop_token stop;
  };
  /// Invokes that wait.
  std::deque<Invoke> invokes;
  /// Ports that came, unless onPostMessage took them.
  std::vector<std::shared_ptr<core::Port>> ports;
  struct Stream {
    core::StreamReply reply;
    std::stop_token stop;
  };
  /// Streams that have not ended.
  std::deque<Stream> streams;
  std::optional<core::CloseReason> closed;

  /// Called after each event was written down.
  std::function<void(const std::string& event)> onEvent;
  std::function<void(const core::IncomingMessage&)> onMessage;
  std::function<void(const core::IncomingMessage&, core::Reply)> onSyncCall;
  std::function<void(std::vector<std::shared_ptr<core::Port>>)> onPostMessage;

  /// From now on nothing may be told: the session was destroyed.
  void silence() { silenced_ = true; }

  void documentOpened(const core::DocumentInfo& document) override;
  void documentClosed(core::DocumentId document, bool replaced) override;
  void documentReady(core::DocumentId document) override;
  void documentUnloading(core::DocumentId document) override;
  void message(const core::IncomingMessage& message) override;
  void postMessage(const core::IncomingMessage& message, std::vector<std::shared_ptr<core::Port>> arrived) override;
  void syncCall(const core::IncomingMessage& message, core::Reply reply) override;
  void invoke(const core::IncomingMessage& message, core::Reply reply, std::stop_token stop) override;
  void stream(const core::IncomingMessage& message, core::StreamReply reply, std::stop_token stop) override;
  void console(const core::ConsoleMessage& message) override;
  void sessionClosed(const core::CloseReason& reason) override;

 private:
  void note(const std::string& event);

  bool silenced_ = false;
};

}  // namespace transom::test
