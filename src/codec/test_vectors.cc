// SPDX-License-Identifier: MIT
#include "codec/test_vectors.h"

#include <support/hex.h>

#include <nlohmann/json.hpp>

#include <fstream>

namespace transom::codec {
namespace {

std::vector<TestVector> readVectors(const std::string& file) {
  std::ifstream stream(std::string(TRANSOM_VECTORS) + "/" + file);
  std::vector<TestVector> vectors;
  for (const auto& entry : nlohmann::json::parse(stream)) {
    vectors.push_back({.name = entry.at("name"),
                       .bytes = test::fromHex(entry.at("hex").get<std::string>()),
                       .dump = entry.value("dump", ""),
                       .isLossy = entry.value("lossyInCpp", false)});
  }
  return vectors;
}

}  // namespace

std::vector<TestVector> valueVectors() {
  return readVectors("values.json");
}

std::vector<TestVector> hostileVectors() {
  return readVectors("hostile.json");
}

}  // namespace transom::codec
