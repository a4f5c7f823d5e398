// SPDX-License-Identifier: MIT
#include "page_invoke.h"

#include "codec/codec.h"
#include "error_text.h"

#include <utility>

namespace transom::detail {

PageInvoke::PageInvoke(std::shared_ptr<WebContents> sender, std::string channel, core::Reply reply,
                       std::stop_token stop, Arguments arguments, InvokeTerms terms)
    : InvokeCall(std::move(sender), std::move(stop), std::move(arguments)),
      channel_(std::move(channel)),
      reply_(std::move(reply)),
      terms_(std::move(terms)) {}

void PageInvoke::resolve(const Value& value) {
  try {
    reply_.send(codec::encodeValue(value, {.maxMessageBytes = terms_.maxMessageBytes}));
  } catch (const Error&) {
    reject(std::current_exception());
  }
}

void PageInvoke::reject(const std::exception_ptr& error) {
  if (!event().stopToken().stop_requested()) {
    terms_.log->warning("Error occurred in handler for '" + channel_ + "': " + errorText(error));
  }
  reply_.fail(encodeInvokeError(asError(error), terms_.maxMessageBytes));
}

Bytes encodeInvokeError(const Error& error, std::uint64_t maxMessageBytes) {
  Value properties = Value::object({{"name", error.name()}});
  if (!error.code().empty()) properties.set("code", error.code());
  if (!error.data().isUndefined()) properties.set("data", error.data());
  try {
    return codec::encodeArguments({Value::error(error.name(), error.message()), properties},
                                  {.maxMessageBytes = maxMessageBytes});
  } catch (const Error& tooLarge) {
    return codec::encodeArguments({Value::error(tooLarge.name(), tooLarge.message()), Value::object()});
  }
}

}  // namespace transom::detail
