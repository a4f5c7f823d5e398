// SPDX-License-Identifier: MIT
#include "dispatch.h"

#include "app_impl.h"
#include "codec/codec.h"
#include "error_text.h"
#include "page_invoke.h"
#include "sync_call.h"
#include "web_contents_impl.h"

#include <transom/listener_traits.h>

#include <exception>
#include <string>
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
struct Audience {
  Listeners page;
  Listeners main;

  Audience(AppImpl& app, const WebContents& sender, std::string_view pageEvent, std::string_view channel)
      : page(WebContentsImpl::of(sender).ipcEvents(), pageEvent), main(app.ipcMain(), channel) {}

  [[nodiscard]] bool empty() const { return page.size() + main.size() == 0; }

  std::exception_ptr call(AppImpl& app, const std::string& channel, IpcMainEvent& event,
                          const Arguments& arguments) const {
    std::exception_ptr first;
    if (page.size() > 0) first = callAll(app, page, channel, event, withChannel(channel, arguments));
    const std::exception_ptr second = callAll(app, main, channel, event, arguments);
    return first ? first : second;
  }
};

Arguments decode(const core::IncomingMessage& message, const Limits& limits) {
  return codec::decodeArguments(message.payload, {.maxMemoryBytes = 4 * limits.maxMessageBytes});
}

Error noListeners(const WebContents& sender, const std::string& channel) {
  std::string text = "WebContents #" + std::to_string(sender.id()) + " called ipcRenderer.sendSync() with '" + channel +
                     "' channel without listeners.";
  return {"Error", std::move(text)};
}

}  // namespace

void dispatchMessage(AppImpl& app, const std::shared_ptr<WebContents>& sender, const core::IncomingMessage& message) {
  const Audience audience(app, *sender, "ipc-message", message.channel);
  if (audience.empty()) return;
  const std::string channel(message.channel);
  try {
    const Arguments arguments = decode(message, app.limits());
    IpcMainEvent event(*sender, message.document, nullptr);
    audience.call(app, channel, event, arguments);
  } catch (const codec::DecodeError& error) {
    app.log().warning("WebContents #" + std::to_string(sender->id()) + " sent to '" + channel + "': " + error.what());
  }
}

void dispatchSyncCall(AppImpl& app, const std::shared_ptr<WebContents>& sender, const core::IncomingMessage& message,
                      core::Reply reply) {
  const auto call = std::make_shared<SyncCall>(std::move(reply), app.limits().maxMessageBytes);
  const Audience audience(app, *sender, "ipc-message-sync", message.channel);
  const std::string channel(message.channel);
  if (audience.empty()) {
    const Error error = noListeners(*sender, channel);
    app.log().warning(error.message());
    call->fail(error);
    return;
  }
  try {
    const Arguments arguments = decode(message, app.limits());
    IpcMainEvent event(*sender, message.document, call);
    if (const std::exception_ptr error = audience.call(app, channel, event, arguments)) call->fail(error);
  } catch (const codec::DecodeError& error) {
    call->fail(error);
  }
}

void dispatchInvoke(AppImpl& app, const std::shared_ptr<WebContents>& sender, const core::IncomingMessage& message,
                    core::Reply reply, std::stop_token stop) {
  const std::string channel(message.channel);
  const auto answerTo = [&](Arguments arguments) {
    return std::make_shared<PageInvoke>(sender, channel, std::move(reply), std::move(stop), std::move(arguments),
                                        InvokeTerms{app.limits().maxMessageBytes, app.sharedLog()});
  };
  const InvokeHandler handler = app.ipcMain().takeHandler(channel);
  if (!handler) {
    const Error error("Error", "No handler registered for '" + channel + "'");
    return answerTo({})->reject(std::make_exception_ptr(error));
  }
  Arguments arguments;
  try {
    arguments = decode(message, app.limits());
  } catch (const codec::DecodeError&) {
    return answerTo({})->reject(std::current_exception());
  }
  const std::shared_ptr<PageInvoke> call = answerTo(std::move(arguments));
  try {
    handler(call);
  } catch (const ArgumentError& wrong) {
    call->reject(explain(wrong, channel, *sender));
  } catch (...) {
    call->reject(std::current_exception());
  }
}

}  // namespace transom::detail
