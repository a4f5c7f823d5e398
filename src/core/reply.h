// SPDX-License-Identifier: MIT
#pragma once

#include "core/document_id.h"

#include <transom/bytes.h>

#include <cstdint>
#include <memory>
#include <utility>

namespace transom::core {

/// Where replies go: a connection.
class ReplySink {
 public:
  struct Call {
    enum class Kind { syncCall, invoke };
    DocumentId document = 0;
    std::uint32_t number = 0;
    Kind kind = Kind::syncCall;
  };

  /// `failed`: the payload is the error. Throws std::length_error
  /// if the payload is over the limit; the call still waits then.
  virtual void reply(Call call, bool failed, ByteView payload) = 0;
  /// One value of a stream. Throws std::length_error as reply().
  virtual void chunk(Call call, ByteView payload) = 0;

 protected:
  ~ReplySink() = default;
};

/// The answer to one question of a page, which waits for it: given exactly once. A Reply that is destroyed without
/// one fails the call with the Error `reply was never sent`, so that no page hangs. Belongs to the loop's thread; may
/// outlive the session, and then does nothing.
class Reply {
 public:
  Reply(std::weak_ptr<ReplySink> sink, ReplySink::Call call) : sink_(std::move(sink)), call_(call) {}
  Reply(Reply&& other) noexcept = default;
  Reply& operator=(Reply&& other) noexcept;
  ~Reply();

  /// The value, encoded. Only the first of all answers counts.
  /// Throws std::length_error if it has more than maxMessageBytes; the call still waits then.
  void send(ByteView payload);

  /// The same with an error, encoded. Never throws: of an error only so much is encoded as always fits.
  void fail(ByteView payload);

 private:
  void settle(bool failed, ByteView payload);
  void abandon();

  std::weak_ptr<ReplySink> sink_;  // empty: answered, or moved away
  ReplySink::Call call_;
};

}  // namespace transom::core
