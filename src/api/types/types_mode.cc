// SPDX-License-Identifier: MIT
#include "api/types/types_mode.h"

#include "base/log.h"

#include <transom/app.h>
#include <transom/write_types.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>

namespace transom::detail {
namespace {

constexpr std::string_view kArgument = "--transom-types";

bool holds(const std::filesystem::path& file, const std::string& text) {
  std::ifstream in(file, std::ios::binary);
  return in && std::string(std::istreambuf_iterator<char>(in), {}) == text;
}

/// By way of a file beside it: a build that is interrupted never finds half of it.
bool replaceFile(const std::filesystem::path& file, const std::string& text) {
  auto draft = file;
  draft += ".new";
  std::ofstream out(draft, std::ios::binary);
  out << text;
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(draft, file, error);
  return out && !error;
}

}  // namespace

std::optional<TypesRequest> typesRequestOf(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument(argv[i]);
    if (argument == kArgument) return TypesRequest{};
    if (argument.starts_with(kArgument) && argument[kArgument.size()] == '=') {
      return TypesRequest{argument.substr(kArgument.size() + 1)};
    }
  }
  return std::nullopt;
}

int answerTypesRequest(const TypesRequest& request, const App& app, const Log& log) {
  std::ostringstream types;
  writeTypes(types, app);
  if (request.file.empty()) {
    std::cout << types.str() << std::flush;
    if (std::cout) return EXIT_SUCCESS;
    log.warning("cannot write the types of the channels to standard output");
    return EXIT_FAILURE;
  }
  if (holds(request.file, types.str()) || replaceFile(request.file, types.str())) return EXIT_SUCCESS;
  log.warning("cannot write the types of the channels to " + request.file.string());
  return EXIT_FAILURE;
}

}  // namespace transom::detail
