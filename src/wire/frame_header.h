// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace transom::wire {

/// Kinds of frames; protocol/PROTOCOL.md, section 3.
enum class Kind : std::uint8_t {
  hello = 1,
  welcome = 2,
  documentOpened = 3,
  documentClosed = 4,
  message = 5,
  syncCall = 6,
  reply = 7,
  evaluate = 8,
  console = 9,
  bye = 10,
  documentReady = 11,
  invoke = 12,
  cancel = 13,
  portMessage = 14,
  portClose = 15,
  postMessage = 16,
  chunk = 17,
  credit = 18,
  documentUnloading = 19,
};

inline constexpr std::uint32_t kProtocolVersion = 1;
inline constexpr std::size_t kHeaderBytes = 20;
inline constexpr std::size_t kWelcomeNumbersBytes = 16;  ///< of the limits that a welcome begins with

inline constexpr std::uint8_t kFlagOptional = 0x80;
inline constexpr std::uint8_t kFlagIpcExposed = 0x01;      ///< welcome
inline constexpr std::uint8_t kFlagIpcInSubFrames = 0x02;  ///< welcome
inline constexpr std::uint8_t kFlagIsolated = 0x04;        ///< welcome
inline constexpr std::uint8_t kFlagMainFrame = 0x01;       ///< documentOpened
inline constexpr std::uint8_t kFlagFailed = 0x01;          ///< reply
inline constexpr std::uint8_t kFlagPorts = 0x01;           ///< postMessage, portMessage
inline constexpr std::uint8_t kFlagStream = 0x01;          ///< invoke

/// The fixed part of a frame; protocol/PROTOCOL.md, section 2. Read from hostile bytes: nothing in it is checked yet.
struct FrameHeader {
  std::uint32_t length = 0;  ///< channel and payload, in bytes
  Kind kind{};
  std::uint8_t flags = 0;
  std::uint16_t descriptors = 0;
  std::uint32_t document = 0;
  std::uint32_t call = 0;
  std::uint32_t channelLength = 0;
};

[[nodiscard]] std::array<std::byte, kHeaderBytes> encodeHeader(const FrameHeader& header);
[[nodiscard]] FrameHeader decodeHeader(std::span<const std::byte, kHeaderBytes> bytes);

}  // namespace transom::wire
