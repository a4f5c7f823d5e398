// SPDX-License-Identifier: MIT
#include "document_runtime.h"

#include "js_bytes.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

extern const std::string_view kRuntimeSource;

namespace transom::webkitgtk {
namespace {

/// What the native functions of one document share. A script that gets hold of them can speak for no other document.
struct Native {
  std::shared_ptr<PageConnection> connection;
  std::uint32_t document;
};

void throwGone() {
  jsc_context_throw(jsc_context_get_current(), "The main process is gone");
}

/// The first `length` bytes of a Uint8Array, if they are a frame of that document; else nothing.
std::span<std::byte> frameOf(JSCValue* array, guint length, const Native& native) {
  const auto frame = bytesOf(array, length);
  const bool whole = frame.size() >= wire::kHeaderBytes;
  const bool own = whole && wire::decodeHeader(frame.first<wire::kHeaderBytes>()).document == native.document;
  return own ? frame : std::span<std::byte>();
}

void post(JSCValue* array, guint length, Native* native) {
  const auto frame = frameOf(array, length, *native);
  if (frame.empty() || !native->connection->post(frame)) throwGone();
}

/// undefined: too many calls wait.
JSCValue* postSync(JSCValue* array, guint length, Native* native) {
  JSCContext* context = jsc_context_get_current();
  if (!native->connection->mayCall()) return jsc_value_new_undefined(context);
  const auto frame = frameOf(array, length, *native);
  std::optional<ByteView> reply;
  if (!frame.empty()) reply = native->connection->postSync(frame);
  if (!reply) {
    throwGone();
    return jsc_value_new_undefined(context);
  }
  return newByteArray(context, *reply);
}

/// 0: too many calls wait.
double postCall(JSCValue* array, guint length, Native* native) {
  if (!native->connection->mayCall()) return 0;
  const auto frame = frameOf(array, length, *native);
  std::optional<std::uint32_t> call;
  if (!frame.empty()) call = native->connection->postCall(frame);
  if (!call) throwGone();
  return call.value_or(0);
}

/// The result inside of an object; undefined where null or undefined was thrown. Of what is thrown the API makes an
/// object, and of these two it makes none: as an exception they would be lost, and the script pass for one that ended
/// well.
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
  JSCValue* outcome = jsc_value_new_object(context, nullptr, nullptr);
  jsc_value_object_define_property_data(outcome, "value", JSC_VALUE_PROPERTY_ENUMERABLE, result);
  g_object_unref(result);
  return outcome;
}

void freeNative(gpointer native) {
  delete static_cast<Native*>(native);
}

void setFunction(JSCValue* object, const char* name, JSCValue* function) {
  jsc_value_object_set_property(object, name, function);
  g_object_unref(function);
}

JSCValue* newNative(JSCContext* context, const Native& native, const RuntimeOptions& options) {
  JSCValue* object = jsc_value_new_object(context, nullptr, nullptr);
  setFunction(object, "post",
              jsc_value_new_function(context, "post", G_CALLBACK(post), new Native(native), freeNative, G_TYPE_NONE, 2,
                                     JSC_TYPE_VALUE, G_TYPE_UINT));
  setFunction(object, "postSync",
              jsc_value_new_function(context, "postSync", G_CALLBACK(postSync), new Native(native), freeNative,
                                     JSC_TYPE_VALUE, 2, JSC_TYPE_VALUE, G_TYPE_UINT));
  setFunction(object, "postCall",
              jsc_value_new_function(context, "postCall", G_CALLBACK(postCall), new Native(native), freeNative,
                                     G_TYPE_DOUBLE, 2, JSC_TYPE_VALUE, G_TYPE_UINT));
  setFunction(object, "evaluate",
              jsc_value_new_function(context, "evaluate", G_CALLBACK(evaluate), nullptr, nullptr, JSC_TYPE_VALUE, 1,
                                     JSC_TYPE_VALUE));
  if (options.crossing) {
    setFunction(object, "cross", WorldCrossing::newFunction(options.crossing, context, options.world));
  }
  return object;
}

void setValue(JSCValue* object, const char* name, JSCValue* value) {
  jsc_value_object_set_property(object, name, value);
  g_object_unref(value);
}

JSCValue* newSettings(JSCContext* context, const RuntimeOptions& options) {
  JSCValue* object = jsc_value_new_object(context, nullptr, nullptr);
  setValue(object, "document", jsc_value_new_number(context, options.document));
  setValue(object, "ipcExposed", jsc_value_new_boolean(context, options.ipcExposed));
  setValue(object, "world", jsc_value_new_number(context, options.world));
  setValue(object, "maxMessageBytes",
           jsc_value_new_number(context, static_cast<double>(options.settings.maxMessageBytes)));
  setValue(object, "maxChannelBytes", jsc_value_new_number(context, options.settings.maxChannelBytes));
  setValue(object, "maxPendingCalls", jsc_value_new_number(context, options.settings.maxPendingCalls));
  return object;
}

void clearException(JSCContext* context) {
  if (JSCException* exception = jsc_context_get_exception(context)) {
    g_warning("transom: %s", jsc_exception_get_message(exception));
    jsc_context_clear_exception(context);
  }
}

}  // namespace

