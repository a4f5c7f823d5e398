// SPDX-License-Identifier: MIT
#include "origin_form.h"

#include <transom/access.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace transom {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kOwnPorts{
    {{"http", ":80"}, {"https", ":443"}, {"ws", ":80"}, {"wss", ":443"}}};

bool isScheme(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  };
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z' && std::all_of(text.begin(), text.end(), fits);
}

}  // namespace

std::string Origin::of(std::string_view url) {
  const std::size_t colon = url.find(':');
  if (colon == std::string_view::npos || url.substr(colon, 3) != "://") return {};
  const std::string_view scheme = url.substr(0, colon);
  std::string_view host = url.substr(colon + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  if (const std::size_t at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  if (!isScheme(scheme) || (host.empty() && scheme != "file")) return {};
  for (const auto& [name, port] : kOwnPorts) {
    if (scheme == name && host.ends_with(port)) host.remove_suffix(port.size());
  }
  if (scheme == "file") host = {};  // whatever it says, files have one origin
  return std::string(scheme) + "://" + std::string(host);
}

Origin::Origin(std::string_view serialized) : text_(serialized) {
  if (const auto why = detail::whyNoOrigin(serialized)) {
    throw std::invalid_argument("'" + text_ + "' is no origin: " + *why);
  }
}

}  // namespace transom
