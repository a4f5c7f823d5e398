// SPDX-License-Identifier: MIT
#pragma once

#include "base/log.h"
#include "core/reply.h"

#include <transom/arguments.h>
#include <transom/invoke_event.h>

#include <cstdint>
#include <exception>
#include <memory>
#include <stop_token>
#include <string>

namespace transom::detail {

/// What an answer needs of the application, which may be gone by the time a handler gives it.
struct InvokeTerms {
  std::uint64_t maxMessageBytes = 0;
  std::shared_ptr<const Log> log;  ///< null: not a word of what fails
};

/// Logs what a handler threw, unless nobody waits for it any more.
void reportHandlerError(const InvokeTerms& terms, const std::string& channel, const std::stop_token& stop,
                        const std::exception_ptr& error);

/// An invoke of a page, answered over its connection.
class PageInvoke final : public InvokeCall {
 public:
  PageInvoke(std::shared_ptr<WebContents> sender, SendingFrame frame, std::string channel, core::Reply reply,
             std::stop_token stop, Arguments arguments, InvokeTerms terms);

  void resolve(const Value& value) override;
  void reject(const std::exception_ptr& error) override;

 private:
  std::string channel_;
  core::Reply reply_;
  InvokeTerms terms_;
};

}  // namespace transom::detail
