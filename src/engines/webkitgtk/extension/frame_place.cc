// SPDX-License-Identifier: MIT
#include "frame_place.h"

namespace transom::webkitgtk {
namespace {

std::string takeText(JSCValue* value) {
  char* const text = jsc_value_to_string(value);
  std::string result = text ? text : "";
  g_free(text);
  g_object_unref(value);
  return result;
}

// The engine gives files opaque origins; a file that is the page itself is no less than that.
constexpr const char* kOrigin = "window === top && location.protocol === 'file:' ? 'file://' : self.origin";

}  // namespace

FramePlace::FramePlace(JSCContext* asking)
    : origin_(takeText(jsc_context_evaluate(asking, kOrigin, -1))),
      parent_(jsc_context_evaluate(asking, "window.parent", -1)),
      isSame_(jsc_context_evaluate(asking, "(a, b) => a === b", -1)) {}

FramePlace::~FramePlace() {
  g_object_unref(isSame_);
  g_object_unref(parent_);
}

/// In one world the engine gives out one object for a window, whoever asks and whatever its origin.
bool FramePlace::isIn(JSCContext* asking) const {
  JSCValue* const global = jsc_context_get_global_object(asking);
  JSCValue* const same = jsc_value_function_call(isSame_, JSC_TYPE_VALUE, parent_, JSC_TYPE_VALUE, global, G_TYPE_NONE);
  const bool result = jsc_value_to_boolean(same);
  g_object_unref(same);
  g_object_unref(global);
  return result;
}

}  // namespace transom::webkitgtk
