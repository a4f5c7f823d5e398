// SPDX-License-Identifier: MIT
#include "page_answer.h"

#include "codec/codec.h"
#include "codec/remote_error.h"

#include <transom/error.h>

namespace transom::detail {
namespace {

Error errorIn(const core::CallResult& result, Question question, const codec::DecodeLimits& limits) {
  return question == Question::invoke ? codec::decodeInvokeError(result.payload, limits)
                                      : codec::decodeError(result.payload, limits);
}

void settle(const TaskSource<Value>& source, const core::CallResult& result, Question question,
            const codec::DecodeLimits& limits) {
  using Outcome = core::CallResult::Outcome;
  if (result.outcome == Outcome::gone) return source.reject(Error("Error", "The page is gone"));
  try {
    if (result.outcome == Outcome::answered) {
      source.resolve(codec::decodeValue(result.payload, limits));
    } else {
      source.reject(errorIn(result, question, limits));
    }
  } catch (const codec::DecodeError& error) {
    source.reject(error);
  }
}

}  // namespace

core::CallCallback settling(const TaskSource<Value>& source, Question question, std::uint64_t maxMessageBytes) {
  return [source, question, maxMessageBytes](const core::CallResult& result) {
    settle(source, result, question, {.maxMemoryBytes = 4 * maxMessageBytes});
  };
}

}  // namespace transom::detail
