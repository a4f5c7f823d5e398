// SPDX-License-Identifier: MIT
#include "world_crossing.h"

#include "js_bytes.h"

namespace transom::webkitgtk {

WorldCrossing::~WorldCrossing() {
  close();
}

JSCValue* WorldCrossing::newFunction(const std::shared_ptr<WorldCrossing>& crossing, JSCContext* context, Side side) {
  return jsc_value_new_function(
      context, "cross", G_CALLBACK(cross), new Handle{crossing, side},
      [](gpointer handle) { delete static_cast<Handle*>(handle); }, JSC_TYPE_VALUE, 2, JSC_TYPE_VALUE, G_TYPE_UINT);
}

void WorldCrossing::receive(Side side, JSCContext* context, JSCValue* function) {
  ends_[static_cast<std::size_t>(side)] = {JSC_CONTEXT(g_object_ref(context)), JSC_VALUE(g_object_ref(function))};
}

void WorldCrossing::close() {
  for (End& end : ends_) {
    g_clear_object(&end.receive);
    g_clear_object(&end.context);
  }
}

JSCValue* WorldCrossing::cross(JSCValue* bytes, guint length, Handle* handle) {
  JSCContext* const from = jsc_context_get_current();
  const End& end = handle->crossing->ends_[handle->from == Side::page ? 1 : 0];
  if (!end.receive) {
    jsc_context_throw(from, "IPC method called after context was released");
    return jsc_value_new_undefined(from);
  }
  // The call may close the crossing.
  auto* const context = JSC_CONTEXT(g_object_ref(end.context));
  auto* const receive = JSC_VALUE(g_object_ref(end.receive));
  JSCValue* const question = newByteArray(context, bytesOf(bytes, length));
  JSCValue* const answer = jsc_value_function_call(receive, JSC_TYPE_VALUE, question, G_TYPE_NONE);
  JSCException* const exception = jsc_context_get_exception(context);
  if (exception) jsc_context_clear_exception(context);
  JSCValue* result = nullptr;
  if (exception || !jsc_value_is_typed_array(answer)) {
    jsc_context_throw(from, "The other world of this document gave no answer");
    result = jsc_value_new_undefined(from);
  } else {
    result = newByteArray(from, bytesOf(answer, jsc_value_typed_array_get_size(answer)));
  }
  for (gpointer object : {gpointer(question), gpointer(answer), gpointer(receive), gpointer(context)}) {
    if (object) g_object_unref(object);
  }
  return result;
}

}  // namespace transom::webkitgtk
