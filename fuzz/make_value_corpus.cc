// SPDX-License-Identifier: MIT
// Writes every vector of protocol/vectors to a file of its own: `make_value_corpus DIRECTORY`.
#include "codec/test_vectors.h"

#include <filesystem>
#include <fstream>
#include <string>

namespace {

void write(const std::filesystem::path& path, const transom::Bytes& bytes) {
  std::ofstream file(path, std::ios::binary);
  for (const std::byte byte : bytes) file.put(static_cast<char>(byte));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::filesystem::path directory = argv[1];
  std::filesystem::create_directories(directory);
  int number = 0;
  for (const auto& vector : transom::codec::valueVectors())
    write(directory / ("value-" + std::to_string(number++)), vector.bytes);
  for (const auto& vector : transom::codec::hostileVectors())
    write(directory / ("hostile-" + std::to_string(number++)), vector.bytes);
}
