// SPDX-License-Identifier: MIT
#pragma once

#include "base/log.h"
#include "core/session.h"

#include <transom/interfaces/transport.h>
#include <transom/limits.h>

#include <deque>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace transom::detail {

/// What a PageLink tells. Any of these may destroy the page.
class PageLinkDelegate {
 public:
  virtual void linkMessage(const core::IncomingMessage& message) = 0;
  virtual void linkPostMessage(const core::IncomingMessage& message,
                               const std::vector<std::shared_ptr<core::Port>>& ports) = 0;
  virtual void linkSyncCall(const core::IncomingMessage& message, core::Reply reply) = 0;
  virtual void linkInvoke(const core::IncomingMessage& message, core::Reply reply, std::stop_token stop) = 0;
  virtual void linkStream(const core::IncomingMessage& message, core::StreamReply reply, std::stop_token stop) = 0;
  virtual void linkDocumentOpened(const core::DocumentInfo& document) = 0;
  virtual void linkDocumentClosed(core::DocumentId document, bool replaced) = 0;
  virtual void linkConsole(const core::ConsoleMessage& message) = 0;
  virtual void linkDocumentUnloading(core::DocumentId document) = 0;
  virtual void linkDomReady() = 0;
  /// The page's process broke the protocol; the connection is closed.
  virtual void linkViolated(const std::string& why) = 0;
  /// The page's process closed the connection, in peace or by its end.
  virtual void linkClosed() = 0;

 protected:
  ~PageLinkDelegate() = default;
};

/// The way to one page over all its connections: knows which document its main frame shows, and keeps what has to wait
/// for one. Like core it moves bytes, and leaves values to whoever calls it.
///
/// What asks the page something calls `done` exactly once: perhaps before it returns, and it may destroy the page.
class PageLink final : private core::SessionDelegate {
 public:
  using Ports = std::vector<std::shared_ptr<core::Port>>;

  /// `log` must outlive it.
  PageLink(const Limits& limits, const Log& log, PageLinkDelegate& delegate);
  ~PageLink();
  PageLink(const PageLink&) = delete;
  PageLink& operator=(const PageLink&) = delete;

  /// A new process shows the page, or a page of another origin is shown: its connection takes the place of the former
  /// one.
  void connect(std::unique_ptr<Transport> transport, const core::PageRights& rights);
  /// The process that showed the page is gone: what is sent from now on waits for the next one. What it said last is
  /// still heard.
  void processGone();

  /// Hears, before it returns, what the page has said up to now.
  void readWaiting();

  /// To the main frame's document; waits if there is none yet.
  void send(std::string_view channel, ByteView payload);
  /// To one document; dropped if it is gone.
  void sendTo(core::DocumentId document, std::string_view channel, ByteView payload);
  /// The same two with ports; where the message is dropped they are closed.
  void postMessage(std::string_view channel, ByteView payload, Ports ports);
  void postMessageTo(core::DocumentId document, std::string_view channel, ByteView payload, const Ports& ports);
  /// Has code run in the main frame's document, in the script world of that number (empty: the page's own); waits if
  /// there is none yet.
  void evaluate(std::string_view world, std::string_view code, core::CallCallback done);
  /// The same in one document.
  void evaluateIn(core::DocumentId document, std::string_view world, std::string_view code,
                  const core::CallCallback& done);
  /// Asks the main frame's document; waits if there is none yet.
  void invoke(std::string_view channel, ByteView payload, core::CallCallback done);
  /// The same in one document.
  void invokeIn(core::DocumentId document, std::string_view channel, ByteView payload, const core::CallCallback& done);

  /// The page is gone for good: what waits fails.
  void shut();

 private:
  enum class Kind { message, posted, script, question };

  /// What is said to the main frame's document, now or when there is one.
  struct Saying {
    Kind kind = Kind::message;
    std::string_view channel;  // of a script: its world
    ByteView payload;
    core::CallCallback done{};  // null: nobody asks
    Ports ports{};
  };
  struct Waiting {
    Kind kind = Kind::message;
    std::string channel;
    Bytes payload;
    core::CallCallback done;
    Ports ports;
  };

  void documentOpened(const core::DocumentInfo& document) override;
  void documentClosed(core::DocumentId document, bool replaced) override;
  void documentReady(core::DocumentId document) override;
  void documentUnloading(core::DocumentId document) override { delegate_.linkDocumentUnloading(document); }
  void message(const core::IncomingMessage& message) override;
  void postMessage(const core::IncomingMessage& message, std::vector<std::shared_ptr<core::Port>> ports) override;
  void syncCall(const core::IncomingMessage& message, core::Reply reply) override;
  void invoke(const core::IncomingMessage& message, core::Reply reply, std::stop_token stop) override;
  void stream(const core::IncomingMessage& message, core::StreamReply reply, std::stop_token stop) override;
  void console(const core::ConsoleMessage& message) override;
  void sessionClosed(const core::CloseReason& reason) override;

  void ask(const Saying& saying);
  void sayOrHold(const Saying& saying);
  void say(core::DocumentId document, const Saying& saying);
  void askIn(core::DocumentId document, const Saying& saying);
  void hold(const Saying& saying);

  Limits limits_;
  const Log& log_;
  PageLinkDelegate& delegate_;
  std::unique_ptr<core::Session> session_;
  core::DocumentId mainDocument_ = 0;  // 0: none
  std::deque<Waiting> waiting_;
  std::size_t waitingBytes_ = 0;
  bool processGone_ = false;  // and no other one has connected
  bool shut_ = false;
};

}  // namespace transom::detail
