// SPDX-License-Identifier: MIT
#include "bundle_source.h"

#include <algorithm>
#include <cstring>

namespace transom::pages {
namespace {

class MemoryReader final : public BodyReader {
 public:
  explicit MemoryReader(std::string_view bytes) : left_(bytes) {}

  std::ptrdiff_t read(std::span<std::byte> buffer) override {
    const std::size_t count = std::min(buffer.size(), left_.size());
    std::memcpy(buffer.data(), left_.data(), count);
    left_.remove_prefix(count);
    return static_cast<std::ptrdiff_t>(count);
  }

 private:
  std::string_view left_;
};

}  // namespace

BundleSource::BundleSource(const ResourceBundle& bundle) {
  for (const ResourceBundle::File& file : bundle.files())
    files_.emplace(file.path, std::string_view(file.begin, file.end));
}

std::optional<Content> BundleSource::find(const std::string& path) {
  const auto found = files_.find(path);
  if (found == files_.end()) return std::nullopt;
  const std::string_view bytes = found->second;
  return Content{bytes.size(), {}, [bytes](std::uint64_t offset, std::uint64_t length) {
                   return std::make_unique<MemoryReader>(bytes.substr(offset, length));
                 }};
}

}  // namespace transom::pages
