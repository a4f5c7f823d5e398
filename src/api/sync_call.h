// SPDX-License-Identifier: MIT
#pragma once

#include "core/reply.h"

#include <transom/limits.h>
#include <transom/value.h>

#include <exception>

namespace transom::detail {

/// A page's `sendSync` that waits. Event, ReturnValue and SyncReply share it; when the last of them goes and nobody has
/// answered, core::Reply tells the page `reply was never sent`.
class SyncCall {
 public:
  SyncCall(core::Reply reply, const Limits& limits) : reply_(std::move(reply)), limits_(limits) {}

  [[nodiscard]] bool isAnswered() const { return answered_; }
  /// Throws RangeError, and stays open, if the value is too deep or too large.
  void answer(const Value& value);
  void fail(const std::exception_ptr& error);
  void fail(const Error& error);

 private:
  core::Reply reply_;
  Limits limits_;
  bool answered_ = false;
};

}  // namespace transom::detail
