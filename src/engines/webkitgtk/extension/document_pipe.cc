// SPDX-License-Identifier: MIT
#include "document_pipe.h"

#include "wire/frame_header.h"

namespace transom::webkitgtk {
namespace {

wire::FrameHeader headerOf(std::span<const std::byte> frame) {
  return wire::decodeHeader(frame.first<wire::kHeaderBytes>());
}

}  // namespace

bool DocumentPipe::isOwn(std::span<const std::byte> frame) const {
  return frame.size() >= wire::kHeaderBytes && headerOf(frame).document == document_;
}

bool DocumentPipe::mayPost(std::span<const std::byte> frame) {
  if (!isOwn(frame)) return false;
  const wire::FrameHeader header = headerOf(frame);
  const bool answers = header.kind == wire::Kind::reply && expected_.erase(header.call) > 0;
  return answers || mayAsk_ || header.kind == wire::Kind::documentUnloading;
}

bool DocumentPipe::post(std::span<std::byte> frame) {
  return mayPost(frame) && connection_->post(frame);
}

std::optional<ByteView> DocumentPipe::postSync(std::span<std::byte> frame) {
  return mayAsk_ && isOwn(frame) ? connection_->postSync(frame) : std::nullopt;
}

std::optional<std::uint32_t> DocumentPipe::postCall(std::span<std::byte> frame) {
  return mayAsk_ && isOwn(frame) ? connection_->postCall(frame) : std::nullopt;
}

}  // namespace transom::webkitgtk
