// SPDX-License-Identifier: MIT
#include "core/frame_rules.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace transom::core {
namespace {

enum class Field { absent, required, any };

constexpr std::uint32_t kAnySize = UINT32_MAX;

/// One line of the table in PROTOCOL.md, section 3.
struct Rule {
  const char* name = nullptr;
  bool fromPage = false;
  std::uint8_t flags = 0;  // the bits that mean something
  Field document = Field::absent;
  Field call = Field::absent;
  bool channel = false;
  std::uint32_t payloadBytes = 0;
};

constexpr std::array<Rule, 20> kRules{{
    {},
    {.name = "hello", .fromPage = true, .call = Field::required, .payloadBytes = 4},
    {.name = "welcome"},
    {.name = "documentOpened",
     .fromPage = true,
     .flags = wire::kFlagMainFrame,
     .document = Field::required,
     .channel = true,
     .payloadBytes = kAnySize},
    {.name = "documentClosed", .fromPage = true, .document = Field::required},
    {.name = "message", .fromPage = true, .document = Field::required, .channel = true, .payloadBytes = kAnySize},
    {.name = "syncCall",
     .fromPage = true,
     .document = Field::required,
     .call = Field::required,
     .channel = true,
     .payloadBytes = kAnySize},
    {.name = "reply",
     .fromPage = true,
     .flags = wire::kFlagFailed,
     .document = Field::required,
     .call = Field::required,
     .payloadBytes = kAnySize},
    {.name = "evaluate"},
    {.name = "console",
     .fromPage = true,
     .flags = 0x07,
     .document = Field::any,
     .call = Field::any,
     .channel = true,
     .payloadBytes = kAnySize},
    {.name = "bye"},
    {.name = "documentReady", .fromPage = true, .document = Field::required},
    {.name = "invoke",
     .fromPage = true,
     .flags = wire::kFlagStream,
     .document = Field::required,
     .call = Field::required,
     .channel = true,
     .payloadBytes = kAnySize},
    {.name = "cancel", .fromPage = true, .document = Field::required, .call = Field::required},
    {.name = "portMessage",
     .fromPage = true,
     .flags = wire::kFlagPorts,
     .document = Field::required,
     .call = Field::required,
     .payloadBytes = kAnySize},
    {.name = "portClose", .fromPage = true, .document = Field::required, .call = Field::required},
    {.name = "postMessage",
     .fromPage = true,
     .flags = wire::kFlagPorts,
     .document = Field::required,
     .channel = true,
     .payloadBytes = kAnySize},
    {.name = "chunk"},
    {.name = "credit", .fromPage = true, .document = Field::required, .call = Field::required, .payloadBytes = 4},
    {.name = "documentUnloading", .fromPage = true, .document = Field::required},
}};

constexpr std::uint8_t kHighestConsoleLevel = 4;

bool fits(Field field, std::uint32_t value) {
  return field == Field::any || (field == Field::required) == (value != 0);
}

const char* misfit(const wire::FrameHeader& header, const Rule& rule) {
  if (!rule.fromPage) return "is not for a page to send";
  const auto flags = static_cast<std::uint8_t>(header.flags & ~wire::kFlagOptional);
  if ((flags & ~rule.flags) != 0) return "has flags that it doesn't define";
  if (header.kind == wire::Kind::console && flags > kHighestConsoleLevel) return "has a level that isn't defined";
  if (!fits(rule.document, header.document)) return header.document == 0 ? "names no document" : "names a document";
  if (!fits(rule.call, header.call)) return header.call == 0 ? "has no call number" : "has a call number";
  if (!rule.channel && header.channelLength != 0) return "has a channel";
  const std::uint32_t payloadBytes = header.length - header.channelLength;
  if (rule.payloadBytes != kAnySize && payloadBytes != rule.payloadBytes) return "has a payload of the wrong size";
  return nullptr;
}

}  // namespace

bool isKnownKind(wire::Kind kind) {
  const auto index = static_cast<std::size_t>(kind);
  return index < kRules.size() && kRules[index].name != nullptr;
}

const char* nameOf(wire::Kind kind) {
  return kRules[static_cast<std::size_t>(kind)].name;
}

std::string violationOf(const wire::FrameHeader& header) {
  const Rule& rule = kRules[static_cast<std::size_t>(header.kind)];
  const char* why = misfit(header, rule);
  return why ? std::string(rule.name) + " " + why : std::string();
}

}  // namespace transom::core
