// SPDX-License-Identifier: MIT
#pragma once

#include <transom/bytes.h>

#include <jsc/jsc.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <unordered_map>

namespace transom::webkitgtk {

/// What leads from the preload script's world of a document to its other ones, and from each of these to it: bytes,
/// copied. No object of one world ever gets into another, and from one of the others nothing leads to a third.
class WorldCrossing {
 public:
  /// Begins the world of that number, which calls receive(); false: it can't.
  using Begin = std::function<bool(std::uint32_t world)>;

  explicit WorldCrossing(Begin begin) : begin_(std::move(begin)) {}
  ~WorldCrossing();
  WorldCrossing(const WorldCrossing&) = delete;
  WorldCrossing& operator=(const WorldCrossing&) = delete;

  /// The function `(bytes, length, world) => bytes` that scripts of `from` call: it calls what the other side gave to
  /// receive(). Which world is only for the preload script to say; from any other it is that one's.
  static JSCValue* newFunction(const std::shared_ptr<WorldCrossing>& crossing, JSCContext* context, std::uint32_t from);
  /// What is called in `world` for others, with a Uint8Array and the number of the world that this is from. It gives a
  /// Uint8Array, and does not throw.
  void receive(std::uint32_t world, JSCContext* context, JSCValue* function);
  /// The document is over: nothing crosses any more.
  void close();

 private:
  struct End {
    JSCContext* context;
    JSCValue* receive;
  };
  struct Handle {
    std::shared_ptr<WorldCrossing> crossing;
    std::uint32_t from;
  };

  static JSCValue* cross(JSCValue* bytes, guint length, guint world, Handle* handle);
  const End* endIn(std::uint32_t world);

  Begin begin_;  // empty: the document is over
  std::unordered_map<std::uint32_t, End> ends_;
};

}  // namespace transom::webkitgtk
