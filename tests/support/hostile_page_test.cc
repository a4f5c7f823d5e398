// SPDX-License-Identifier: MIT
#include "hostile_page_test.h"

#include "hex.h"

#include <memory>
#include <utility>

namespace transom::test {

std::string littleEndian(std::uint64_t number, std::size_t count) {
  std::string bytes;
  for (std::size_t i = 0; i < count; ++i) bytes += static_cast<char>(number >> (8 * i) & 0xff);
  return bytes;
}

std::string bytesClaiming(const RawFrame& frame, std::uint32_t length, std::uint32_t channelLength) {
  return littleEndian(length, 4) + littleEndian(frame.kind, 1) + littleEndian(frame.flags, 1) +
         littleEndian(frame.descriptors, 2) + littleEndian(frame.document, 4) + littleEndian(frame.call, 4) +
         littleEndian(channelLength, 4) + frame.channel + frame.payload;
}

std::string bytesOf(const RawFrame& frame) {
  return bytesClaiming(frame, static_cast<std::uint32_t>(frame.channel.size() + frame.payload.size()),
                       static_cast<std::uint32_t>(frame.channel.size()));
}

std::string hello() {
  return bytesOf({.kind = 1, .call = 1, .payload = littleEndian(1, 4)});
}

std::string openDocument(std::uint32_t document, std::uint64_t webFrame, std::string_view origin) {
  return bytesOf({.kind = 3,
                  .flags = 1,
                  .document = document,
                  .payload = (littleEndian(webFrame, 8) + littleEndian(0, 8)).append(origin)});
}

HostilePageTest::HostilePageTest() : PageTest({.webExtensionDirectory = TRANSOM_HOSTILE_EXTENSION}) {
  listen();
}

void HostilePageTest::restartWith(const Limits& limits) {
  restart({.limits = limits, .webExtensionDirectory = TRANSOM_HOSTILE_EXTENSION});
  listen();
}

void HostilePageTest::listen() {
  ipcMain().on("behaving", [this](IpcMainEvent& event) { behaving_.insert(event.sender().id()); });
  ipcMain().on("bounce", [this](IpcMainEvent&, int n) { heard_ = n; });
}

void HostilePageTest::attack(BrowserWindow& window, std::string_view commands) {
  // Another path each time, or it would be a jump inside of the same document.
  static int count = 0;
  behaving_.erase(window.webContents().id());
  const std::string path = "/attack" + std::to_string(++count);
  page("<!doctype html><title>attack</title><script></script>", path);
  window.loadURL(server().url("127.0.0.1", path) + "#" + std::string(commands)).then([](const TaskResult<void>&) {});
}

std::string HostilePageTest::send(std::string_view bytes) {
  return "send:" + toHex(std::as_bytes(std::span(bytes))) + ";";
}

std::string HostilePageTest::flood(std::string_view bytes) {
  return "flood:" + toHex(std::as_bytes(std::span(bytes))) + ";";
}

std::string HostilePageTest::behaving(std::string_view first) {
  const std::string word = bytesOf({.kind = 5, .document = 1, .channel = "behaving", .payload = "\x80"});
  return "connect;" + send(hello() + openDocument(1) + std::string(first) + word) + "await;bounce";
}

bool HostilePageTest::isHeard(BrowserWindow& window) {
  const int id = window.webContents().id();
  if (!runUntil([this, id] { return behaving_.contains(id); })) return false;
  const int n = ++lastBounce_;
  window.webContents().send("bounce", n);
  return runUntil([this, n] { return heard_ == n; });
}

std::string HostilePageTest::violationIn(BrowserWindow& window, const std::function<void()>& action) {
  const auto gone = std::make_shared<std::optional<std::pair<std::string, std::string>>>();
  window.webContents().once("render-process-gone",
                            [gone](WebContentsEvent&, const std::string& reason, const std::string& description) {
                              *gone = {reason, description};
                            });
  action();
  if (!runUntil([&gone] { return gone->has_value(); })) return "nothing happened";
  EXPECT_EQ((*gone)->first, "protocol-violation");
  return (*gone)->second;
}

}  // namespace transom::test
