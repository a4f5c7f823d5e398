// SPDX-License-Identifier: MIT
#include "session/raw_page.h"

#include "wire/frame_head.h"
#include "wire/little_endian.h"

#include <array>

namespace transom::test {
namespace {

using wire::Kind;

std::string textOf(ByteView view) {
  return {reinterpret_cast<const char*>(view.data()), view.size()};
}

template <class T>
std::string littleEndian(T value) {
  std::array<std::byte, sizeof(T)> buffer{};
  wire::storeLittleEndian(buffer, value);
  return textOf(buffer);
}

std::string portList(const std::vector<std::uint32_t>& ports) {
  if (ports.empty()) return {};
  std::string list = littleEndian(static_cast<std::uint32_t>(ports.size()));
  for (const std::uint32_t port : ports) list += littleEndian(port);
  return list;
}

std::uint8_t flagOf(const std::vector<std::uint32_t>& ports) {
  return ports.empty() ? 0 : wire::kFlagPorts;
}

constexpr std::size_t kNumberBytes = sizeof(std::uint32_t);

std::uint32_t numberAt(const std::string& payload, std::size_t index) {
  return wire::loadLittleEndian<std::uint32_t>(std::as_bytes(std::span(payload)).subspan(index * kNumberBytes));
}

}  // namespace

std::vector<std::uint32_t> RawPage::Received::ports() const {
  std::vector<std::uint32_t> numbers;
  if ((header.flags & wire::kFlagPorts) == 0) return numbers;
  for (std::size_t i = 1; i <= numberAt(payload, 0); ++i) numbers.push_back(numberAt(payload, i));
  return numbers;
}

std::string RawPage::Received::value() const {
  const std::size_t count = ports().size();
  return payload.substr(count == 0 ? 0 : (1 + count) * kNumberBytes);
}

std::string frame(wire::FrameHeader header, std::string_view channel, std::string_view payload) {
  return textOf(wire::FrameHead(header, channel, payload.size()).bytes()).append(payload);
}

std::string littleEndian32(std::uint32_t value) {
  return littleEndian(value);
}

std::string littleEndian64(std::uint64_t value) {
  return littleEndian(value);
}

std::string bytes(std::initializer_list<int> values) {
  std::string text;
  for (const int value : values) text.push_back(static_cast<char>(value));
  return text;
}

std::string helloFrame(std::uint32_t lowest, std::uint32_t highest) {
  return frame({.kind = Kind::hello, .call = lowest}, {}, littleEndian32(highest));
}

std::string openedFrame(std::uint32_t document, std::uint64_t webFrame, std::string_view url) {
  return frame({.kind = Kind::documentOpened, .flags = wire::kFlagMainFrame, .document = document}, url,
               littleEndian64(webFrame) + littleEndian64(0) + "app://page");
}

std::string openedChildFrame(std::uint32_t document, std::uint64_t webFrame, std::uint64_t parent, std::string_view url,
                             std::string_view origin) {
  return frame({.kind = Kind::documentOpened, .document = document}, url,
               (littleEndian64(webFrame) + littleEndian64(parent)).append(origin));
}

std::string closedFrame(std::uint32_t document) {
  return frame({.kind = Kind::documentClosed, .document = document});
}

std::string messageFrame(std::uint32_t document, std::string_view channel, std::string_view payload) {
  return frame({.kind = Kind::message, .document = document}, channel, payload);
}

std::string syncCallFrame(std::uint32_t document, std::uint32_t call, std::string_view channel,
                          std::string_view payload) {
  return frame({.kind = Kind::syncCall, .document = document, .call = call}, channel, payload);
}

std::string invokeFrame(std::uint32_t document, std::uint32_t call, std::string_view channel,
                        std::string_view payload) {
  return frame({.kind = Kind::invoke, .document = document, .call = call}, channel, payload);
}

std::string streamFrame(std::uint32_t document, std::uint32_t call, std::string_view channel,
                        std::string_view payload) {
  return frame({.kind = Kind::invoke, .flags = wire::kFlagStream, .document = document, .call = call}, channel,
               payload);
}

std::string creditFrame(std::uint32_t document, std::uint32_t call, std::uint32_t chunks) {
  return frame({.kind = Kind::credit, .document = document, .call = call}, {}, littleEndian32(chunks));
}

std::string cancelFrame(std::uint32_t document, std::uint32_t call) {
  return frame({.kind = Kind::cancel, .document = document, .call = call});
}

std::string postMessageFrame(std::uint32_t document, std::string_view channel, std::string_view value,
                             const std::vector<std::uint32_t>& ports) {
  return frame({.kind = Kind::postMessage, .flags = flagOf(ports), .document = document}, channel,
               portList(ports).append(value));
}

std::string portMessageFrame(std::uint32_t document, std::uint32_t port, std::string_view value,
                             const std::vector<std::uint32_t>& ports) {
  return frame({.kind = Kind::portMessage, .flags = flagOf(ports), .document = document, .call = port}, {},
               portList(ports).append(value));
}

std::string portCloseFrame(std::uint32_t document, std::uint32_t port) {
  return frame({.kind = Kind::portClose, .document = document, .call = port});
}

std::string replyFrame(std::uint32_t document, std::uint32_t call, std::string_view payload, bool failed) {
  const std::uint8_t flags = failed ? wire::kFlagFailed : 0;
  return frame({.kind = Kind::reply, .flags = flags, .document = document, .call = call}, {}, payload);
}

std::string RawPage::bye() const {
  return !frames.empty() && frames.back().header.kind == Kind::bye ? frames.back().payload : std::string();
}

void RawPage::bytesRead(std::size_t count) {
  reader_.bytesRead(count);
  while (const auto received = reader_.next()) {
    frames.push_back({received->header, std::string(received->channel()), textOf(received->payload())});
  }
}

void RawPage::transportClosed(std::string_view) {
  closed_ = true;
}

}  // namespace transom::test
