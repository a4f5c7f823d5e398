// SPDX-License-Identifier: MIT
#include "payloads.h"

#include <glib.h>

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <vector>

namespace transom::bench {
namespace {

constexpr std::size_t kObjects = 1000;

std::string text(std::size_t length) {
  static constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz";
  std::string result(length, ' ');
  for (std::size_t i = 0; i < length; ++i) result[i] = kAlphabet[i % kAlphabet.size()];
  return result;
}

/// All 256 bytes, in no order that a compressing or ASCII-only path could use.
Bytes binary(std::size_t length) {
  Bytes result(length);
  for (std::size_t i = 0; i < length; ++i) result[i] = static_cast<std::byte>(i * 167 >> 3);
  return result;
}

Value object() {
  return Value::object({{"id", 1},
                        {"name", "ly"},
                        {"tags", Value::array({"a", "b"})},
                        {"nested", Value::object({{"x", 1.5}, {"ok", true}})}});
}

nlohmann::json objectJson() {
  return {{"id", 1}, {"name", "ly"}, {"tags", {"a", "b"}}, {"nested", {{"x", 1.5}, {"ok", true}}}};
}

std::size_t binaryLength(std::string_view payload) {
  return payload == "1MiB" ? std::size_t{1} << 20 : std::size_t{64} << 10;
}

/// A thousand objects, not one object a thousand times: that would be sent once.
Value objects() {
  std::vector<Value> items(kObjects);
  std::generate(items.begin(), items.end(), object);
  return Value::array(std::move(items));
}

}  // namespace

std::string_view floorSize(std::string_view payload) {
  if (payload == "1MiB") return "1MiB";
  // 1,000 small objects are about 50 KB.
  return payload == "64KiB" || payload == "objects1000" ? "64KiB" : "16B";
}

Value payloadValue(std::string_view payload) {
  if (payload == "16B") return text(16);
  if (payload == "1KiB") return text(1024);
  if (payload == "object") return object();
  if (payload == "objects1000") return objects();
  return binary(binaryLength(payload));
}

nlohmann::json payloadJson(std::string_view payload) {
  if (payload == "16B") return text(16);
  if (payload == "1KiB") return text(1024);
  if (payload == "object") return objectJson();
  if (payload == "objects1000") return std::vector<nlohmann::json>(kObjects, objectJson());
  return toBase64(binary(binaryLength(payload)));
}

std::string toBase64(ByteView bytes) {
  char* const encoded = g_base64_encode(reinterpret_cast<const guchar*>(bytes.data()), bytes.size());
  std::string result(encoded);
  g_free(encoded);
  return result;
}

Bytes fromBase64(const std::string& text) {
  gsize size = 0;
  guchar* const decoded = g_base64_decode(text.c_str(), &size);
  const auto* const first = reinterpret_cast<const std::byte*>(decoded);
  Bytes result(first, first + size);
  g_free(decoded);
  return result;
}

}  // namespace transom::bench
