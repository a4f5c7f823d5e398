// SPDX-License-Identifier: MIT
#pragma once

#include "loops/glib/glib_source.h"

#include <transom/interfaces/event_loop.h>

#include <functional>
#include <memory>

namespace transom {

/// A descriptor in a GLib context. Its callback is never called inside itself.
class GlibWatch final : public EventLoop::DescriptorWatch {
 public:
  GlibWatch(GMainContext* context, int descriptor, std::function<void(EventLoop::Readiness)> onReady);

  void setInterest(bool readable, bool writable) override;

 private:
  class State;

  SourcePointer source_;
  std::shared_ptr<State> state_;
};

}  // namespace transom
