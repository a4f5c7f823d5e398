// SPDX-License-Identifier: MIT
#pragma once

#include <transom/async_generator.h>
#include <transom/convert.h>
#include <transom/export.h>
#include <transom/invoke_event.h>
#include <transom/value.h>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace transom::detail {

/// The values of a stream, whatever type they had in C++. Destroying it says that nobody wants any more of them.
class TRANSOM_API StreamSource {
 public:
  StreamSource() = default;
  virtual ~StreamSource();
  StreamSource(const StreamSource&) = delete;
  StreamSource& operator=(const StreamSource&) = delete;

  /// As of GeneratorState.
  virtual bool advance(std::function<void()> ready) = 0;
  virtual std::optional<Value> take() = 0;
};

template <class T>
class GeneratorSource final : public StreamSource {
 public:
  /// `kept` lives as long as the coroutine, which may refer to it.
  GeneratorSource(AsyncGenerator<T> generator, std::shared_ptr<const void> kept) : generator_(std::move(generator)) {
    generator_.state_->keep(std::move(kept));
  }

  bool advance(std::function<void()> ready) override { return generator_.state_->advance(std::move(ready)); }
  std::optional<Value> take() override {
    std::optional<T> value = generator_.state_->take();
    return value ? std::optional(valueOf(*std::move(value))) : std::nullopt;
  }

 private:
  AsyncGenerator<T> generator_;
};

/// The request for a stream, which is an invoke with many answers: begin() instead of resolve().
class TRANSOM_API StreamCall : public InvokeCall {
 public:
  using InvokeCall::InvokeCall;
  ~StreamCall() override;

  StreamCall* asStream() override { return this; }

  /// Sends the values of `source` as fast as the page takes them, and its end.
  virtual void begin(std::shared_ptr<StreamSource> source) = 0;
};

/// Throws Error TypeError unless the page asks for what the handler gives: a stream, or one answer.
TRANSOM_API void requireStream(InvokeCall& call, bool given);

}  // namespace transom::detail
