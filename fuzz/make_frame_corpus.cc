// SPDX-License-Identifier: MIT
// Writes conversations of a page with main, each beginning with the byte that frame_fuzzer.cc takes its choices from:
// `make_frame_corpus DIRECTORY`. The worked examples of protocol/PROTOCOL.md are among them.
#include "wire/frame_head.h"

#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace {

using transom::wire::FrameHeader;
using transom::wire::Kind;

std::string frame(FrameHeader header, std::string_view channel = {}, std::string_view payload = {}) {
  const transom::wire::FrameHead head(header, channel, payload.size());
  std::string text(reinterpret_cast<const char*>(head.bytes().data()), head.bytes().size());
  return text.append(payload);
}

const std::string kHello = frame({.kind = Kind::hello, .call = 1}, {}, std::string_view("\1\0\0\0", 4));

std::string opened(std::uint32_t document, char webFrame) {
  return frame({.kind = Kind::documentOpened, .flags = 1, .document = document}, "app://page/index.html",
               std::string{webFrame, 0, 0, 0, 0, 0, 0, 0} + std::string(8, '\0') + "app://page");
}

std::string credit(char chunks) {
  return frame({.kind = Kind::credit, .document = 1, .call = 3}, {}, std::string{chunks, 0, 0, 0});
}

const std::string kGreet = frame({.kind = Kind::message, .document = 1}, "greet", "\x82\x62hi\x07");
const std::string kInvoke = frame({.kind = Kind::invoke, .document = 1, .call = 2}, "load", "\x80");
const std::string kCancel = frame({.kind = Kind::cancel, .document = 1, .call = 2});
const std::string kStream = frame({.kind = Kind::invoke, .flags = 1, .document = 1, .call = 3}, "tail", "\x80");
const std::string kAsk = frame({.kind = Kind::syncCall, .document = 1, .call = 1}, "ask", "\x80");

/// Ports 1, and 3 inside of it.
const std::string kPort =
    frame({.kind = Kind::postMessage, .flags = 1, .document = 1}, "port", std::string_view("\1\0\0\0\1\0\0\0\xf6", 9));
const std::string kThroughPort = frame({.kind = Kind::portMessage, .flags = 1, .document = 1, .call = 1}, {},
                                       std::string_view("\1\0\0\0\3\0\0\0\xf6", 9));
const std::string kToPort = frame({.kind = Kind::portMessage, .document = 1, .call = 1}, {}, "\x07");
const std::string kToGivenPort = frame({.kind = Kind::portMessage, .document = 1, .call = 2}, {}, "\x07");
const std::string kClosePort = frame({.kind = Kind::portClose, .document = 1, .call = 1});

std::array<std::string, 14> conversations() {
  const std::string begin = kHello + opened(1, 1);
  return {
      kHello,
      begin + kGreet + kAsk,
      begin + frame({.kind = Kind::documentReady, .document = 1}) + opened(2, 1) + kGreet + kAsk,
      begin + opened(2, 2) + opened(3, 3) + opened(4, 4) + opened(5, 5),
      begin + kInvoke + kCancel + kInvoke + opened(2, 1) + kCancel,
      begin + kStream + kGreet + credit(1) + kGreet + credit(2) + credit(17) + kStream + kCancel + opened(2, 1) +
          credit(1),
      begin + kGreet + frame({.kind = Kind::reply, .document = 1, .call = 1}, {}, "\x02") +
          frame({.kind = Kind::reply, .flags = 1, .document = 1, .call = 2}, {}, "\x02"),
      begin + frame({.kind = Kind::console, .flags = 3, .document = 1, .call = 12}, "app://page/x.js", "oh no") +
          frame({.kind = Kind::documentClosed, .document = 1}) + kAsk,
      begin + frame({.kind = Kind::documentUnloading, .document = 1}) + kGreet + kAsk + opened(2, 1) +
          frame({.kind = Kind::documentUnloading, .document = 1}) + kAsk,
      begin + frame({.kind = Kind{77}, .flags = 0x80}, "later", "version") + kGreet,
      begin + frame({.kind = Kind::message, .document = 1}, "large", std::string(4000, 'x')) + kGreet,
      begin + kPort + kToPort + kThroughPort + kToPort + kClosePort + kToPort,
      begin + kPort + kToPort + kGreet + kToGivenPort + kToPort + opened(2, 1) + kToPort,
      begin + kPort + kThroughPort + kClosePort + kPort + kGreet + kThroughPort,
  };
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::filesystem::path directory = argv[1];
  std::filesystem::create_directories(directory);
  int number = 0;
  for (const std::string& conversation : conversations()) {
    for (const char choices : {'\x00', '\x01', '\x2a', '\x77', '\xff'}) {
      std::ofstream file(directory / ("conversation-" + std::to_string(number++)), std::ios::binary);
      file << choices << conversation;
    }
  }
}
