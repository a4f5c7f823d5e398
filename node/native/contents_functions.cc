// SPDX-License-Identifier: MIT
#include "contents_functions.h"

#include "addon.h"
#include "frame_object.h"
#include "port_object.h"
#include "values.h"
#include "window_options.h"

#include <transom/encoded.h>
#include <transom/error.h>

#include <functional>
#include <string>
#include <utility>

namespace transom::node {
namespace {

using Info = const Napi::CallbackInfo&;

/// A function of a page, whose number is its first argument; nothing of one that is destroyed.
void addFor(Napi::Object& exports, const char* name, std::function<Napi::Value(WebContents&, Info)> body) {
  const auto function = [body = std::move(body)](Info info) {
    return guarded(info.Env(), [&]() -> Napi::Value {
      WebContents* const contents = Addon::of(info.Env()).contents(info[0]);
      return contents ? body(*contents, info) : info.Env().Undefined();
    });
  };
  exports.Set(name, Napi::Function::New(exports.Env(), function, name));
}

void addVoid(Napi::Object& exports, const char* name, std::function<void(WebContents&, Info)> body) {
  addFor(exports, name, [body = std::move(body)](WebContents& contents, Info info) {
    body(contents, info);
    return info.Env().Undefined();
  });
}

/// Tells JavaScript what its request number `request` has come to.
encoded::AnswerCallback answering(const Host& host, std::uint32_t request) {
  return [&host, request](const encoded::Answer& answer) {
    const Napi::HandleScope scope(host.env());
    host.lend(answer.payload, [&](Napi::Value payload) {
      host.call(Told::answer, {Napi::Number::New(host.env(), request),
                               Napi::Number::New(host.env(), static_cast<int>(answer.outcome)), payload});
    });
  };
}

std::pair<std::string, std::string> wordsOf(const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const Error& error) {
    return {error.name(), error.message()};
  } catch (const std::exception& error) {
    return {"Error", error.what()};
  }
}

void settle(const Host& host, std::uint32_t request, const TaskResult<void>& result) {
  const Napi::Env env = host.env();
  const Napi::HandleScope scope(env);
  if (result.ok()) {
    host.call(Told::settled, {Napi::Number::New(env, request)});
    return;
  }
  const auto [name, message] = wordsOf(result.error());
  host.call(Told::settled,
            {Napi::Number::New(env, request), Napi::String::New(env, name), Napi::String::New(env, message)});
}

/// (contents, url, request)
void load(Info info, const Task<void>& task) {
  const Host& host = Addon::of(info.Env()).host();
  task.then([&host, request = numberIn(info[2])](const TaskResult<void>& result) { settle(host, request, result); });
}

/// What the page asks of the handler in JavaScript: false, true, or the options of the window.
WindowOpenAction mayOpen(const Host& host, int opener, const WindowOpenDetails& details) {
  const Napi::Env env = host.env();
  const Napi::HandleScope scope(env);
  const Napi::Value may = host.call(
      Told::mayOpen, {Napi::Number::New(env, opener), Napi::String::New(env, details.url),
                      Napi::String::New(env, details.openerOrigin), Napi::Boolean::New(env, details.isUserGesture)});
  if (may.IsObject()) return {.allow = true, .options = windowOptionsIn(may.As<Napi::Object>())};
  return {.allow = may.IsBoolean() && may.As<Napi::Boolean>().Value()};
}

void addMessages(Napi::Object& exports) {
  addVoid(exports, "send", [](WebContents& contents, Info info) {
    encoded::send(contents, targetIn(info[1]), textIn(info[2]), bytesIn(info[3], info[4]));
  });
  addVoid(exports, "postMessage", [](WebContents& contents, Info info) {
    encoded::postMessage(contents, targetIn(info[1]), textIn(info[2]), bytesIn(info[3], info[4]),
                         PortObject::portsIn(info[5]));
  });
  addVoid(exports, "invoke", [](WebContents& contents, Info info) {
    encoded::invoke(contents, targetIn(info[1]), textIn(info[2]), bytesIn(info[3], info[4]),
                    answering(Addon::of(info.Env()).host(), numberIn(info[5])));
  });
  addVoid(exports, "evaluate", [](WebContents& contents, Info info) {
    encoded::evaluate(contents, targetIn(info[1]), info[2].As<Napi::Number>().Int32Value(), textIn(info[3]),
                      answering(Addon::of(info.Env()).host(), numberIn(info[4])));
  });
}

void addLoading(Napi::Object& exports) {
  addVoid(exports, "loadURL", [](WebContents& contents, Info info) { load(info, contents.loadURL(textIn(info[1]))); });
  addVoid(exports, "reload", [](WebContents& contents, Info) { contents.reload(); });
  addVoid(exports, "stop", [](WebContents& contents, Info) { contents.stop(); });
  addFor(exports, "url",
         [](WebContents& contents, Info info) { return Napi::String::New(info.Env(), contents.url()); });
  addFor(exports, "title",
         [](WebContents& contents, Info info) { return Napi::String::New(info.Env(), contents.title()); });
}

}  // namespace

void addContentsFunctions(Napi::Object& exports) {
  addMessages(exports);
  addLoading(exports);
  addVoid(exports, "closeContents", [](WebContents& contents, Info) { contents.close(); });
  addVoid(exports, "openDevTools", [](WebContents& contents, Info) { contents.openDevTools(); });
  addVoid(exports, "closeDevTools", [](WebContents& contents, Info) { contents.closeDevTools(); });
  addFor(exports, "isDevToolsOpened",
         [](WebContents& contents, Info info) { return Napi::Boolean::New(info.Env(), contents.isDevToolsOpened()); });
  addFor(exports, "osProcessId",
         [](WebContents& contents, Info info) { return Napi::Number::New(info.Env(), contents.osProcessId()); });
  addFor(exports, "mainFrame", [](WebContents& contents, Info info) {
    return FrameObject::objectOf(Addon::of(info.Env()).frameType(), contents.mainFrame());
  });
  addVoid(exports, "answerWindowOpen", [](WebContents& contents, Info info) {
    const Host& host = Addon::of(info.Env()).host();
    contents.setWindowOpenHandler(
        [&host, id = contents.id()](const WindowOpenDetails& details) { return mayOpen(host, id, details); });
  });
}

}  // namespace transom::node
