// SPDX-License-Identifier: MIT
#include "document_runtime.h"

#include "js_bytes.h"
#include "native_functions.h"

#include <string>
#include <utility>

namespace transom::webkitgtk {
namespace {

/// Calls the entry of page/src/index.ts. What it gets are arguments and not properties, since a setter that the page
/// has put into Object.prototype would be given those.
JSCValue* begin(JSCContext* context, const std::shared_ptr<DocumentPipe>& pipe, const RuntimeOptions& options) {
  const NativeFunctions native = newNativeFunctions(context, pipe, options.crossing, options.world);
  JSCValue* const runtime = jsc_value_function_call(
      options.window.runtimeIn(options.world, context), JSC_TYPE_VALUE, native.post, JSC_TYPE_VALUE, native.postSync,
      JSC_TYPE_VALUE, native.postCall, JSC_TYPE_VALUE, native.evaluate, JSC_TYPE_VALUE, native.cross, G_TYPE_UINT,
      options.document, G_TYPE_BOOLEAN, gboolean{options.isBlank}, G_TYPE_BOOLEAN, gboolean{options.ipcExposed},
      G_TYPE_UINT, options.world, G_TYPE_DOUBLE, static_cast<double>(options.settings.maxMessageBytes), G_TYPE_UINT,
      options.settings.maxChannelBytes, G_TYPE_UINT, options.settings.maxPendingCalls, G_TYPE_NONE);
  for (JSCValue* const function : {native.post, native.postSync, native.postCall, native.evaluate, native.cross}) {
    g_object_unref(function);
  }
  return runtime;
}

void clearException(JSCContext* context) {
  if (JSCException* exception = jsc_context_get_exception(context)) {
    g_warning("transom: %s", jsc_exception_get_message(exception));
    jsc_context_clear_exception(context);
  }
}

}  // namespace

DocumentRuntime::DocumentRuntime(JSCContext* context, const RuntimeOptions& options)
    : document_(options.document),
      world_(options.world),
      context_(JSC_CONTEXT(g_object_ref(context))),
      pipe_(std::make_shared<DocumentPipe>(options.connection, options.document, options.mayAsk)) {
  JSCValue* const runtime = begin(context, pipe_, options);
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
  g_object_unref(runtime);
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
  pipe_->expectAnswer(call);
  JSCValue* result = jsc_value_function_call(refuse_, G_TYPE_UINT, call, G_TYPE_STRING, why, G_TYPE_NONE);
  clearException(context_);
  g_clear_object(&result);
}

void DocumentRuntime::onFrame(const wire::FrameHeader& header, ByteView frame) {
  if (header.kind == wire::Kind::evaluate) pipe_->expectAnswer(header.call);
  JSCValue* array = newByteArray(context_, frame);
  JSCValue* result = jsc_value_function_call(onFrame_, JSC_TYPE_VALUE, array, G_TYPE_NONE);
  clearException(context_);
  g_clear_object(&result);
  g_object_unref(array);
}

}  // namespace transom::webkitgtk
