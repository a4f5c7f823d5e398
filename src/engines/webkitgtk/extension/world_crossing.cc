// SPDX-License-Identifier: MIT
#include "world_crossing.h"

#include "js_bytes.h"
#include "script_worlds.h"

#include <string>
#include <utility>

namespace transom::webkitgtk {
namespace {

JSCValue* fail(JSCContext* context, const char* why) {
  jsc_context_throw(context, why);
  return jsc_value_new_undefined(context);
}

}  // namespace

WorldCrossing::~WorldCrossing() {
  close();
}

JSCValue* WorldCrossing::newFunction(const std::shared_ptr<WorldCrossing>& crossing, JSCContext* context,
                                     std::uint32_t from) {
  return jsc_value_new_function(
      context, "cross", G_CALLBACK(cross), new Handle{crossing, from},
      [](gpointer handle) { delete static_cast<Handle*>(handle); }, JSC_TYPE_VALUE, 3, JSC_TYPE_VALUE, G_TYPE_UINT,
      G_TYPE_UINT);
}

void WorldCrossing::receive(std::uint32_t world, JSCContext* context, JSCValue* function) {
  ends_[world] = {JSC_CONTEXT(g_object_ref(context)), JSC_VALUE(g_object_ref(function))};
}

void WorldCrossing::close() {
  begin_ = nullptr;
  for (const auto& [world, end] : std::exchange(ends_, {})) {
    g_object_unref(end.receive);
    g_object_unref(end.context);
  }
}

const WorldCrossing::End* WorldCrossing::endIn(std::uint32_t world) {
  auto found = ends_.find(world);
  if (found == ends_.end() && begin_ && begin_(world)) found = ends_.find(world);
  return found == ends_.end() ? nullptr : &found->second;
}

JSCValue* WorldCrossing::cross(JSCValue* bytes, guint length, guint world, Handle* handle) {
  JSCContext* const from = jsc_context_get_current();
  WorldCrossing& crossing = *handle->crossing;
  if (!crossing.begin_) return fail(from, "IPC method called after context was released");
  const bool fromPreload = handle->from == ScriptWorlds::kPreload;
  const End* const end = crossing.endIn(fromPreload ? world : ScriptWorlds::kPreload);
  if (!end) return fail(from, ScriptWorlds::kTooMany);
  // The call may close the crossing.
  auto* const context = JSC_CONTEXT(g_object_ref(end->context));
  auto* const receive = JSC_VALUE(g_object_ref(end->receive));
  JSCValue* const question = newByteArray(context, bytesOf(bytes, length));
  JSCValue* const answer = jsc_value_function_call(receive, JSC_TYPE_VALUE, question, G_TYPE_UINT,
                                                   fromPreload ? ScriptWorlds::kPreload : handle->from, G_TYPE_NONE);
  JSCException* const exception = jsc_context_get_exception(context);
  if (exception) jsc_context_clear_exception(context);
  const bool answered = !exception && jsc_value_is_typed_array(answer);
  JSCValue* const result = answered ? newByteArray(from, bytesOf(answer, jsc_value_typed_array_get_size(answer)))
                                    : fail(from, "The other world of this document gave no answer");
  for (gpointer object : {gpointer(question), gpointer(answer), gpointer(receive), gpointer(context)}) {
    if (object) g_object_unref(object);
  }
  return result;
}

}  // namespace transom::webkitgtk
