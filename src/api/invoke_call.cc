// SPDX-License-Identifier: MIT
#include <transom/error.h>
#include <transom/invoke_event.h>
#include <transom/stream_call.h>

#include <utility>

namespace transom::detail {

InvokeCall::InvokeCall(std::shared_ptr<WebContents> sender, SendingFrame frame, std::stop_token stop,
                       Arguments arguments)
    : event_(std::move(sender), std::move(frame), std::move(stop)), arguments_(std::move(arguments)) {}

InvokeCall::~InvokeCall() = default;

StreamCall::~StreamCall() = default;

StreamSource::~StreamSource() = default;

void requireStream(InvokeCall& call, bool given) {
  const bool wanted = call.asStream() != nullptr;
  if (wanted && !given) throw typeError("The handler gives one answer, not a stream: use ipcRenderer.invoke");
  if (given && !wanted) throw typeError("The handler gives a stream: use ipcRenderer.stream");
}

}  // namespace transom::detail
