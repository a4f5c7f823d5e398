// SPDX-License-Identifier: MIT
#pragma once

#include <transom/bytes.h>

#include <napi.h>

#include <array>
#include <cstddef>
#include <functional>
#include <initializer_list>

namespace transom::node {

/// What JavaScript is told of. The object that start() is given has a method of each name, in this order:
/// src/native.ts says what they take.
enum class Told {
  message,
  contentsEvent,
  windowEvent,
  mayClose,
  mayNavigate,
  mayOpen,
  windowOpened,
  answer,
  settled,
  abort,
  room,
  portMessage,
  portClosed,
  ended,
};
inline constexpr std::array kToldNames{"message", "contentsEvent", "windowEvent", "mayClose", "mayNavigate",
                                       "mayOpen", "windowOpened",  "answer",      "settled",  "abort",
                                       "room",    "portMessage",   "portClosed",  "ended"};

/// The way from C++ into JavaScript. Each call is a turn of its own for promises and process.nextTick(), unless
/// JavaScript is on the stack already. Main thread only.
class Host {
 public:
  Host(Napi::Env env, const Napi::Object& methods);
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  [[nodiscard]] Napi::Env env() const { return env_; }

  /// Calls a method. REQUIRES: a handle scope. What it throws is the process's uncaught exception, and the result then
  /// undefined: methods catch what listeners throw.
  Napi::Value call(Told method, std::initializer_list<napi_value> arguments) const;

  /// Lends bytes to JavaScript while `use` runs: what it is given is the number of bytes in the common memory if they
  /// are few, else a Uint8Array over those of the caller, which is empty afterwards.
  void lend(ByteView bytes, const std::function<void(Napi::Value)>& use) const;

  /// A Uint8Array: where lend() puts what is small.
  [[nodiscard]] Napi::Value commonMemory() const { return common_.Value(); }

 private:
  static constexpr std::size_t kCommonBytes = std::size_t{64} << 10;

  Napi::Env env_;
  Napi::ObjectReference methods_;
  std::array<Napi::FunctionReference, kToldNames.size()> functions_;
  Napi::Reference<Napi::Uint8Array> common_;
  Napi::AsyncContext context_;
};

/// Runs what JavaScript has called: an error of Transom's becomes one of JavaScript's, with the same name.
Napi::Value guarded(Napi::Env env, const std::function<Napi::Value()>& body);

}  // namespace transom::node
