// SPDX-License-Identifier: MIT
#include "sync_call.h"

#include "codec/codec.h"
#include "error_text.h"

namespace transom::detail {

void SyncCall::answer(const Value& value) {
  if (answered_) return;
  const Bytes payload = codec::encodeValue(value, {.maxMessageBytes = maxMessageBytes_});
  answered_ = true;
  reply_.send(payload);
}

void SyncCall::fail(const Error& error) {
  if (answered_) return;
  answered_ = true;
  reply_.fail(codec::encodeError(error.name(), error.message()));
}

void SyncCall::fail(const std::exception_ptr& error) {
  fail(errorForPage(error));
}

}  // namespace transom::detail
