// SPDX-License-Identifier: MIT
#pragma once

#include "base/log.h"
#include "base/patience.h"
#include "codec/codec.h"
#include "loops/epoll/epoll_event_loop.h"
#include "peer/connection.h"
#include "renderer/inherited_connection.h"
#include "renderer/main_connection.h"
#include "renderer/main_question.h"
#include "renderer/open_streams.h"
#include "renderer/pending_invokes.h"
#include "renderer/ports.h"

#include <transom/ipc_renderer.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace transom::detail {

/// The inside of IpcRenderer: one document, which lasts as long as the connection.
class RendererImpl final : public renderer::AnswerSink, public std::enable_shared_from_this<RendererImpl> {
 public:
  /// `inherited` is the connection. Throws Error where main refuses it or is gone.
  RendererImpl(renderer::InheritedConnection inherited, const IpcRendererOptions& options);
  RendererImpl(const RendererImpl&) = delete;
  RendererImpl& operator=(const RendererImpl&) = delete;

  /// Begins to deliver to `self`.
  void start(IpcRenderer& self);
  /// `self` goes: nobody is called any more.
  void abandon();

  void send(std::string_view channel, const Arguments& arguments);
  void postMessage(std::string_view channel, const Value& message, const MessagePorts& ports);
  [[nodiscard]] auto newChannel() const { return ports_.newChannel(); }
  Value sendSync(std::string_view channel, const Arguments& arguments);
  Task<Value> invoke(const InvokeOptions& options, std::string_view channel, const Arguments& arguments);
  std::shared_ptr<IncomingStream> stream(const InvokeOptions& options, std::string_view channel,
                                         const Arguments& arguments);

  void addHandler(std::string_view channel, HandlerOf<RendererCall> handler, bool once);
  void removeHandler(std::string_view channel);

  int run();
  void quit(int status);
  void post(std::function<void()> task) { loop_.post(std::move(task)); }
  [[nodiscard]] int descriptor() const { return loop_.descriptor(); }
  void dispatch();

  [[nodiscard]] bool isConnected() const { return connection_->isOpen(); }
  [[nodiscard]] const std::string& origin() const { return origin_; }

  void answer(std::uint32_t call, bool failed, ByteView payload) override;
  [[nodiscard]] std::uint64_t maxMessageBytes() const override { return settings_.maxMessageBytes; }

 private:
  struct Handler {
    HandlerOf<RendererCall> call;
    bool once = false;
  };

  void openDocument();
  [[nodiscard]] Bytes encode(std::string_view channel, const Arguments& arguments) const;
  /// Before a call is sent.
  void requireRoomForCall() const;
  void notePosted();
  void requirePosted(bool posted);
  void onFrame(const wire::FrameHeader& header, ByteView frame);
  void onMessage(const std::string& channel, ByteView payload);
  void onPosted(const std::string& channel, const wire::Frame& frame);
  void emit(const std::string& channel, const Arguments& arguments, MessagePorts ports);
  void onInvoke(std::uint32_t call, const std::string& channel, ByteView payload);
  void onEvaluate(std::uint32_t call);
  void onReply(const wire::FrameHeader& header, ByteView payload);
  void onEnd();
  [[nodiscard]] HandlerOf<RendererCall> takeHandler(const std::string& channel);
  void waitForMore();

  std::shared_ptr<const Log> log_;
  std::string origin_;
  IpcRenderer* self_ = nullptr;  // null: not yet, or no longer
  EpollEventLoop loop_;
  std::shared_ptr<renderer::MainConnection> connection_;
  peer::Settings settings_;
  codec::DecodeLimits decodeLimits_;
  renderer::PendingInvokes invokes_;
  renderer::OpenStreams streams_;
  renderer::Ports ports_;
  std::map<std::string, Handler, std::less<>> handlers_;
  Patience patience_;
  bool isAnswerLikely_ = false;  // something was sent since the loop waited last
  bool ended_ = false;           // main is gone, and all that it said is delivered
  std::optional<int> quitStatus_;
};

}  // namespace transom::detail
