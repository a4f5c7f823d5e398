// SPDX-License-Identifier: MIT
#include "page_invoke.h"

#include "base/utf8.h"
#include "codec/codec.h"
#include "error_text.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace transom::detail {
namespace {

// Name, message and code at their longest, and what surrounds them.
constexpr std::uint64_t kAlwaysFits = 4 * codec::kMaxErrorTextBytes;

}  // namespace

PageInvoke::PageInvoke(std::shared_ptr<WebContents> sender, SendingFrame frame, std::string channel, core::Reply reply,
                       std::stop_token stop, Arguments arguments, InvokeTerms terms)
    : InvokeCall(std::move(sender), std::move(frame), std::move(stop), std::move(arguments)),
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
  const auto text = [](std::string_view whole) { return std::string(clipUtf8(whole, codec::kMaxErrorTextBytes)); };
  Value properties = Value::object({{"name", text(error.name())}});
  if (!error.code().empty()) properties.set("code", text(error.code()));
  if (!error.data().isUndefined()) properties.set("data", error.data());
  try {
    return codec::encodeArguments({Value::error(error.name(), text(error.message())), properties},
                                  {.maxMessageBytes = std::max<std::uint64_t>(maxMessageBytes, kAlwaysFits)});
  } catch (const Error& tooLarge) {
    return codec::encodeArguments({Value::error(tooLarge.name(), text(tooLarge.message())), Value::object()});
  }
}

}  // namespace transom::detail
