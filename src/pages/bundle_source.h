// SPDX-License-Identifier: MIT
#pragma once

#include "content_source.h"

#include <transom/resource_bundle.h>

#include <map>
#include <string_view>

namespace transom::pages {

/// The files of a bundle, straight from the executable's memory.
class BundleSource final : public ContentSource {
 public:
  explicit BundleSource(const ResourceBundle& bundle);

  std::optional<Content> find(const std::string& path) override;
  [[nodiscard]] std::string description() const override { return "the resource bundle"; }

 private:
  std::map<std::string_view, std::string_view> files_;
};

}  // namespace transom::pages
