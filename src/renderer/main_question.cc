// SPDX-License-Identifier: MIT
#include "renderer/main_question.h"

#include "api/error_text.h"
#include "codec/codec.h"
#include "codec/remote_error.h"

#include <transom/error.h>

#include <utility>

namespace transom {

detail::RendererCall::~RendererCall() = default;

namespace renderer {

MainQuestion::MainQuestion(IpcRenderer& renderer, Arguments arguments, std::weak_ptr<AnswerSink> sink,
                           std::uint32_t call)
    : RendererCall(renderer, std::move(arguments)), sink_(std::move(sink)), call_(call) {}

MainQuestion::~MainQuestion() {
  if (!sink_.expired()) reject(std::make_exception_ptr(Error("Error", "reply was never sent")));
}

void MainQuestion::resolve(const Value& value) {
  const auto sink = sink_.lock();
  if (!sink) return;
  Bytes payload;
  try {
    payload = codec::encodeValue(value, {.maxMessageBytes = sink->maxMessageBytes()});
  } catch (const Error&) {
    return reject(std::current_exception());
  }
  sink_.reset();
  sink->answer(call_, false, payload);
}

void MainQuestion::reject(const std::exception_ptr& error) {
  const auto sink = std::exchange(sink_, {}).lock();
  if (!sink) return;
  sink->answer(call_, true, codec::encodeInvokeError(detail::asError(error), sink->maxMessageBytes()));
}

}  // namespace renderer
}  // namespace transom
