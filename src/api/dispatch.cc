// SPDX-License-Identifier: MIT
#include "dispatch.h"

#include "access.h"
#include "app_impl.h"
#include "codec/codec.h"
#include "emitters.h"
#include "error_text.h"
#include "page_invoke.h"
#include "page_stream.h"
#include "sync_call.h"
#include "web_contents_impl.h"

#include <transom/listener_traits.h>
#include <transom/web_frame_main.h>

#include <algorithm>
#include <array>
#include <exception>
#include <string>
#include <type_traits>
#include <utility>

namespace transom::detail {
namespace {

using Listeners = EventEmitter<IpcMainEvent>::Snapshot;

/// An argument of the wrong type, in words that name the message and who sent it.
std::exception_ptr explain(const ArgumentError& error, const std::string& channel, const WebContents& sender) {
  const std::string place = error.path().empty() ? std::string() : ", at " + error.path();
  return std::make_exception_ptr(typeError("argument " + std::to_string(error.position()) + " of '" + channel + "'" +
                                           place + ": expected " + error.expected() + ", got " + error.got() +
                                           " (sent by WebContents #" + std::to_string(sender.id()) + ", " +
                                           sender.url() + ")"));
}

/// Calls every listener, whatever the others throw. @return the first error
std::exception_ptr callAll(AppImpl& app, const Listeners& listeners, const std::string& channel, IpcMainEvent& event,
                           const Arguments& arguments) {
  std::exception_ptr first;
  for (std::size_t i = 0; i < listeners.size(); ++i) {
    std::exception_ptr error;
    try {
      listeners.call(i, event, arguments);
    } catch (const ArgumentError& wrong) {
      error = explain(wrong, channel, event.sender());
    } catch (...) {
      error = std::current_exception();
    }
    if (!error) continue;
    app.reportListenerError(channel, event.sender(), error);
    if (!first) first = error;
  }
  return first;
}

Arguments withChannel(const std::string& channel, const Arguments& arguments) {
  std::vector<Value> all{channel};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return Arguments(std::move(all));
}

/// The listeners of one message, as they are when it arrives.
class Audience {
 public:
  /// @param pageEvent  of the page, whose listeners come first; empty: none
  Audience(AppImpl& app, const WebContents& sender, const SendingFrame& frame, std::string_view pageEvent,
           std::string_view channel) {
    if (!pageEvent.empty()) page_ = Listeners(WebContentsImpl::of(sender).ipcEvents(), pageEvent);
    for (const IpcMain* emitter : emitters(app, sender, frame)) {
      if (emitter) lists_[count_++] = Listeners(*emitter, channel);
    }
  }

  [[nodiscard]] bool empty() const {
    return page_.size() == 0 &&
           std::all_of(lists_.begin(), lists_.end(), [](const Listeners& list) { return list.size() == 0; });
  }

  std::exception_ptr call(AppImpl& app, const std::string& channel, IpcMainEvent& event,
                          const Arguments& arguments) const {
    std::exception_ptr first;
    if (page_.size() > 0) first = callAll(app, page_, channel, event, withChannel(channel, arguments));
    for (const Listeners& list : lists_) {
      const std::exception_ptr error = callAll(app, list, channel, event, arguments);
      if (!first) first = error;
    }
    return first;
  }

