// SPDX-License-Identifier: MIT
#include "page_invoke.h"

#include "codec/codec.h"
#include "codec/remote_error.h"
#include "error_text.h"

#include <utility>

namespace transom::detail {

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
  reportHandlerError(terms_, channel_, event().stopToken(), error);
  reply_.fail(codec::encodeInvokeError(errorForPage(error), terms_.maxMessageBytes));
}

void reportHandlerError(const InvokeTerms& terms, const std::string& channel, const std::stop_token& stop,
                        const std::exception_ptr& error) {
  if (stop.stop_requested() || !terms.log) return;
  terms.log->warning("Error occurred in handler for '" + channel + "': " + errorText(error));
}

}  // namespace transom::detail
