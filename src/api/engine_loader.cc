// SPDX-License-Identifier: MIT
#include "engine_loader.h"

#include <dlfcn.h>

#include <filesystem>
#include <string>

namespace transom::detail {
namespace {

constexpr const char* kEngineFile = "libtransom-webkitgtk.so";

std::filesystem::path enginePath() {
  static const char anchor = 0;
  Dl_info info{};
  if (dladdr(&anchor, &info) == 0 || !info.dli_fname) return kEngineFile;
  std::error_code error;
  const auto library = std::filesystem::canonical(info.dli_fname, error);
  return library.parent_path() / "transom" / kEngineFile;
}

[[noreturn]] void failToLoad(const std::filesystem::path& path, const std::string& reason) {
  std::error_code error;
  if (!std::filesystem::exists(path, error)) {
    throw EngineError("engine not found: " + path.string() + " does not exist; install Transom again");
  }
  throw EngineError("cannot load the WebKitGTK engine: " + reason +
                    "; install WebKitGTK 6.0 (Debian, Ubuntu: apt-get install libwebkitgtk-6.0-4)");
}

}  // namespace

std::unique_ptr<Engine> loadEngine(const EngineOptions& options) {
  const auto path = enginePath();
  void* object = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (!object) failToLoad(path, dlerror());
  const auto create = reinterpret_cast<CreateEngineFunction>(dlsym(object, "transomCreateEngine"));
  if (!create) throw EngineError(path.string() + " is not an engine of this version; install Transom again");
  std::string error;
  std::unique_ptr<Engine> engine(create(options, error));
  if (!engine) throw EngineError(error);
  return engine;
}

}  // namespace transom::detail
