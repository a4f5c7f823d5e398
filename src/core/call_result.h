// SPDX-License-Identifier: MIT
#pragma once

#include <transom/bytes.h>

#include <functional>

namespace transom::core {

/// What became of a question to a page.
struct CallResult {
  enum class Outcome {
    answered,  ///< the payload is the value
    failed,    ///< the payload is the error
    gone,      ///< its document or its connection has gone; there is no payload
  };

  Outcome outcome = Outcome::gone;
  ByteView payload;  ///< encoded; valid during the callback
};

using CallCallback = std::function<void(const CallResult&)>;

}  // namespace transom::core
