// SPDX-License-Identifier: MIT
#include "receiver.h"

#include "addon.h"
#include "frame_object.h"
#include "port_object.h"

#include <transom/web_contents.h>

#include <string>
#include <utility>

namespace transom::node {

void JsReceiver::message(const encoded::Message& message) {
  tell(Kind::send, message, 0, {});
}

void JsReceiver::postMessage(const encoded::Message& message, const encoded::Ports& ports) {
  tell(Kind::posted, message, 0, ports);
}

void JsReceiver::syncCall(const encoded::Message& message, std::unique_ptr<encoded::Reply> reply) {
  tell(Kind::syncCall, message, addon_.replies().add(std::move(reply)), {});
}

void JsReceiver::invoke(const encoded::Message& message, std::unique_ptr<encoded::Reply> reply, std::stop_token stop) {
  tell(Kind::invoke, message, addon_.replies().add(std::move(reply), stop), {});
}

void JsReceiver::stream(const encoded::Message& message, std::unique_ptr<encoded::StreamReply> reply,
                        std::stop_token stop) {
  tell(Kind::stream, message, addon_.replies().addStream(std::move(reply), stop), {});
}

void JsReceiver::tell(Kind kind, const encoded::Message& message, std::uint32_t call, const encoded::Ports& ports) {
  const Host& host = addon_.host();
  const Napi::Env env = host.env();
  const Napi::HandleScope scope(env);
  const auto number = [env](double value) { return Napi::Number::New(env, value); };
  // Promises that run with the call may end the page, and with it what the view refers to.
  const std::string channel(message.channel);
  host.lend(message.payload, [&](Napi::Value payload) {
    const Napi::Value refused = host.call(
        Told::message,
        {number(int(kind)), number(message.sender->id()), FrameObject::objectOf(addon_.frameType(), message.frame),
         number(static_cast<double>(message.frameId)), number(message.document), Napi::String::New(env, channel),
         payload, Napi::Boolean::New(env, message.isAllowed), number(call),
         ports.empty() ? env.Undefined() : PortObject::objectsOf(addon_.portType(), ports)});
    if (!refused.IsBoolean() || !refused.As<Napi::Boolean>().Value()) return;
    encoded::Message kept = message;
    kept.channel = channel;
    encoded::logRefusal(addon_.app(), kept);
  });
}

}  // namespace transom::node
