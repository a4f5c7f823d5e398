// SPDX-License-Identifier: MIT
#include <transom/invoke_event.h>

#include <utility>

namespace transom::detail {

InvokeCall::InvokeCall(std::shared_ptr<WebContents> sender, SendingFrame frame, std::stop_token stop,
                       Arguments arguments)
    : event_(std::move(sender), std::move(frame), std::move(stop)), arguments_(std::move(arguments)) {}

InvokeCall::~InvokeCall() = default;

}  // namespace transom::detail
