// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>

namespace transom {

class App;
class Log;

namespace detail {

/// What `--transom-types` asks for: to write the types of the application's channels instead of running it.
struct TypesRequest {
  std::filesystem::path file;  ///< empty: standard output
};

[[nodiscard]] std::optional<TypesRequest> typesRequestOf(int argc, char** argv);

/// Does it, and leaves a file alone that holds the same already: nobody has to build again what depends on it.
/// @return the exit status of the application; why it is not 0 is logged
[[nodiscard]] int answerTypesRequest(const TypesRequest& request, const App& app, const Log& log);

}  // namespace detail
}  // namespace transom
