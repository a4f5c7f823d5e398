// SPDX-License-Identifier: MIT
#include "core/stream_reply.h"

#include "codec/codec.h"

namespace transom::core {

void StreamReply::send(ByteView payload) {
  const auto sink = sink_.lock();
  if (!sink) return;
  sink->chunk(call_, payload);
  flow_->sent(payload.size());
}

void StreamReply::end() {
  end_.send(codec::encodeValue({}));
}

}  // namespace transom::core
