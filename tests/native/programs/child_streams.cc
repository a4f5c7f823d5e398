// SPDX-License-Identifier: MIT
#include "child_streams.h"

#include <chrono>
#include <cstddef>
#include <iostream>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace transom::test {
namespace {

/// Where main is gone nobody hears it.
template <class... Args>
void report(IpcRenderer& ipc, const Args&... args) {
  if (ipc.isConnected()) ipc.send(args...);
}

/// How a stream has ended: what it failed with, as `name|code|message|data`; empty: at its end.
template <class T, class Each>
Task<std::string> endOf(MainStream<T> stream, Each each) {
  try {
    while (auto value = co_await stream.next()) {
      if (!each(*std::move(value))) co_return "let go";
    }
    co_return "";
  } catch (const Error& error) {
    co_return error.name() + "|" + error.code() + "|" + error.message() + "|" + error.data().inspect();
  }
}

// GCC 12 destroys a lambda twice that is made inside of a co_await expression: each has a name first.

/// Reads all of it, and says `read` with how it ended and what it gave.
Task<void> readAll(IpcRenderer& ipc, MainStream<> stream) {
  std::vector<Value> all;
  const auto keep = [&all](Value value) {
    all.push_back(std::move(value));
    return true;
  };
  const std::string end = co_await endOf(std::move(stream), keep);
  report(ipc, "read", end, all);
}

Task<void> readUntil(IpcRenderer& ipc, std::string channel, int last) {
  const auto isBefore = [last](int number) { return number < last; };
  const std::string end = co_await endOf(ipc.stream<int>(channel), isBefore);
  report(ipc, "read", end);
}

Task<void> countBytes(IpcRenderer& ipc, std::string channel) {
  std::size_t count = 0;
  const auto add = [&count](const Bytes& bytes) {
    count += bytes.size();
    return true;
  };
  const std::string end = co_await endOf(ipc.stream<Bytes>(channel), add);
  report(ipc, "counted", end, count);
}

/// For one who doesn't hear messages any more.
Task<void> printEnd(IpcRenderer& ipc, std::string channel) {
  const auto skip = [](int) { return true; };
  const std::string end = co_await endOf(ipc.stream<int>(channel), skip);
  std::cout << end << std::endl;
}

void listenToReaders(IpcRenderer& ipc) {
  ipc.on("read", [](IpcRendererEvent& event, const std::string& channel, const Value& argument) {
    readAll(event.sender(), event.sender().stream(channel, argument));
  });
  ipc.on("read-until", [](IpcRendererEvent& event, const std::string& channel, int last) {
    readUntil(event.sender(), channel, last);
  });
  ipc.on("count-bytes",
         [](IpcRendererEvent& event, const std::string& channel) { countBytes(event.sender(), channel); });
  ipc.on("print-end", [](IpcRendererEvent& event, const std::string& channel) { printEnd(event.sender(), channel); });
  ipc.on("read-in-time", [](IpcRendererEvent& event, const std::string& channel) {
    IpcRenderer& sender = event.sender();
    readAll(sender, sender.streamWithOptions(channel, {.timeout = std::chrono::milliseconds(1)}));
  });
  const auto stop = std::make_shared<std::stop_source>();
  ipc.on("read-to-be-stopped", [stop](IpcRendererEvent& event, const std::string& channel) {
    IpcRenderer& sender = event.sender();
    readAll(sender, sender.streamWithOptions(channel, {.stop = stop->get_token()}));
  });
  ipc.on("stop-in-another-thread", [stop] { std::thread([stop] { stop->request_stop(); }).join(); });
}

/// Takes so many, and says `took` with the last one.
Task<void> take(IpcRenderer& ipc, std::shared_ptr<MainStream<int>> stream, int count) {
  int last = 0;
  for (int i = 0; i < count; ++i) last = (co_await stream->next()).value_or(-1);
  report(ipc, "took", last);
}

void listenToOneWhoTakesWhenTold(IpcRenderer& ipc) {
  const auto kept = std::make_shared<std::shared_ptr<MainStream<int>>>();
  ipc.on("open", [kept](IpcRendererEvent& event, const std::string& channel) {
    *kept = std::make_shared<MainStream<int>>(event.sender().stream<int>(channel));
  });
  ipc.on("take", [kept](IpcRendererEvent& event, int count) { take(event.sender(), *kept, count); });
  ipc.on("let-go", [kept] { kept->reset(); });
}

}  // namespace

void listenToStreams(IpcRenderer& ipc) {
  listenToReaders(ipc);
  listenToOneWhoTakesWhenTold(ipc);
}

}  // namespace transom::test
