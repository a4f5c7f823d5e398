// SPDX-License-Identifier: MIT
#pragma once

#include <transom/convert.h>
#include <transom/export.h>
#include <transom/task.h>
#include <transom/value.h>

#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace transom {

namespace detail {

/// One stream of main as it comes in, whatever its values are to become in C++.
class TRANSOM_API IncomingStream {
 public:
  IncomingStream() = default;
  virtual ~IncomingStream();
  IncomingStream(const IncomingStream&) = delete;
  IncomingStream& operator=(const IncomingStream&) = delete;

  /// As of MainStream.
  [[nodiscard]] virtual Task<std::optional<Value>> next() = 0;
  /// Nobody wants any more of it. Whoever waits for a value gets none.
  virtual void cancel() = 0;
};

/// The same value as a T. That there is none is another thing than a value that is undefined.
template <class T>
[[nodiscard]] Task<std::optional<T>> convertNext(const Task<std::optional<Value>>& task) {
  const TaskSource<std::optional<T>> source;
  task.then([source](const TaskResult<std::optional<Value>>& result) {
    try {
      const std::optional<Value>& value = result.value();
      source.resolve(value ? std::optional<T>(fromValue<T>(*value)) : std::nullopt);
    } catch (...) {
      source.reject(std::current_exception());
    }
  });
  return source.task();
}

}  // namespace detail

/// What a handler in main yields, one value after the other: see IpcRenderer::stream().
///
///     auto matches = ipcRenderer.stream<Match>("search", query);
///     while (auto match = co_await matches.next()) show(*match);
///
/// The handler goes on as values are taken, and runs no more than 16 of them, or 4 MiB and one value, ahead: that much
/// waits here. Whoever wants no more destroys this, and main destroys the handler's coroutine.
///
/// Belongs to the IpcRenderer's thread; may outlive that, and then gives nothing more.
template <class T = Value>
class MainStream {
 public:
  static_assert(std::is_same_v<T, std::decay_t<T>>, "a stream gives values, no references");

  /// For the library: IpcRenderer::stream() makes it.
  explicit MainStream(std::shared_ptr<detail::IncomingStream> incoming) : incoming_(std::move(incoming)) {}
  /// Takes the stream over; `other` gives nothing then.
  MainStream(MainStream&& other) noexcept = default;
  /// Cancels the stream that this had, and takes over the other one.
  MainStream& operator=(MainStream&& other) noexcept {
    if (this == &other) return *this;
    cancel();
    incoming_ = std::move(other.incoming_);
    return *this;
  }
  ~MainStream() { cancel(); }

  /// The next value, as soon as there is one; nothing once the stream has ended, and ever after. One at a time: throws
  /// std::logic_error if the last one is under way. If this is destroyed meanwhile, there is nothing.
  ///
  /// After all the values that came before it, fails once with what has ended the stream: what the handler threw, as
  /// IpcRenderer::invoke() does; AbortError or TimeoutError, without waiting for these values, if it was cancelled; or
  /// `The main process is gone`. Fails with ConversionError for a value that is no T, and goes on with the one after
  /// it.
  [[nodiscard]] Task<std::optional<T>> next() {
    if constexpr (std::is_same_v<T, Value>) {
      return incoming_->next();
    } else {
      return detail::convertNext<T>(incoming_->next());
    }
  }

 private:
  void cancel() {
    if (const auto incoming = std::exchange(incoming_, nullptr)) incoming->cancel();
  }

  std::shared_ptr<detail::IncomingStream> incoming_;
};

}  // namespace transom
