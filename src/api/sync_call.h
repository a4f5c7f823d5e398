// SPDX-License-Identifier: MIT
#pragma once

#include "core/reply.h"

#include <transom/error.h>
#include <transom/value.h>

#include <cstdint>
#include <exception>
#include <utility>

namespace transom::detail {

/// A page's `sendSync` that waits. Event, ReturnValue and SyncReply share it; when the last of them goes and nobody has
/// answered, core::Reply tells the page `reply was never sent`.
class SyncCall {
 public:
  SyncCall(core::Reply reply, std::uint64_t maxMessageBytes)
      : reply_(std::move(reply)), maxMessageBytes_(maxMessageBytes) {}

  [[nodiscard]] bool isAnswered() const { return answered_; }
  /// Throws RangeError, and stays open, if the value is too deep or too large.
  void answer(const Value& value);
  void fail(const std::exception_ptr& error);
  void fail(const Error& error);

 private:
  core::Reply reply_;
  std::uint64_t maxMessageBytes_;
  bool answered_ = false;
};

}  // namespace transom::detail
