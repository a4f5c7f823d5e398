// SPDX-License-Identifier: MIT
#include "core/connection.h"

#include "base/utf8.h"
#include "codec/codec.h"
#include "core/frame_rules.h"
#include "core/handshake.h"
#include "core/opened_document.h"
#include "wire/frame_head.h"
#include "wire/little_endian.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

namespace transom::core {
namespace {

using wire::Kind;

/// As far as the 32 bits of a frame's length reach.
Limits expressible(Limits limits) {
  constexpr std::uint64_t kLongestFrame = std::numeric_limits<std::uint32_t>::max();
  limits.maxMessageBytes = std::min(limits.maxMessageBytes, kLongestFrame);
  limits.maxChannelBytes = static_cast<std::uint32_t>(
      std::min<std::uint64_t>(limits.maxChannelBytes, kLongestFrame - limits.maxMessageBytes));
  return limits;
}

ByteView bytesOf(std::string_view text) {
  return std::as_bytes(std::span(text));
}

std::string_view textOf(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

IncomingMessage messageOf(const wire::Frame& frame) {
  return {.document = frame.header.document, .channel = frame.channel(), .payload = frame.payload()};
}

std::string overLimit(std::string_view what, std::uint64_t bytes, std::uint64_t limit) {
  return std::string(what) + " of " + std::to_string(bytes) + " bytes is over the limit of " + std::to_string(limit);
}

void requireWithin(std::string_view what, std::uint64_t bytes, std::uint64_t limit) {
  if (bytes > limit) throw std::length_error(overLimit(what, bytes, limit));
}

}  // namespace

Connection::Connection(std::unique_ptr<Transport> transport, const SessionSettings& settings, SessionDelegate& delegate)
    : transport_(std::move(transport)),
      rights_(settings.rights),
      limits_(expressible(settings.limits)),
      delegate_(&delegate),
      reader_({.maxPayloadBytes = limits_.maxMessageBytes, .maxChannelBytes = limits_.maxChannelBytes}),
      ports_(*this, limits_) {}

void Connection::start() {
  transport_->start(*this);
}

void Connection::readWaiting() {
  const auto self = shared_from_this();
  transport_->readWaiting();
}

void Connection::send(DocumentId document, std::string_view channel, ByteView payload) {
  requireWithin("channel", channel.size(), limits_.maxChannelBytes);
  requireWithin("message", payload.size(), limits_.maxMessageBytes);
  if (documents_.isOpen(document)) write({.kind = Kind::message, .document = document}, channel, payload);
}

void Connection::postMessage(DocumentId document, std::string_view channel, ByteView payload,
                             const std::vector<std::shared_ptr<Port>>& ports) {
  requireWithin("channel", channel.size(), limits_.maxChannelBytes);
  requireWithin("message", payload.size(), limits_.maxMessageBytes);
  // A document without IPC could do nothing with them.
  const bool taken = documents_.isOpen(document) && rights_.hasIpc() && isInFrameWithIpc(document);
  if (taken) return ports_.send(document, channel, payload, ports);
  for (const auto& port : ports) port->close();
}

void Connection::evaluate(DocumentId document, ByteView code, CallCallback done, std::string_view world) {
  if (!documents_.isOpen(document)) return done({});
  if (code.size() > limits_.maxMessageBytes) {
    const Bytes error = codec::encodeError("RangeError", overLimit("script", code.size(), limits_.maxMessageBytes));
    return done({.outcome = CallResult::Outcome::failed, .payload = error});
  }
  const std::uint32_t call = questions_.add(document, std::move(done));
  write({.kind = Kind::evaluate, .document = document, .call = call}, world, code);
}

void Connection::invoke(DocumentId document, std::string_view channel, ByteView payload, CallCallback done) {
  requireWithin("channel", channel.size(), limits_.maxChannelBytes);
  requireWithin("message", payload.size(), limits_.maxMessageBytes);
  if (!documents_.isOpen(document)) return done({});
  const std::uint32_t call = questions_.add(document, std::move(done));
  write({.kind = Kind::invoke, .document = document, .call = call}, channel, payload);
}

void Connection::reply(Call call, bool failed, ByteView payload) {
  // Whoever answers with an error has nothing shorter to answer with: those are bounded where they are made.
  if (!failed) requireWithin("reply", payload.size(), limits_.maxMessageBytes);
  --waitingReplies_;
  if (call.kind == Call::Kind::invoke) invokes_.remove(call.document, call.number);
  // Also to a document that is gone by now: its process may be blocked in the call.
  const std::uint8_t flags = failed ? wire::kFlagFailed : 0;
  write({.kind = Kind::reply, .flags = flags, .document = call.document, .call = call.number}, {}, payload);
}

void Connection::chunk(Call call, ByteView payload) {
  requireWithin("chunk", payload.size(), limits_.maxMessageBytes);
  if (!documents_.isOpen(call.document)) return;
  write({.kind = Kind::chunk, .document = call.document, .call = call.number}, {}, payload);
}

void Connection::write(wire::FrameHeader header, std::string_view channel, ByteView payload) {
  if (closed_ || pageDoesNotRead_) return;
  const wire::FrameHead head(header, channel, payload.size());
  transport_->write(head.bytes(), payload);
  if (transport_->queuedBytes() <= limits_.maxQueuedBytes) return;
  pageDoesNotRead_ = true;
  transport_->abort("page does not read");
}

void Connection::close(const CloseReason& reason) {
  if (closed_) return;
  const auto self = shared_from_this();
  write({.kind = Kind::bye}, {}, bytesOf(reason.text));
  transport_->close();
  finish(reason);
}

void Connection::abandon() {
  delegate_ = nullptr;
  if (closed_) return;
  transport_->close();
  finish({});
}

void Connection::violate(std::string_view why) {
  close({.violation = true, .text = std::string(why)});
}

void Connection::transportClosed(std::string_view reason) {
  const auto self = shared_from_this();
  finish({.violation = pageDoesNotRead_, .text = std::string(reason)});
}

/// Any of these callbacks may end the Session, which leaves no delegate to tell the rest.
void Connection::finish(const CloseReason& reason) {
  closed_ = true;
  for (const DocumentId document : documents_.closeAll()) {
    if (delegate_) delegate_->documentClosed(document, false);
    settleCallsOf(document);
    ports_.closeDocument(document);
  }
  if (SessionDelegate* delegate = std::exchange(delegate_, nullptr)) delegate->sessionClosed(reason);
}

void Connection::bytesRead(std::size_t count) {
  const auto self = shared_from_this();
  reader_.bytesRead(count);
  while (!closed_) {
    const auto frame = reader_.next();
    if (!frame) break;
    receive(*frame);
  }
  if (!reader_.violation().empty()) violate(reader_.violation());
}

void Connection::receive(const wire::Frame& frame) {
  const wire::FrameHeader& header = frame.header;
  if (!welcomed_ && header.kind != Kind::hello) return violate("the first frame is not hello");
  if (!isKnownKind(header.kind)) {
    if ((header.flags & wire::kFlagOptional) == 0) violate("kind " + std::to_string(int(header.kind)) + " is unknown");
    return;
  }
  if (const std::string why = violationOf(header); !why.empty()) return violate(why);
  if (!isValidUtf8(frame.channel()))
    return violate(std::string(nameOf(header.kind)) + " has a channel that is not UTF-8");
  dispatch(frame);
}

void Connection::dispatch(const wire::Frame& frame) {
  switch (frame.header.kind) {
    case Kind::hello: return receiveHello(frame);
    case Kind::documentOpened: return openDocument(frame);
    case Kind::console: return receiveConsole(frame);
    default: return dispatchToDocument(frame);
  }
}

void Connection::dispatchToDocument(const wire::Frame& frame) {
  const DocumentId document = frame.header.document;
  const auto state = documents_.stateOf(document);
  if (state == DocumentTable::State::never) return violateUnknownDocument(frame.header);
  const bool open = state == DocumentTable::State::open;
  switch (frame.header.kind) {
    case Kind::message: return receiveMessage(frame, open);
    case Kind::syncCall: return receiveSyncCall(frame, open);
    case Kind::invoke: return receiveInvoke(frame, open);
    case Kind::cancel: return receiveCancel(frame);
    case Kind::credit: return receiveCredit(frame);
    case Kind::reply: return receiveReply(frame);
    case Kind::postMessage: return receivePostMessage(frame, open);
    case Kind::portMessage: return receivePortMessage(frame, open);
    case Kind::portClose: return receivePortClose(frame, open);
    case Kind::documentClosed: return closeDocument(document, false);
    case Kind::documentReady:
      if (open) delegate_->documentReady(document);
      return;
    case Kind::documentUnloading:
      if (open) delegate_->documentUnloading(document);
      return;
    default: return;
  }
}

void Connection::violateUnknownDocument(const wire::FrameHeader& header) {
  violate(std::string(nameOf(header.kind)) + " of document " + std::to_string(header.document) + ", which never was");
}

void Connection::receiveHello(const wire::Frame& frame) {
  if (welcomed_) return violate("hello came twice");
  const std::uint32_t version = chooseVersion(frame);
  if (version == 0) return violate("unsupported protocol version");
  welcomed_ = true;
  const int flags = (rights_.ipcExposed ? wire::kFlagIpcExposed : 0) |
                    (rights_.ipcInSubFrames ? wire::kFlagIpcInSubFrames : 0) |
                    (rights_.isolated ? wire::kFlagIsolated : 0);
  write({.kind = Kind::welcome, .flags = static_cast<std::uint8_t>(flags), .call = version}, rights_.preloadUrl,
        welcomePayload(limits_, rights_.preload));
}

void Connection::openDocument(const wire::Frame& frame) {
  const DocumentId document = frame.header.document;
  if (document != documents_.nextId()) return violate("documentOpened with a number that is not the next");
  if (const std::string why = misfitOfPlace(frame); !why.empty()) return violate("documentOpened " + why);
  DocumentInfo info = documentInfo(frame);
  const DocumentId former = documents_.documentIn(info.frameId);
  if (former != 0 && documents_.isInMainFrame(former) != info.mainFrame) {
    return violate("documentOpened of a frame that takes or gives up the place of the main frame");
  }
  closeDocument(former, true);
  if (closed_) return;
  if (documents_.openCount() >= limits_.maxDocuments) return violate("too many documents are open");
  documents_.open(document, info.frameId, info.mainFrame);
  delegate_->documentOpened(info);
}

void Connection::closeDocument(DocumentId document, bool replaced) {
  if (!documents_.isOpen(document)) return;
  documents_.close(document);
  delegate_->documentClosed(document, replaced);
  settleCallsOf(document);
  ports_.closeDocument(document);
}

/// Nobody is there any more to answer what main asked, or to hear what main answers.
void Connection::settleCallsOf(DocumentId document) {
  for (const CallCallback& gone : questions_.takeAll(document)) gone({});
  for (std::stop_source& invoke : invokes_.takeAll(document)) invoke.request_stop();
}

bool Connection::isInFrameWithIpc(DocumentId document) const {
  return rights_.ipcInSubFrames || documents_.isInMainFrame(document);
}

bool Connection::requireIpc(const wire::Frame& frame, bool open) {
  const bool inFrame = !open || isInFrameWithIpc(frame.header.document);
  if (rights_.hasIpc() && inFrame) return true;
  violate(std::string(nameOf(frame.header.kind)) +
          (inFrame ? " of a page that has no IPC" : " of a frame that has no IPC"));
  return false;
}

void Connection::receiveMessage(const wire::Frame& frame, bool open) {
  if (!requireIpc(frame, open)) return;
  if (open) delegate_->message(messageOf(frame));
}

void Connection::receiveSyncCall(const wire::Frame& frame, bool open) {
  if (!requireIpc(frame, open)) return;
  if (waitingReplies_ >= limits_.maxPendingCalls) return violate("too many calls wait for an answer");
  Reply reply = expectReply({.document = frame.header.document, .number = frame.header.call});
  if (open) return delegate_->syncCall(messageOf(frame), std::move(reply));
  reply.fail(codec::encodeError("Error", "IPC method called after context was released"));
}

void Connection::receiveInvoke(const wire::Frame& frame, bool open) {
  if (!requireIpc(frame, open)) return;
  if (!open) return;
  if (waitingReplies_ >= limits_.maxPendingCalls) return violate("too many calls wait for an answer");
  const Call call{.document = frame.header.document, .number = frame.header.call, .kind = Call::Kind::invoke};
  const bool isStream = (frame.header.flags & wire::kFlagStream) != 0;
  const auto flow = isStream ? std::make_shared<StreamFlow>() : nullptr;
  auto stop = invokes_.add(call.document, call.number, flow);
  if (!stop) return violate("invoke with the number of one that is under way");
  if (!isStream) return delegate_->invoke(messageOf(frame), expectReply(call), *std::move(stop));
  ++waitingReplies_;
  delegate_->stream(messageOf(frame), StreamReply(weak_from_this(), call, flow), *std::move(stop));
}

/// An invoke that is answered already can't be cancelled any more: the two have crossed on their way.
void Connection::receiveCancel(const wire::Frame& frame) {
  if (auto invoke = invokes_.find(frame.header.document, frame.header.call)) invoke->stop.request_stop();
}

/// The page takes the last chunks while the end of the stream is on its way to it: then there is nothing to go on with.
void Connection::receiveCredit(const wire::Frame& frame) {
  const auto invoke = invokes_.find(frame.header.document, frame.header.call);
  if (!invoke) return;
  if (!invoke->flow) return violate("credit for an invoke that is no stream");
  if (!invoke->flow->taken(wire::loadLittleEndian<std::uint32_t>(frame.payload()))) {
    violate("credit for chunks that were not sent");
  }
}

void Connection::receivePostMessage(const wire::Frame& frame, bool open) {
  if (!requireIpc(frame, open) || !open) return;
  PortGate::Arrival arrival = ports_.open(frame);
  if (!arrival.violation.empty()) return violate("postMessage " + arrival.violation);
  delegate_->postMessage({frame.header.document, frame.channel(), arrival.value}, std::move(arrival.ports));
}

void Connection::receivePortMessage(const wire::Frame& frame, bool open) {
  if (!requireIpc(frame, open) || !open) return;
  if (const std::string why = ports_.receiveMessage(frame); !why.empty()) violate("portMessage " + why);
}

void Connection::receivePortClose(const wire::Frame& frame, bool open) {
  if (requireIpc(frame, open) && open) ports_.receiveClose(frame);
}

Reply Connection::expectReply(Call call) {
  ++waitingReplies_;
  return {weak_from_this(), call};
}

void Connection::receiveReply(const wire::Frame& frame) {
  if (!questions_.wasMade(frame.header.call)) return violate("reply to a call that was never made");
  const auto callback = questions_.take(frame.header.document, frame.header.call);
  if (!callback) return;
  const bool failed = (frame.header.flags & wire::kFlagFailed) != 0;
  (*callback)(
      {.outcome = failed ? CallResult::Outcome::failed : CallResult::Outcome::answered, .payload = frame.payload()});
}

void Connection::receiveConsole(const wire::Frame& frame) {
  const wire::FrameHeader& header = frame.header;
  if (header.document != 0 && documents_.stateOf(header.document) == DocumentTable::State::never) {
    return violateUnknownDocument(header);
  }
  // Scripts log broken strings in good faith: those are mended, not refused.
  const std::string text = toValidUtf8(textOf(frame.payload()));
  delegate_->console({.document = header.document,
                      .level = header.flags & ~wire::kFlagOptional,
                      .text = text,
                      .sourceUrl = frame.channel(),
                      .line = header.call});
}

}  // namespace transom::core
