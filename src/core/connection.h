// SPDX-License-Identifier: MIT
#pragma once

#include "core/call_table.h"
#include "core/document_table.h"
#include "core/frame_sink.h"
#include "core/invoke_table.h"
#include "core/port_gate.h"
#include "core/reply.h"
#include "core/session.h"
#include "wire/frame_reader.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace transom::core {

/// What a Session does. It is shared with the call stack while frames are handled, so that a delegate may destroy its
/// Session and still read what it was given; nothing is told to that delegate from then on.
class Connection final : public TransportReceiver,
                         public ReplySink,
                         private FrameSink,
                         public std::enable_shared_from_this<Connection> {
 public:
  Connection(std::unique_ptr<Transport> transport, const SessionSettings& settings, SessionDelegate& delegate);

  void start();
  void readWaiting();
  void send(DocumentId document, std::string_view channel, ByteView payload);
  void postMessage(DocumentId document, std::string_view channel, ByteView payload,
                   const std::vector<std::shared_ptr<Port>>& ports);
  void evaluate(DocumentId document, ByteView code, CallCallback done, std::string_view world);
  void invoke(DocumentId document, std::string_view channel, ByteView payload, CallCallback done);
  void close(const CloseReason& reason);
  /// The Session goes: the same without a word to its delegate.
  void abandon();

  void reply(Call call, bool failed, ByteView payload) override;
  void chunk(Call call, ByteView payload) override;

 private:
  std::span<std::byte> readBuffer() override { return reader_.readBuffer(); }
  void bytesRead(std::size_t count) override;
  void transportClosed(std::string_view reason) override;

  void receive(const wire::Frame& frame);
  void receiveHello(const wire::Frame& frame);
  void dispatch(const wire::Frame& frame);
  void dispatchToDocument(const wire::Frame& frame);
  void openDocument(const wire::Frame& frame);
  void closeDocument(DocumentId document, bool replaced);
  [[nodiscard]] bool isInFrameWithIpc(DocumentId document) const;
  /// Whether `document` may send; says so of the page if not.
  bool requireIpc(const wire::Frame& frame, bool open);
  void receiveMessage(const wire::Frame& frame, bool open);
  void receiveSyncCall(const wire::Frame& frame, bool open);
  void receiveInvoke(const wire::Frame& frame, bool open);
  void receiveCancel(const wire::Frame& frame);
  void receiveCredit(const wire::Frame& frame);
  void receiveReply(const wire::Frame& frame);
  void receivePostMessage(const wire::Frame& frame, bool open);
  void receivePortMessage(const wire::Frame& frame, bool open);
  void receivePortClose(const wire::Frame& frame, bool open);
  void receiveConsole(const wire::Frame& frame);

  [[nodiscard]] Reply expectReply(Call call);
  void settleCallsOf(DocumentId document);

  void violate(std::string_view why);
  void violateUnknownDocument(const wire::FrameHeader& header);
  void finish(const CloseReason& reason);
  void write(wire::FrameHeader header, std::string_view channel, ByteView payload) override;
  [[nodiscard]] std::size_t queuedBytes() const override { return transport_->queuedBytes(); }

  std::unique_ptr<Transport> transport_;
  PageRights rights_;
  Limits limits_;
  SessionDelegate* delegate_;  // null only when closed: it was told everything, or is gone
  wire::FrameReader reader_;
  DocumentTable documents_;
  CallTable questions_;
  InvokeTable invokes_;
  PortGate ports_;
  std::uint32_t waitingReplies_ = 0;
  bool welcomed_ = false;
  bool pageDoesNotRead_ = false;
  bool closed_ = false;
};

}  // namespace transom::core
