// SPDX-License-Identifier: MIT
#include "engines/idle/idle_engine.h"

#include "engines/idle/idle_view.h"

namespace transom {

std::unique_ptr<View> IdleEngine::createView(const ViewOptions& options, ViewDelegate& delegate) {
  return std::make_unique<IdleView>(options, delegate);
}

}  // namespace transom
