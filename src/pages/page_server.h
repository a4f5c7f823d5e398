// SPDX-License-Identifier: MIT
#pragma once

#include "content_source.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace transom::pages {

/// The hosts of one scheme and what each of them serves.
class PageServer {
 public:
  struct Site {
    std::unique_ptr<ContentSource> source;
    std::string contentSecurityPolicy;  // empty: none
  };

  [[nodiscard]] bool hasHost(std::string_view host) const { return sites_.contains(host); }
  void addHost(const std::string& host, Site site) { sites_.emplace(host, std::move(site)); }

  [[nodiscard]] SchemeResponse answer(const SchemeRequest& request) const;
  /// For the log: why the request found nothing, in one line.
  [[nodiscard]] std::string whyNotFound(const SchemeRequest& request) const;

 private:
  std::map<std::string, Site, std::less<>> sites_;
};

}  // namespace transom::pages
