// SPDX-License-Identifier: MIT
#pragma once

#include <transom/bytes.h>

#include <jsc/jsc.h>

#include <array>
#include <cstddef>
#include <memory>

namespace transom::webkitgtk {

/// What leads from one script world of a document to the other: bytes, copied. No object of one world ever gets into
/// the other.
class WorldCrossing {
 public:
  enum class Side : std::size_t { page, preload };

  WorldCrossing() = default;
  ~WorldCrossing();
  WorldCrossing(const WorldCrossing&) = delete;
  WorldCrossing& operator=(const WorldCrossing&) = delete;

  /// The function `(bytes, length) => bytes` that scripts of `side` call: it calls what the other side gave to
  /// receive().
  static JSCValue* newFunction(const std::shared_ptr<WorldCrossing>& crossing, JSCContext* context, Side side);
  /// What is called for the other side. It takes a Uint8Array and gives one, and does not throw.
  void receive(Side side, JSCContext* context, JSCValue* function);
  /// The document is over: nothing crosses any more.
  void close();

 private:
  struct End {
    JSCContext* context = nullptr;
    JSCValue* receive = nullptr;
  };
  struct Handle {
    std::shared_ptr<WorldCrossing> crossing;
    Side from;
  };

  static JSCValue* cross(JSCValue* bytes, guint length, Handle* handle);

  std::array<End, 2> ends_;
};

}  // namespace transom::webkitgtk
