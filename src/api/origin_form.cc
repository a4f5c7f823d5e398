// SPDX-License-Identifier: MIT
#include "origin_form.h"

#include <transom/access.h>

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace transom::detail {
namespace {

constexpr std::size_t kMaxHostBytes = 253;
constexpr std::size_t kMaxLabelBytes = 63;

// Documents at these have an opaque origin, or that of another URL in them.
constexpr std::array<std::string_view, 6> kWithoutOrigin{"about", "blob", "data", "filesystem", "javascript", "mailto"};
constexpr std::array<std::string_view, 4> kOfTheNetwork{"http", "https", "ws", "wss"};

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

bool isNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || isDigit(c) || c == '-' || c == '_';
}

bool isLabel(std::string_view label) {
  return !label.empty() && label.size() <= kMaxLabelBytes && std::all_of(label.begin(), label.end(), isNameCharacter);
}

/// Of a native child process: whatever its program is called.
bool isServiceName(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) { return isNameCharacter(c) || c == '.'; });
}

/// Engines read a name as an IPv4 address if its last part looks like a number.
bool isNumber(std::string_view label) {
  return std::all_of(label.begin(), label.end(), isDigit) || label.starts_with("0x");
}

std::string_view lastLabel(std::string_view host) {
  return host.substr(host.rfind('.') + 1);
}

/// One address in text has several forms, of which engines write one: that which inet_ntop() writes, too.
bool isWrittenAs(int family, std::string_view address) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (inet_pton(family, std::string(address).c_str(), bytes.data()) != 1) return false;
  const std::string_view written = inet_ntop(family, bytes.data(), text.data(), text.size());
  // An IPv4 address within one of IPv6 is written with dots by the system, and without by engines.
  const bool isMapped = family == AF_INET6 && written.find('.') != std::string_view::npos;
  return isMapped ? address.find('.') == std::string_view::npos : address == written;
}

std::optional<std::string> whyNoName(std::string_view host) {
  while (!host.empty()) {
    const std::size_t dot = std::min(host.find('.'), host.size());
    if (!isLabel(host.substr(0, dot))) return "'" + std::string(host.substr(0, dot)) + "' is no part of a host's name";
    host.remove_prefix(dot);
    if (host == ".") return "a host's name does not end with a dot here";
    if (!host.empty()) host.remove_prefix(1);
  }
  return std::nullopt;
}

std::optional<std::string> whyNoHost(std::string_view host, bool ofTheNetwork) {
  if (host.find('*') != std::string_view::npos) return "there are no wildcards: name each origin";
  if (std::any_of(host.begin(), host.end(), [](char c) { return (static_cast<unsigned char>(c) & 0x80U) != 0; })) {
    return "write a host with other letters than those of ASCII in its form that begins with 'xn--'";
  }
  if (host.starts_with('[')) {
    const bool isClosed = host.ends_with(']') && host.size() > 2;
    if (isClosed && isWrittenAs(AF_INET6, host.substr(1, host.size() - 2))) return std::nullopt;
    return "write an IPv6 address in brackets and in its short form, such as [::1]";
  }
  if (host.size() > kMaxHostBytes) return "no host has a name that long";
  if (auto why = whyNoName(host)) return why;
  if (!ofTheNetwork || !isNumber(lastLabel(host)) || isWrittenAs(AF_INET, host)) return std::nullopt;
  return "write an IPv4 address as four decimal numbers, such as 127.0.0.1";
}

std::optional<std::string> whyNoPort(std::string_view port) {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  const bool isPort = error == std::errc() && end == port.data() + port.size() && number <= 65535;
  if (isPort && std::to_string(number) == port) return std::nullopt;
  return "a port is a number up to 65535, without zeros before it";
}

bool contains(const auto& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

std::string likely(std::string_view text) {
  const std::string origin = Origin::of(text);
  return origin.empty() || origin == text || whyNoOrigin(origin) ? "https://example.org" : origin;
}

}  // namespace

std::optional<std::string> whyNoOrigin(std::string_view text) {
  if (text == "file://") return std::nullopt;
  const std::string_view scheme = text.substr(0, text.find("://"));
  if (contains(kWithoutOrigin, scheme)) return "documents of '" + std::string(scheme) + ":' have none of their own";
  std::string_view host = text.substr(std::min(scheme.size() + 3, text.size()));
  const std::size_t end = host.starts_with('[') ? host.find(']') : 0;
  const std::size_t colon = host.find(':', end == std::string_view::npos ? host.size() : end);
  const std::string_view name = host.substr(0, colon);
  const bool hasUpperCase = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (hasUpperCase || name.empty() || Origin::of(text) != text) {
    return "write scheme and host alone, in lower case, such as " + likely(text);
  }
  if (scheme == "process" && isServiceName(host)) return std::nullopt;
  if (auto why = whyNoHost(name, contains(kOfTheNetwork, scheme))) return why;
  return colon == std::string_view::npos ? std::nullopt : whyNoPort(host.substr(colon + 1));
}

}  // namespace transom::detail