 private:
  Listeners page_;
  std::array<Listeners, 3> lists_;
  std::size_t count_ = 0;
};

/// Empty where there is none, or none for the sender.
struct Found {
  InvokeHandler handler;
  bool refused = false;  ///< and logged
};

Found takeHandler(AppImpl& app, const WebContents& sender, const SendingFrame& frame, const std::string& channel,
                  bool wantsStream) {
  for (IpcMain* emitter : emitters(app, sender, frame)) {
    if (!emitter || !emitter->hasHandler(channel)) continue;
    if (isAllowed(app, sender, frame, channel)) return {emitter->takeHandler(channel, wantsStream)};
    logRefusal(app, sender, frame, channel);
    return {.refused = true};
  }
  return {};
}

SendingFrame senderOf(const WebContents& sender, const core::IncomingMessage& message) {
  return WebContentsImpl::of(sender).frames().sender(message.document);
}

Arguments decode(const core::IncomingMessage& message, const Limits& limits) {
  return codec::decodeArguments(message.payload, {.maxMemoryBytes = 4 * limits.maxMessageBytes});
}

Arguments decodePosted(const core::IncomingMessage& message, const Limits& limits) {
  return {codec::decodeValue(message.payload, {.maxMemoryBytes = 4 * limits.maxMessageBytes})};
}

/// The two kinds of messages that want no answer.
struct Delivery {
  std::string_view pageEvent;
  Arguments (*decode)(const core::IncomingMessage&, const Limits&);
};
constexpr Delivery kSent{"ipc-message", decode};
constexpr Delivery kPosted{"", decodePosted};

/// Brings what a message holds to those who listen.
void deliver(AppImpl& app, const std::shared_ptr<WebContents>& sender, const core::IncomingMessage& message,
             const Delivery& delivery, const std::vector<std::shared_ptr<core::Port>>& ports) {
  SendingFrame frame = senderOf(*sender, message);
  const Audience audience(app, *sender, frame, delivery.pageEvent, message.channel);
  if (audience.empty()) return;
  const std::string channel(message.channel);
  if (!isAllowed(app, *sender, frame, channel)) return logRefusal(app, *sender, frame, channel);
  try {
    const Arguments arguments = delivery.decode(message, app.limits());
    MessagePorts opened;
    if (!ports.empty()) opened = PortEnd::newPorts(ports, app.portTerms());
    IpcMainEvent event(*sender, std::move(frame), nullptr, std::move(opened));
    audience.call(app, channel, event, arguments);
  } catch (const codec::DecodeError& error) {
    app.log().warning("WebContents #" + std::to_string(sender->id()) + " sent to '" + channel + "': " + error.what());
  }
}

/// Has what a page asks answered by the handler of its channel. `Call` is what answers.
template <class Call, class Reply>
void answer(AppImpl& app, const std::shared_ptr<WebContents>& sender, const core::IncomingMessage& message, Reply reply,
            std::stop_token stop) {
  const std::string channel(message.channel);
  const SendingFrame frame = senderOf(*sender, message);
  const Found found = takeHandler(app, *sender, frame, channel, std::is_base_of_v<StreamCall, Call>);
  const auto answerTo = [&](Arguments arguments) {
    return std::make_shared<Call>(sender, frame, channel, std::move(reply), std::move(stop), std::move(arguments),
                                  InvokeTerms{app.limits().maxMessageBytes, found.refused ? nullptr : app.sharedLog()});
  };
  if (!found.handler) {
    const Error error("Error", "No handler registered for '" + channel + "'");
    return answerTo({})->reject(std::make_exception_ptr(error));
  }
  Arguments arguments;
  try {
    arguments = decode(message, app.limits());
  } catch (const codec::DecodeError&) {
    return answerTo({})->reject(std::current_exception());
  }
  const std::shared_ptr<InvokeCall> call = answerTo(std::move(arguments));
  try {
    found.handler(call);
  } catch (const ArgumentError& wrong) {
    call->reject(explain(wrong, channel, *sender));
  } catch (...) {
    call->reject(std::current_exception());
  }
}

Error noListeners(const WebContents& sender, const std::string& channel) {
  std::string text = "WebContents #" + std::to_string(sender.id()) + " called ipcRenderer.sendSync() with '" + channel +
                     "' channel without listeners.";
  return {"Error", std::move(text)};
}

}  // namespace

void Dispatch::message(const Sender& sender, const core::IncomingMessage& message) {
  deliver(app_, sender, message, kSent, {});
}

void Dispatch::postMessage(const Sender& sender, const core::IncomingMessage& message, const Ports& ports) {
  deliver(app_, sender, message, kPosted, ports);
}

void Dispatch::syncCall(const Sender& sender, const core::IncomingMessage& message, core::Reply reply) {
  const auto call = std::make_shared<SyncCall>(std::move(reply), app_.limits().maxMessageBytes);
  SendingFrame frame = senderOf(*sender, message);
  const Audience audience(app_, *sender, frame, "ipc-message-sync", message.channel);
  const std::string channel(message.channel);
  const bool refused = !audience.empty() && !isAllowed(app_, *sender, frame, channel);
  if (refused) logRefusal(app_, *sender, frame, channel);
  if (refused || audience.empty()) {
    const Error error = noListeners(*sender, channel);
    if (!refused) app_.log().warning(error.message());
    call->fail(error);
    return;
  }
  try {
    const Arguments arguments = decode(message, app_.limits());
    IpcMainEvent event(*sender, std::move(frame), call);
    if (const std::exception_ptr error = audience.call(app_, channel, event, arguments)) call->fail(error);
  } catch (const codec::DecodeError& error) {
    call->fail(error);
  }
}

void Dispatch::invoke(const Sender& sender, const core::IncomingMessage& message, core::Reply reply,
                      std::stop_token stop) {
  answer<PageInvoke>(app_, sender, message, std::move(reply), std::move(stop));
}

void Dispatch::stream(const Sender& sender, const core::IncomingMessage& message, core::StreamReply reply,
                      std::stop_token stop) {
  answer<PageStream>(app_, sender, message, std::move(reply), std::move(stop));
}

}  // namespace transom::detail
