// SPDX-License-Identifier: MIT
#include "engines/headless/headless_engine.h"

#include "engines/headless/ending_signals.h"

#include <utility>

namespace transom {

std::unique_ptr<View> HeadlessEngine::createView(const ViewOptions& /*options*/, ViewDelegate& /*delegate*/) {
  throw EngineError("this application has no windows: it was started without a web engine (AppOptions::headless)");
}

void HeadlessEngine::run(std::function<void()> onSignal) {
  const EndingSignals signals(loop_, std::move(onSignal));
  quit_ = false;
  while (!quit_) {
    loop_.wait();
    loop_.dispatch();
  }
}

}  // namespace transom
