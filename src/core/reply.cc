// SPDX-License-Identifier: MIT
#include "core/reply.h"

#include "codec/codec.h"

#include <utility>

namespace transom::core {

Reply& Reply::operator=(Reply&& other) noexcept {
  if (this == &other) return *this;
  abandon();
  sink_ = std::move(other.sink_);
  call_ = other.call_;
  return *this;
}

Reply::~Reply() {
  abandon();
}

void Reply::send(ByteView payload) {
  settle(false, payload);
}

void Reply::fail(ByteView payload) {
  settle(true, payload);
}

void Reply::settle(bool failed, ByteView payload) {
  if (const auto sink = sink_.lock()) sink->reply(call_, failed, payload);
  sink_.reset();
}

void Reply::abandon() {
  if (sink_.expired()) return;
  const Value error = Value::error("Error", "reply was never sent");
  // What a failed invoke holds: PROTOCOL.md, section 8.
  const bool isInvoke = call_.kind == ReplySink::Call::Kind::invoke;
  fail(isInvoke ? codec::encodeArguments({error, Value::object()}) : codec::encodeValue(error));
}

}  // namespace transom::core
