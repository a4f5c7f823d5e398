// SPDX-License-Identifier: MIT
#include "loops/glib/glib_watch.h"

#include <utility>

namespace transom {
namespace {

GIOCondition conditionOf(bool readable, bool writable) {
  const int condition = G_IO_HUP | G_IO_ERR | (readable ? G_IO_IN : 0) | (writable ? G_IO_OUT : 0);
  return static_cast<GIOCondition>(condition);
}

}  // namespace

/// Shared with the callback, which may destroy the watch.
///
/// GLib would keep callbacks from nesting by itself, but for that it takes the descriptor out of its set and puts it
/// back around every call, and wakes its own poll to notice: some microseconds for each message. So the source may
/// recurse, and the descriptor is taken out only when that does happen, until the call that is under way has returned.
class GlibWatch::State {
 public:
  State(GSource* source, int descriptor, std::function<void(EventLoop::Readiness)> onReady)
      : source_(source), descriptor_(descriptor), onReady_(std::move(onReady)) {
    add();
  }

  void setInterest(GIOCondition interest) {
    if (interest == interest_) return;
    interest_ = interest;
    if (tag_) g_source_modify_unix_fd(source_, tag_, interest_);
  }

  void dispatch() {
    if (calling_) return remove();  // the callback runs the loop
    const auto condition = static_cast<unsigned>(g_source_query_unix_fd(source_, tag_));
    calling_ = true;
    onReady_({.readable = (condition & (G_IO_IN | G_IO_HUP | G_IO_ERR)) != 0, .writable = (condition & G_IO_OUT) != 0});
    calling_ = false;
    if (!tag_ && !g_source_is_destroyed(source_)) add();
  }

 private:
  void add() { tag_ = g_source_add_unix_fd(source_, descriptor_, interest_); }
  void remove() {
    if (tag_) g_source_remove_unix_fd(source_, std::exchange(tag_, nullptr));
  }

  GSource* source_;  // lives as long as the watch, and while it is dispatched
  int descriptor_;
  std::function<void(EventLoop::Readiness)> onReady_;
  GIOCondition interest_ = conditionOf(true, false);
  gpointer tag_ = nullptr;  // null while the descriptor is taken out
  bool calling_ = false;
};

GlibWatch::GlibWatch(GMainContext* context, int descriptor, std::function<void(EventLoop::Readiness)> onReady)
    : source_(newPlainSource("transom descriptor")),
      state_(std::make_shared<State>(source_.get(), descriptor, std::move(onReady))) {
  g_source_set_can_recurse(source_.get(), TRUE);
  attach(source_.get(), context, [state = state_] {
    state->dispatch();
    return true;
  });
}

void GlibWatch::setInterest(bool readable, bool writable) {
  state_->setInterest(conditionOf(readable, writable));
}

}  // namespace transom