DocumentRuntime::DocumentRuntime(JSCContext* context, const RuntimeOptions& options)
    : document_(options.document), world_(options.world), context_(JSC_CONTEXT(g_object_ref(context))) {
  JSCValue* create = jsc_context_evaluate_with_source_uri(
      context, kRuntimeSource.data(), static_cast<gssize>(kRuntimeSource.size()), "transom:runtime", 1);
  JSCValue* native = newNative(context, {options.connection, options.document}, options);
  JSCValue* values = newSettings(context, options);
  JSCValue* runtime = jsc_value_function_call(create, JSC_TYPE_VALUE, native, JSC_TYPE_VALUE, values, G_TYPE_NONE);
  clearException(context);
  onFrame_ = jsc_value_object_get_property(runtime, "onFrame");
  release_ = jsc_value_object_get_property(runtime, "release");
  preload_ = jsc_value_object_get_property(runtime, "preload");
  refuse_ = jsc_value_object_get_property(runtime, "refuse");
  if (options.crossing) {
    JSCValue* receive = jsc_value_object_get_property(runtime, "onCrossing");
    options.crossing->receive(options.world, context, receive);
    g_object_unref(receive);
  }
  for (JSCValue* value : {create, native, values, runtime}) g_object_unref(value);
}

DocumentRuntime::~DocumentRuntime() {
  JSCValue* result = jsc_value_function_call(release_, G_TYPE_NONE);
  clearException(context_);
  g_clear_object(&result);
  g_object_unref(refuse_);
  g_object_unref(preload_);
  g_object_unref(release_);
  g_object_unref(onFrame_);
  g_object_unref(context_);
}

void DocumentRuntime::runPreload(const std::string& source, const std::string& url) {
  // A function without the line of its own, so that errors tell the script's. Strict, so that no function of the page
  // that hears at once of a change to the DOM finds out who called it: page/src/script-runner.ts.
  const std::string strict = world_ == ScriptWorlds::kPage ? "" : "'use strict';";
  // `transom` stands further out: the script may have a variable of that name.
  const std::string code =
      "(function (transom) { return function (require, module, exports) {" + strict + source + "\n}; })";
  JSCValue* function =
      jsc_context_evaluate_with_source_uri(context_, code.data(), static_cast<gssize>(code.size()), url.c_str(), 1);
  // A script that doesn't compile: the runtime reports what is thrown to it.
  JSCException* exception = jsc_context_get_exception(context_);
  char* why = exception ? jsc_exception_report(exception) : nullptr;
  if (exception) jsc_context_clear_exception(context_);
  JSCValue* result = jsc_value_function_call(preload_, JSC_TYPE_VALUE, function, G_TYPE_STRING, url.c_str(),
                                             G_TYPE_STRING, why ? why : "", G_TYPE_NONE);
  g_free(why);
  clearException(context_);
  g_clear_object(&result);
  g_object_unref(function);
}

void DocumentRuntime::refuse(std::uint32_t call, const char* why) {
  JSCValue* result = jsc_value_function_call(refuse_, G_TYPE_UINT, call, G_TYPE_STRING, why, G_TYPE_NONE);
  clearException(context_);
  g_clear_object(&result);
}

void DocumentRuntime::onFrame(ByteView frame) {
  JSCValue* array = newByteArray(context_, frame);
  JSCValue* result = jsc_value_function_call(onFrame_, JSC_TYPE_VALUE, array, G_TYPE_NONE);
  clearException(context_);
  g_clear_object(&result);
  g_object_unref(array);
}

}  // namespace transom::webkitgtk
