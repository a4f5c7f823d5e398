// SPDX-License-Identifier: MIT
#pragma once

#include "content_source.h"

#include <filesystem>

namespace transom::pages {

/// The files under a directory as they are at the time of each request, so that edits show on reload.
class DirectorySource final : public ContentSource {
 public:
  explicit DirectorySource(std::filesystem::path directory) : directory_(std::move(directory)) {}

  std::optional<Content> find(const std::string& path) override;
  [[nodiscard]] std::string description() const override { return directory_.string(); }

 private:
  std::filesystem::path directory_;
};

}  // namespace transom::pages
