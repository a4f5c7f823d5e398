// SPDX-License-Identifier: MIT
#include "plan.h"

#include "codec_rows.h"
#include "machine.h"
#include "node_rounds.h"
#include "payloads.h"
#include "stream_rounds.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

namespace transom::bench {
namespace {

constexpr std::size_t kMemcpyBytes = std::size_t{1} << 20;

// Batches of a codec are steadier than round trips between processes, and there are many rows of them.
Budget codecBudget(Budget budget) {
  budget.time /= 4;
  return budget;
}

Task<Samples> done(Samples samples) {
  const TaskSource<Samples> source;
  source.resolve(std::move(samples));
  return source.task();
}

std::string join(std::string_view path, std::string_view name) {
  return std::string(path) + "/" + std::string(name);
}

/// A row that is measured at once, without a page.
Measurement local(Row row, std::function<Samples(const Budget&)> measure) {
  return {std::move(row), [measure = std::move(measure)](const Budget& budget) { return done(measure(budget)); }};
}

Measurement floorRow(std::string_view kind, std::string_view size, const Echo& echo) {
  return local({.name = join(join("floor", kind), size)},
               [&echo](const Budget& budget) { return echo.measure(budget); });
}

/// A structured value goes through the peer in two ways: as it is, and as libraries on top of the peer do it.
bool isStructured(std::string_view payload) {
  return payload == "object" || payload == "objects1000";
}

Row pageRow(std::string_view name, std::string_view floorKind, std::string_view payload) {
  return {.name = join(name, payload),
          .floor = join(join("floor", floorKind), floorSize(payload)),
          .peer = join("peer/webkit-reply", payload),
          .otherPeer = isStructured(payload) ? join("peer/webkit-json", payload) : ""};
}

Measurement peerRow(std::string_view name, std::string_view payload, PeerFormat format, std::string note,
                    WebKitPeer& peer) {
  return {{.name = join(join("peer", name), payload),
           .floor = join("floor/socketpair-poll", floorSize(payload)),
           .note = std::move(note)},
          [&peer, payload, format](const Budget& budget) { return peer.roundTrips(payload, format, budget); }};
}

void addPeerRows(Group& group, std::string_view payload, WebKitPeer& peer) {
  if (isBinary(payload)) {
    group.push_back(peerRow("webkit-reply", payload, PeerFormat::base64,
                            "as a base64 string, decoded and encoded in main: the handler turns a typed array into an "
                            "object with a property for every byte",
                            peer));
    return;
  }
  group.push_back(peerRow("webkit-reply", payload, PeerFormat::native, "as the value that it is", peer));
  if (!isStructured(payload)) return;
  group.push_back(peerRow("webkit-json", payload, PeerFormat::json,
                          "as a JSON string, parsed and written again in main, as webview-style libraries do", peer));
}

Group planPayload(std::string_view payload, const Floors& floors, OurPage& ours, WebKitPeer& peer) {
  const auto size = floorSize(payload);
  Group group{
      floorRow("socketpair-blocking", size, floors.blocking(size)),
      {pageRow("sendSync", "socketpair-blocking", payload),
       [&ours, payload](const Budget& budget) { return ours.sendSync(payload, budget); }},
      floorRow("socketpair-poll", size, floors.poll(size)),
      {pageRow("send-reply", "socketpair-poll", payload),
       [&ours, payload](const Budget& budget) { return ours.sendReply(payload, budget); }},
      {pageRow("invoke", "socketpair-poll", payload),
       [&ours, payload](const Budget& budget) { return ours.invoke(payload, budget); }},
  };
  if (payload == "16B") {
    group.push_back({pageRow("contents-invoke", "socketpair-poll", payload),
                     [&ours](const Budget& budget) { return ours.contentsInvoke(budget); }});
    group.push_back({pageRow("port", "socketpair-poll", payload),
                     [&ours, payload](const Budget& budget) { return ours.port(payload, budget); }});
  }
  addPeerRows(group, payload, peer);
  return group;
}

using Burst = std::function<Task<Samples>(const Budget&)>;

/// A tenth of the burst warms up, and says how large the burst may be for the time that there is.
Task<Samples> fittingBurst(Burst send, Budget budget) {
  Budget small = budget;
  small.burst /= 10;
  const Samples rate = co_await send(small);
  const auto fitting = rate.front() * std::chrono::duration<double>(budget.burstTime).count();
  if (fitting < static_cast<double>(budget.burst))
    budget.burst = std::max(small.burst, static_cast<std::size_t>(fitting));
  co_return co_await send(budget);
}

Measurement burstRow(Row row, Burst send) {
  row.unit = Unit::perSecond;
  return {std::move(row), [send = std::move(send)](const Budget& budget) { return fittingBurst(send, budget); }};
}

Group planBurstToMain(OurPage& ours, WebKitPeer& peer) {
  return {
      burstRow({.name = "burst/page-to-main", .peer = "peer/webkit-reply/burst/page-to-main"},
               [&ours](const Budget& budget) { return ours.burstToMain(budget); }),
      burstRow({.name = "peer/webkit-reply/burst/page-to-main",
                .note = "by the handler without replies, which is the faster one"},
               [&peer](const Budget& budget) { return peer.burstToMain(budget); }),
  };
}

Group planBurstToPage(OurPage& ours, WebKitPeer& peer) {
  return {
      burstRow({.name = "burst/main-to-page", .peer = "peer/webkit-reply/burst/main-to-page"},
               [&ours](const Budget& budget) { return ours.burstToPage(budget); }),
      burstRow({.name = "peer/webkit-reply/burst/main-to-page",
                .note = "by webkit_web_view_evaluate_javascript, a call for each message"},
               [&peer](const Budget& budget) { return peer.burstToPage(budget); }),
  };
}

Measurement streamRow(Row row, std::function<Task<Samples>()> stream) {
  row.unit = Unit::megabytesPerSecond;
  return {std::move(row), [stream = std::move(stream)](const Budget& budget) { return repeatStream(stream, budget); }};
}

Group planStream(const Floors& floors, OurPage& ours, WebKitPeer& peer) {
  return {
      streamRow({.name = "floor/socketpair-stream", .note = "the same bytes, written and read 64 KiB at a time"},
                [&floors] { return done({floors.sink().measure()}); }),
      streamRow({.name = "stream",
                 .floor = "floor/socketpair-stream",
                 .peer = "peer/webkit-scheme/stream",
                 .note = "65.5 MB in chunks of 64 KiB, each a Uint8Array in the page's loop"},
                [&ours] { return ours.stream(); }),
      streamRow(
          {.name = "peer/webkit-scheme/stream",
           .floor = "floor/socketpair-stream",
           .note = "the same bytes fetched from a URI scheme of the application, read in the sizes that they come in"},
          [&peer] { return peer.stream(); }),
  };
}

Group planBridge(BridgePage& bridge) {
  return {{{.name = "contextBridge-call", .note = "a string of 16 B there and back; p99 of the means of batches"},
           [&bridge](const Budget& budget) { return bridge.calls(codecBudget(budget)); }}};
}

Group planNative(const Floors& floors, NativeChild& native) {
  return {
      floorRow("socketpair-blocking", "16B", floors.blocking("16B")),
      {{.name = "native:sendSync/16B", .floor = "floor/socketpair-blocking/16B"},
       [&native](const Budget& budget) { return native.sendSync(budget); }},
      floorRow("socketpair-poll", "16B", floors.poll("16B")),
      {{.name = "native:invoke/16B", .floor = "floor/socketpair-poll/16B"},
       [&native](const Budget& budget) { return native.invoke(budget); }},
      burstRow({.name = "native:burst", .note = "from the child to main"},
               [&native](const Budget& budget) { return native.burst(budget); }),
  };
}

Group planNode(const Floors& floors) {
  const auto row = [](std::string_view name, std::string_view floor, std::string_view kind) {
    return local({.name = join(name, "16B"), .floor = join(join("floor", floor), "16B")},
                 [kind](const Budget& budget) { return measureNode(kind, budget); });
  };
  return {
      floorRow("socketpair-blocking", "16B", floors.blocking("16B")),
      row("node:sendSync", "socketpair-blocking", "sync"),
      floorRow("socketpair-poll", "16B", floors.poll("16B")),
      row("node:send-reply", "socketpair-poll", "reply"),
      row("node:invoke", "socketpair-poll", "invoke"),
      local({.name = "node:burst/page-to-main", .unit = Unit::perSecond}, measureNodeBurst),
  };
}

Row codecRow(std::string_view where, std::string_view operation, std::string_view payload) {
  return {.name = join(join(join("codec", where), operation), payload),
          .floor = payload == "1MiB" ? "floor/memcpy/1MiB" : "",
          .peer = join(join("codec/" + std::string(where) + "-json", operation), payload),
          .note = "p99 of the means of batches"};
}

Row jsonRow(std::string_view where, std::string_view operation, std::string_view payload) {
  const std::string how = where == "page" ? "JSON to and from UTF-8" : "nlohmann::json";
  return {.name = join(join("codec/" + std::string(where) + "-json", operation), payload),
          .note = how + (isBinary(payload) ? ", base64 for the bytes" : "") + "; p99 of the means of batches"};
}

void addCppRows(Group& group, std::string_view payload) {
  const auto add = [&](Row row, Samples (*measure)(std::string_view, const Budget&)) {
    group.push_back(
        local(std::move(row), [measure, payload](const Budget& b) { return measure(payload, codecBudget(b)); }));
  };
  add(codecRow("cpp", "encode", payload), measureEncode);
  add(jsonRow("cpp", "encode", payload), measureJsonEncode);
  add(codecRow("cpp", "decode", payload), measureDecode);
  add(jsonRow("cpp", "decode", payload), measureJsonDecode);
}

void addPageRows(Group& group, std::string_view payload, OurPage& ours) {
  const auto add = [&](Row row, std::string_view operation) {
    group.push_back({std::move(row), [&ours, operation, payload](const Budget& budget) {
                       return ours.codec(operation, payload, codecBudget(budget));
                     }});
  };
  add(codecRow("page", "encode", payload), "encode");
  add(jsonRow("page", "encode", payload), "json-encode");
  add(codecRow("page", "decode", payload), "decode");
  add(jsonRow("page", "decode", payload), "json-decode");
}

Group planCodec(std::string_view payload, OurPage& ours) {
  Group group;
  if (payload == "1MiB") {
    group.push_back(local({.name = "floor/memcpy/1MiB"},
                          [](const Budget& budget) { return measureMemcpy(kMemcpyBytes, codecBudget(budget)); }));
  }
  addCppRows(group, payload);
  addPageRows(group, payload, ours);
  return group;
}

Measurement memoryRow(Row row) {
  row.unit = Unit::mebibytes;
  return local(std::move(row), [](const Budget&) { return Samples{residentMebibytes()}; });
}

Task<Samples> memoryAfterBursts(OurPage& ours, Budget budget) {
  co_await ours.burstToMain(budget);
  co_await ours.burstToPage(budget);
  co_return Samples{residentMebibytes()};
}

}  // namespace

Floors::Floors() : sink_(kStreamChunkBytes, kStreamBytes) {
  const std::map<std::string, std::size_t> sizes{
      {"16B", 16}, {"64KiB", std::size_t{64} << 10}, {"1MiB", std::size_t{1} << 20}};
  for (const auto& [name, bytes] : sizes) {
    blocking_[name] = std::make_unique<Echo>(Waiting::blocking, bytes);
    poll_[name] = std::make_unique<Echo>(Waiting::poll, bytes);
  }
}

Group planMemory(OurPage& ours) {
  return {memoryRow({.name = "memory/main-before-burst", .note = "resident, one window, its page loaded"}),
          {{.name = "memory/main-after-burst",
            .unit = Unit::mebibytes,
            .floor = "memory/main-before-burst",
            .note = "resident, one window, after both bursts"},
           [&ours](const Budget& budget) { return memoryAfterBursts(ours, budget); }}};
}

std::vector<Group> planRounds(const Floors& floors, OurPage& ours, BridgePage& bridge, NativeChild& native,
                              WebKitPeer& peer) {
  std::vector<Group> groups;
  groups.reserve(2 * kPayloads.size() + 6);
  for (const auto payload : kPayloads) groups.push_back(planPayload(payload, floors, ours, peer));
  groups.push_back(planBurstToMain(ours, peer));
  groups.push_back(planBurstToPage(ours, peer));
  groups.push_back(planStream(floors, ours, peer));
  groups.push_back(planBridge(bridge));
  groups.push_back(planNative(floors, native));
  groups.push_back(planNode(floors));
  for (const auto payload : kPayloads) groups.push_back(planCodec(payload, ours));
  return groups;
}

void keepOnly(std::string_view prefix, Group& group) {
  std::set<std::string> kept;
  for (const auto& [row, measure] : group) {
    if (row.name.starts_with(prefix)) kept.insert({row.name, row.floor, row.peer, row.otherPeer});
  }
  std::erase_if(group, [&](const Measurement& measurement) { return !kept.contains(measurement.row.name); });
}

}  // namespace transom::bench
