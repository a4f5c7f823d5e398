// SPDX-License-Identifier: MIT
#include "page_rounds.h"

#include "payloads.h"
#include "stream_rounds.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace transom::bench {

OurPage::OurPage(App& app)
    : window_(app, {.title = "transom-bench", .webPreferences = {.exposeIpcToPage = true}}), run_(app) {
  listen(app.ipcMain());
}

// A round trip is the interval between the arrivals of two messages in main, since the page's clock is too coarse for
// it: each interval holds one answer on its way out and one message on its way in, encoded and decoded at both ends.
void OurPage::listen(IpcMain& ipcMain) {
  const auto on = [&](std::string_view channel, auto listener) {
    listeners_.push_back(ipcMain.scoped(channel, std::move(listener)));
  };
  on("sync-round", [this](IpcMainEvent& event, const Value& payload) {
    event.returnValue = run_.roundTripped() ? payload : Value(nullptr);
  });
  on("round", [this](IpcMainEvent& event, const Value& payload) {
    if (run_.roundTripped()) event.sender().send("round-reply", payload);
  });
  ipcMain.handle("invoke-round", [this](IpcMainInvokeEvent&, const Value& payload) {
    return run_.roundTripped() ? payload : Value(nullptr);
  });
  on("port", [this](IpcMainEvent& event) { echo(event.ports().at(0)); });
  on("burst", [this] { run_.messageArrived(); });
  ipcMain.handle("stream", [](IpcMainInvokeEvent&) -> AsyncGenerator<Bytes> {
    for (std::size_t sent = 0; sent < kStreamBytes; sent += kStreamChunkBytes) co_yield Bytes(kStreamChunkBytes);
  });
  on("stream-done", [this] { run_.endStream(); });
  on("burst-done", [this] { run_.endBurst(); });
  on("codec-times", [this](IpcMainEvent&, const std::vector<double>& times) { run_.end(times); });
  on("failed", [this](IpcMainEvent&, const std::string& why) { run_.fail("the page failed: " + why); });
}

void OurPage::echo(const std::shared_ptr<MessagePortMain>& port) {
  port_ = port;
  port_->on("message", [this](MessageEvent& event) {
    if (run_.roundTripped()) event.target().postMessage(event.data());
  });
  port_->start();
}

Task<Samples> OurPage::port(std::string_view payload, const Budget& budget) {
  contents().send("port-rounds", payload);
  return run_.beginRoundTrips(budget);
}

Task<Samples> OurPage::sendSync(std::string_view payload, const Budget& budget) {
  contents().send("sync-rounds", payload);
  return run_.beginRoundTrips(budget);
}

Task<Samples> OurPage::sendReply(std::string_view payload, const Budget& budget) {
  contents().send("reply-rounds", payload);
  return run_.beginRoundTrips(budget);
}

Task<Samples> OurPage::invoke(std::string_view payload, const Budget& budget) {
  contents().send("invoke-rounds", payload);
  return run_.beginRoundTrips(budget);
}

Task<Samples> OurPage::contentsInvoke(const Budget& budget) {
  const Value payload = payloadValue("16B");
  Recorder recorder(budget);
  while (recorder.tick()) co_await contents().invoke("round", payload);
  co_return recorder.takeSamples();
}

Task<Samples> OurPage::burstToMain(const Budget& budget) {
  auto result = run_.beginBurst(budget);
  contents().send("burst-to-main", budget.burst);
  return result;
}

Task<Samples> OurPage::burstToPage(const Budget& budget) {
  const std::string message = payloadValue("16B").asString();
  contents().send("expect-burst", budget.burst);
  auto result = run_.beginBurst(budget);
  for (std::size_t i = 0; i < budget.burst; ++i) contents().send("burst", message);
  return result;
}

Task<Samples> OurPage::stream() {
  auto result = run_.beginStream(kStreamBytes);
  contents().send("read-stream", kStreamBytes);
  return result;
}

Task<Samples> OurPage::codec(std::string_view operation, std::string_view payload, const Budget& budget) {
  const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(budget.time);
  contents().send("codec-rounds", operation, payload, time.count());
  return run_.begin();
}

}  // namespace transom::bench
