// SPDX-License-Identifier: MIT
#include "native_functions.h"

#include "js_bytes.h"

namespace transom::webkitgtk {
namespace {

using Pipe = std::shared_ptr<DocumentPipe>;

void throwGone() {
  jsc_context_throw(jsc_context_get_current(), "The main process is gone");
}

void post(JSCValue* array, guint length, Pipe* pipe) {
  if (!(*pipe)->post(bytesOf(array, length))) throwGone();
}

/// undefined: too many calls wait.
JSCValue* postSync(JSCValue* array, guint length, Pipe* pipe) {
  JSCContext* context = jsc_context_get_current();
  if (!(*pipe)->mayCall()) return jsc_value_new_undefined(context);
  const auto reply = (*pipe)->postSync(bytesOf(array, length));
  if (!reply) {
    throwGone();
    return jsc_value_new_undefined(context);
  }
  return newByteArray(context, *reply);
}

/// 0: too many calls wait.
double postCall(JSCValue* array, guint length, Pipe* pipe) {
  if (!(*pipe)->mayCall()) return 0;
  const auto call = (*pipe)->postCall(bytesOf(array, length));
  if (!call) throwGone();
  return call.value_or(0);
}

/// The result as the one item of an array; undefined where null or undefined was thrown. Of what is thrown the API
/// makes an object, and of these two it makes none: as an exception they would be lost, and the script pass for one
/// that ended well.
JSCValue* evaluate(JSCValue* code, gpointer) {
  JSCContext* context = jsc_context_get_current();
  GBytes* text = jsc_value_to_string_as_bytes(code);
  gsize size = 0;
  const auto* start = static_cast<const char*>(g_bytes_get_data(text, &size));
  JSCValue* result = jsc_context_evaluate(context, start, static_cast<gssize>(size));
  g_bytes_unref(text);
  // What the code threw is the context's pending exception; taking it and throwing it again hands it to our caller.
  if (JSCException* exception = jsc_context_get_exception(context)) {
    g_object_ref(exception);
    jsc_context_clear_exception(context);
    jsc_context_throw_exception(context, exception);
    g_object_unref(exception);
    return result;
  }
  GPtrArray* item = g_ptr_array_new_with_free_func(g_object_unref);
  g_ptr_array_add(item, result);
  JSCValue* outcome = jsc_value_new_array_from_garray(context, item);
  g_ptr_array_unref(item);
  return outcome;
}

void freePipe(gpointer pipe) {
  delete static_cast<Pipe*>(pipe);
}

/// A function `(bytes, length)` over the pipe.
JSCValue* newFunction(JSCContext* context, const char* name, GCallback callback, const Pipe& pipe, GType result) {
  return jsc_value_new_function(context, name, callback, new Pipe(pipe), freePipe, result, 2, JSC_TYPE_VALUE,
                                G_TYPE_UINT);
}

}  // namespace

NativeFunctions newNativeFunctions(JSCContext* context, const Pipe& pipe,
                                   const std::shared_ptr<WorldCrossing>& crossing, std::uint32_t world) {
  return {.post = newFunction(context, "post", G_CALLBACK(post), pipe, G_TYPE_NONE),
          .postSync = newFunction(context, "postSync", G_CALLBACK(postSync), pipe, JSC_TYPE_VALUE),
          .postCall = newFunction(context, "postCall", G_CALLBACK(postCall), pipe, G_TYPE_DOUBLE),
          .evaluate = jsc_value_new_function(context, "evaluate", G_CALLBACK(evaluate), nullptr, nullptr,
                                             JSC_TYPE_VALUE, 1, JSC_TYPE_VALUE),
          .cross = crossing ? WorldCrossing::newFunction(crossing, context, world) : jsc_value_new_undefined(context)};
}

}  // namespace transom::webkitgtk
