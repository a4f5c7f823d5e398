// SPDX-License-Identifier: MIT
#include "renderer/renderer_impl.h"

#include "api/encode_message.h"
#include "api/error_text.h"
#include "base/utf8.h"
#include "codec/codec.h"
#include "codec/remote_error.h"
#include "wire/little_endian.h"

#include <transom/error.h>
#include <transom/listener_traits.h>

#include <array>
#include <exception>
#include <span>
#include <utility>

namespace transom::detail {
namespace {

using wire::Kind;

// The one document that such a process has, and the frame that shows it.
constexpr std::uint32_t kDocument = 1;
constexpr std::uint64_t kFrame = 1;

Error mainGone() {
  return {"Error", "The main process is gone"};
}

/// Says `hello`, and waits for what main says to it.
peer::Settings shakeHands(peer::Connection& connection) {
  auto settings = connection.handshake();
  if (settings) return *std::move(settings);
  if (connection.refusal().empty()) throw mainGone();
  throw Error("Error", "the main process refused the connection: " + connection.refusal());
}

Limits limitsOf(const peer::Settings& settings) {
  return {.maxMessageBytes = settings.maxMessageBytes, .maxChannelBytes = settings.maxChannelBytes};
}

std::string describe(const ArgumentError& error, const std::string& channel) {
  const std::string place = error.path().empty() ? std::string() : ", at " + error.path();
  return "argument " + std::to_string(error.position()) + " of '" + channel + "'" + place + ": expected " +
         error.expected() + ", got " + error.got();
}

}  // namespace

RendererImpl::RendererImpl(renderer::InheritedConnection inherited, const IpcRendererOptions& options)
    : log_(std::make_shared<const Log>(options.logSink ? Log(options.logSink) : Log())),
      origin_(std::move(inherited.origin)),
      connection_(std::make_shared<renderer::MainConnection>(
          inherited.socket.release(), loop_,
          [this](const wire::FrameHeader& header, ByteView frame) { onFrame(header, frame); }, [this] { onEnd(); })),
      settings_(shakeHands(*connection_)),
      decodeLimits_{.maxMemoryBytes = 4 * settings_.maxMessageBytes},
      invokes_(loop_, decodeLimits_,
               [this](std::uint32_t call) {
                 connection_->post({.kind = Kind::cancel, .document = kDocument, .call = call}, {}, {});
               }),
      streams_(kDocument, *connection_, loop_, decodeLimits_, [this] { notePosted(); }),
      ports_(kDocument, *connection_, loop_, log_, limitsOf(settings_), [this] { notePosted(); }) {
  openDocument();
}

void RendererImpl::openDocument() {
  Bytes payload(16);
  const std::span<std::byte> ids(payload);
  wire::storeLittleEndian(ids, kFrame);
  const ByteView origin = std::as_bytes(std::span(origin_));
  // Whole or not at all: an application's limits hold for all that is sent.
  if (payload.size() + origin.size() <= settings_.maxMessageBytes) {
    payload.insert(payload.end(), origin.begin(), origin.end());
  }
  const std::string_view url = clipUtf8(origin_, settings_.maxChannelBytes);
  const bool opened =
      connection_->post({.kind = Kind::documentOpened, .flags = wire::kFlagMainFrame, .document = kDocument}, url,
                        payload) &&
      connection_->post({.kind = Kind::documentReady, .document = kDocument}, {}, {});
  if (!opened) throw mainGone();
}

void RendererImpl::start(IpcRenderer& self) {
  self_ = &self;
  connection_->start();
  connection_->deliverLater();
}

void RendererImpl::abandon() {
  const auto self = shared_from_this();
  self_ = nullptr;
  quit(0);
  connection_->abandon();
  ports_.end();
  handlers_.clear();
  const Error released("Error", "IPC method called after context was released");
  invokes_.failAll(released);
  streams_.failAll(released);
}

Bytes RendererImpl::encode(std::string_view channel, const Arguments& arguments) const {
  return encodeMessage(channel, arguments, settings_.maxMessageBytes, settings_.maxChannelBytes);
}

void RendererImpl::requireRoomForCall() const {
  if (connection_->mayCall()) return;
  throw rangeError(std::to_string(settings_.maxPendingCalls) +
                   " calls wait for main's answer already, which is the limit (Limits::maxPendingCalls)");
}

/// After everything that may have read while it waited.
void RendererImpl::notePosted() {
  isAnswerLikely_ = true;
  connection_->deliverLater();
}

void RendererImpl::requirePosted(bool posted) {
  notePosted();
  if (!posted) throw mainGone();
}

void RendererImpl::send(std::string_view channel, const Arguments& arguments) {
  const Bytes payload = encode(channel, arguments);
  requirePosted(connection_->post({.kind = Kind::message, .document = kDocument}, channel, payload));
}

void RendererImpl::postMessage(std::string_view channel, const Value& message, const MessagePorts& ports) {
  if (!connection_->isOpen()) throw mainGone();
  ports_.post(channel, message, ports);
  requirePosted(connection_->isOpen());
}

Value RendererImpl::sendSync(std::string_view channel, const Arguments& arguments) {
  const Bytes payload = encode(channel, arguments);
  requireRoomForCall();
  const auto reply = connection_->postSync({.kind = Kind::syncCall, .document = kDocument}, channel, payload);
  requirePosted(reply.has_value());
  const auto header = wire::decodeHeader(reply->first<wire::kHeaderBytes>());
  const ByteView answer = reply->subspan(wire::kHeaderBytes + header.channelLength);
  if ((header.flags & wire::kFlagFailed) != 0) throw codec::decodeError(answer, decodeLimits_);
  return codec::decodeValue(answer, decodeLimits_);
}

Task<Value> RendererImpl::invoke(const InvokeOptions& options, std::string_view channel, const Arguments& arguments) {
  const Bytes payload = encode(channel, arguments);
  requireRoomForCall();
  const auto call = connection_->postCall({.kind = Kind::invoke, .document = kDocument}, channel, payload);
  requirePosted(call.has_value());
  return invokes_.add(*call, channel, options);
}

std::shared_ptr<IncomingStream> RendererImpl::stream(const InvokeOptions& options, std::string_view channel,
                                                     const Arguments& arguments) {
  const Bytes payload = encode(channel, arguments);
  requireRoomForCall();
  const auto call = connection_->postCall({.kind = Kind::invoke, .flags = wire::kFlagStream, .document = kDocument},
                                          channel, payload);
  requirePosted(call.has_value());
  return streams_.add(*call, channel, options);
}

void RendererImpl::answer(std::uint32_t call, bool failed, ByteView payload) {
  const std::uint8_t flags = failed ? wire::kFlagFailed : std::uint8_t{0};
  // Where main is gone, so is the one who asked.
  connection_->post({.kind = Kind::reply, .flags = flags, .document = kDocument, .call = call}, {}, payload);
  notePosted();
}

void RendererImpl::addHandler(std::string_view channel, HandlerOf<RendererCall> handler, bool once) {
  if (!handlers_.try_emplace(std::string(channel), Handler{std::move(handler), once}).second) {
    throw Error("Error", "Attempted to register a second handler for '" + std::string(channel) + "'");
  }
}

void RendererImpl::removeHandler(std::string_view channel) {
  if (const auto found = handlers_.find(channel); found != handlers_.end()) handlers_.erase(found);
}

HandlerOf<RendererCall> RendererImpl::takeHandler(const std::string& channel) {
  const auto found = handlers_.find(channel);
  if (found == handlers_.end()) return {};
  HandlerOf<RendererCall> handler = found->second.call;
  if (found->second.once) handlers_.erase(found);
  return handler;
}

void RendererImpl::onFrame(const wire::FrameHeader& header, ByteView frame) {
  if (header.document != kDocument || !self_) return;
  const ByteView named = frame.subspan(wire::kHeaderBytes, header.channelLength);
  const ByteView payload = frame.subspan(wire::kHeaderBytes + header.channelLength);
  const std::string channel(reinterpret_cast<const char*>(named.data()), named.size());
  switch (header.kind) {
    case Kind::message: return onMessage(channel, payload);
    case Kind::invoke: return onInvoke(header.call, channel, payload);
    case Kind::evaluate: return onEvaluate(header.call);
    case Kind::postMessage: return onPosted(channel, {header, frame});
    case Kind::portMessage: return ports_.receiveMessage({header, frame});
    case Kind::portClose: return ports_.receiveClose({header, frame});
    case Kind::chunk: return streams_.receive(header.call, payload);
    case Kind::reply: return onReply(header, payload);
    default: return;  // of a later version, and optional
  }
}

void RendererImpl::onMessage(const std::string& channel, ByteView payload) {
  if (self_->listenerCount(channel) == 0) return;
  Arguments arguments;
  try {
    arguments = codec::decodeArguments(payload, decodeLimits_);
  } catch (const codec::DecodeError& error) {
    return log_->warning("main sent to '" + channel + "': " + error.what());
  }
  emit(channel, arguments, {});
}

void RendererImpl::onPosted(const std::string& channel, const wire::Frame& frame) {
  auto arrival = ports_.open(frame);
  try {
    emit(channel, {codec::decodeValue(arrival.value, decodeLimits_)}, std::move(arrival.ports));
  } catch (const codec::DecodeError& error) {
    log_->warning("main posted to '" + channel + "': " + error.what());
  }
}

void RendererImpl::emit(const std::string& channel, const Arguments& arguments, MessagePorts ports) {
  const EventEmitter<IpcRendererEvent>::Snapshot listeners(*self_, channel);
  IpcRendererEvent event(*self_, std::move(ports));
  for (std::size_t i = 0; i < listeners.size() && self_; ++i) {
    std::string why;
    try {
      listeners.call(i, event, arguments);
      continue;
    } catch (const ArgumentError& error) {
      why = "TypeError: " + describe(error, channel);
    } catch (...) {
      why = errorText(std::current_exception());
    }
    log_->warning("Error occurred in listener for '" + channel + "': " + why);
  }
}

void RendererImpl::onInvoke(std::uint32_t call, const std::string& channel, ByteView payload) {
  const auto questionWith = [&](Arguments arguments) {
    return std::make_shared<renderer::MainQuestion>(*self_, std::move(arguments), weak_from_this(), call);
  };
  std::shared_ptr<renderer::MainQuestion> question;
  try {
    const HandlerOf<RendererCall> handler = takeHandler(channel);
    if (!handler) throw Error("Error", "No handler registered for '" + channel + "'");
    question = questionWith(codec::decodeArguments(payload, decodeLimits_));
    handler(question);
  } catch (const ArgumentError& error) {
    question->reject(std::make_exception_ptr(typeError(describe(error, channel))));
  } catch (...) {
    (question ? question : questionWith({}))->reject(std::current_exception());
  }
}

void RendererImpl::onEvaluate(std::uint32_t call) {
  answer(call, true, codec::encodeError("Error", "this is a native process, which runs no JavaScript"));
}

void RendererImpl::onReply(const wire::FrameHeader& header, ByteView payload) {
  const bool failed = (header.flags & wire::kFlagFailed) != 0;
  if (!streams_.settle(header.call, failed, payload)) invokes_.settle(header.call, failed, payload);
}

void RendererImpl::onEnd() {
  const auto self = shared_from_this();
  ended_ = true;
  ports_.end();
  invokes_.failAll(mainGone());
  streams_.failAll(mainGone());
}

int RendererImpl::run() {
  const auto self = shared_from_this();
  while (!quitStatus_ && !ended_) {
    waitForMore();
    loop_.dispatch();
  }
  return std::exchange(quitStatus_, std::nullopt).value_or(0);
}

void RendererImpl::quit(int status) {
  if (!loop_.isLoopThread()) {
    return loop_.post([weak = weak_from_this(), status] {
      if (const auto self = weak.lock()) self->quit(status);
    });
  }
  if (!quitStatus_) quitStatus_ = status;
}

void RendererImpl::waitForMore() {
  // Who has just said something may be answered at once.
  if (std::exchange(isAnswerLikely_, false) && patience_.isReadableSoon(loop_.descriptor())) return;
  loop_.wait();
}

void RendererImpl::dispatch() {
  const auto self = shared_from_this();
  loop_.dispatch();
}

}  // namespace transom::detail
