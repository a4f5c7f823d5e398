// SPDX-License-Identifier: MIT
#include <transom/contents_sender.h>

#include "encode_message.h"
#include "post_box.h"
#include "web_contents_impl.h"

#include <string>

namespace transom {

void ContentsSender::sendArguments(std::string_view channel, const Arguments& arguments) const {
  Bytes payload = detail::encodeMessage(channel, arguments, target_->maxMessageBytes, target_->maxChannelBytes);
  target_->box->post([target = target_, name = std::string(channel), payload = std::move(payload)] {
    if (const auto contents = target->contents.lock()) {
      detail::WebContentsImpl::of(*contents).sendEncoded(name, payload);
    }
  });
}

}  // namespace transom
