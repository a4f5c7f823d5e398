// SPDX-License-Identifier: MIT
#pragma once

#include <transom/interfaces/engine.h>

#include <memory>

namespace transom::detail {

/// Loads the engine's shared object, which lies in transom/ beside libtransom.so, and starts it. Throws EngineError
/// with one line that says what is missing and how to mend it. The object stays loaded as long as the process lives, as
/// toolkits demand.
std::unique_ptr<Engine> loadEngine(const EngineOptions& options);

}  // namespace transom::detail
