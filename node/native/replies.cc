// SPDX-License-Identifier: MIT
#include "replies.h"

#include <utility>

namespace transom::node {

std::uint32_t Replies::add(std::unique_ptr<encoded::Reply> reply) {
  const std::uint32_t call = ++last_;
  waiting_[call].reply = std::move(reply);
  return call;
}

std::uint32_t Replies::add(std::unique_ptr<encoded::Reply> reply, const std::stop_token& stop) {
  const std::uint32_t call = add(std::move(reply));
  waiting_.at(call).onStop.emplace(stop, [this, call] { tell(Told::abort, call); });
  return call;
}

std::uint32_t Replies::addStream(std::unique_ptr<encoded::StreamReply> reply, const std::stop_token& stop) {
  encoded::StreamReply* const stream = reply.get();
  const std::uint32_t call = add(std::move(reply), stop);
  waiting_.at(call).stream = stream;
  stream->onRoom([this, call] { tell(Told::room, call); });
  return call;
}

void Replies::send(std::uint32_t call, ByteView value) {
  const auto found = waiting_.find(call);
  if (found == waiting_.end()) return;
  found->second.reply->send(value);
  waiting_.erase(found);
}

void Replies::fail(std::uint32_t call, ByteView error) {
  const auto found = waiting_.find(call);
  if (found == waiting_.end()) return;
  found->second.reply->fail(error);
  waiting_.erase(found);
}

bool Replies::chunk(std::uint32_t call, ByteView value) {
  const auto found = waiting_.find(call);
  if (found == waiting_.end() || !found->second.stream) return false;
  found->second.stream->chunk(value);
  return found->second.stream->hasRoom();
}

void Replies::tell(Told what, std::uint32_t call) const {
  const Napi::HandleScope scope(host_.env());
  host_.call(what, {Napi::Number::New(host_.env(), call)});
}

}  // namespace transom::node
