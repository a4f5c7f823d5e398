// SPDX-License-Identifier: MIT
#pragma once

#include "base/log.h"
#include "pages/page_server.h"

#include <transom/interfaces/engine.h>
#include <transom/resource_bundle.h>
#include <transom/serve_options.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace transom::detail {

/// What App::serve() has made pages.
class AppPages {
 public:
  AppPages(Engine& engine, std::shared_ptr<const Log> log) : engine_(engine), log_(std::move(log)) {}
  AppPages(const AppPages&) = delete;
  AppPages& operator=(const AppPages&) = delete;

  /// Throws std::invalid_argument, and Error NotFoundError.
  void serve(std::string_view scheme, const std::filesystem::path& directory, const ServeOptions& options);
  void serve(std::string_view scheme, const ResourceBundle& bundle, const ServeOptions& options);

 private:
  /// What the engine's handler holds: the engine may ask until it ends.
  struct Served {
    pages::PageServer server;
    std::shared_ptr<const Log> log;
    int missing = 0;  // requests that found nothing and were logged
  };

  void add(std::string_view scheme, const ServeOptions& options, std::unique_ptr<pages::ContentSource> source);
  void requireFree(std::string_view scheme, const ServeOptions& options) const;
  static SchemeResponse answer(Served& served, const SchemeRequest& request);

  Engine& engine_;
  std::shared_ptr<const Log> log_;
  std::map<std::string, std::shared_ptr<Served>, std::less<>> schemes_;
};

}  // namespace transom::detail
