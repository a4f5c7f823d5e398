// SPDX-License-Identifier: MIT
#include "codec/remote_error.h"

#include "base/utf8.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace transom::codec {
namespace {

// Name, message and code at their longest, and what surrounds them.
constexpr std::uint64_t kAlwaysFits = 4 * kMaxErrorTextBytes;

std::string clipped(std::string_view text) {
  return std::string(clipUtf8(text, kMaxErrorTextBytes));
}

/// What was thrown, as an Error. `thrown` is its clone, `properties` what that has lost.
Error errorOf(const Value& thrown, const Value& properties) {
  if (!thrown.isError()) return {"Error", thrown.inspect()};
  ErrorOptions options{.name = thrown.asError().type, .message = thrown.asError().message.value_or("")};
  if (!properties.isObject()) return Error(std::move(options));
  if (properties["name"].isString()) options.name = properties["name"].asString();
  // DOMException and much of what libraries throw has numbers.
  if (properties["code"].isString()) options.code = properties["code"].asString();
  if (properties["code"].isNumber()) options.code = properties["code"].inspect();
  options.data = properties["data"];
  return Error(std::move(options));
}

}  // namespace

Bytes encodeInvokeError(const Error& error, std::uint64_t maxMessageBytes) {
  Value properties = Value::object({{"name", clipped(error.name())}});
  if (!error.code().empty()) properties.set("code", clipped(error.code()));
  if (!error.data().isUndefined()) properties.set("data", error.data());
  try {
    return encodeArguments({Value::error(error.name(), clipped(error.message())), properties},
                           {.maxMessageBytes = std::max<std::uint64_t>(maxMessageBytes, kAlwaysFits)});
  } catch (const Error& tooLarge) {
    return encodeArguments({Value::error(tooLarge.name(), clipped(tooLarge.message())), Value::object()});
  }
}

Error decodeInvokeError(ByteView bytes, const DecodeLimits& limits) {
  const Arguments error = decodeArguments(bytes, limits);
  return errorOf(error[0], error[1]);
}

Error decodeError(ByteView bytes, const DecodeLimits& limits) {
  return errorOf(decodeValue(bytes, limits), {});
}

}  // namespace transom::codec
