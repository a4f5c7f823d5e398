// SPDX-License-Identifier: MIT
#pragma once

#include <transom/generator_state.h>
#include <transom/suspended_coroutine.h>
#include <transom/thread_change.h>

#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace transom {

namespace detail {
template <class T>
class GeneratorSource;

/// GCC 12 copies the members of an aggregate bit by bit where that is made in an expression that suspends a coroutine.
#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ < 13
template <class T>
inline constexpr bool kBreaksInYield = std::is_aggregate_v<T> && !std::is_trivially_copyable_v<T>;
#else
template <class T>
inline constexpr bool kBreaksInYield = false;
#endif
}  // namespace detail

/// Values that come one after the other, each when it is asked for: a function that uses `co_yield` returns one. It may
/// `co_await` tasks between them, and `co_return` at any time.
///
///     AsyncGenerator<std::string> linesOf(std::string path) {
///       std::ifstream file(path);
///       for (std::string line; std::getline(file, line);) co_yield line;
///     }
///
///     while (auto line = co_await lines.next()) std::cout << *line;
///
/// As the handler of a channel it answers `ipcRenderer.stream`: see IpcMain::handle().
///
/// It begins at the first next(), and runs no further than to the next `co_yield` each time. Whoever wants no more
/// destroys it, and with it, at its `co_yield`, what the function holds: what that has opened is closed by destructors.
/// One that awaits a task at that moment goes on until its next `co_yield` or its end, whose value nobody gets.
///
/// GCC 12 can't make a struct (an aggregate) inside of the `co_yield` expression, which is an error there: give it a
/// name, and yield that.
///
/// A parameter that is a reference must outlive the generator. Main thread only; the function itself may leave it
/// (App::onThreadPool()), and is back after a `co_yield`. Its parameters are destroyed in the main thread in any case.
template <class T>
class AsyncGenerator {
 public:
  static_assert(std::is_same_v<T, std::decay_t<T>>, "an AsyncGenerator yields values, no references");
  struct promise_type;
  class Next;

  AsyncGenerator(AsyncGenerator&& other) noexcept = default;
  /// Ends the generator that this had, and takes over the other one.
  AsyncGenerator& operator=(AsyncGenerator&& other) noexcept {
    if (this == &other) return *this;
    close();
    state_ = std::move(other.state_);
    return *this;
  }
  ~AsyncGenerator() { close(); }

  /// Awaitable: a std::optional<T> with the next value; nothing once the generator has ended, and ever after. Throws
  /// what the generator threw, once. One at a time: std::logic_error if the last one is under way. If the generator is
  /// destroyed meanwhile, there is nothing.
  [[nodiscard]] Next next() { return Next(state_); }

 private:
  friend class detail::GeneratorSource<T>;
  using State = detail::GeneratorState<T>;

  explicit AsyncGenerator(std::shared_ptr<State> state) : state_(std::move(state)) {}
  void close() {
    if (const auto state = std::exchange(state_, nullptr)) state->close();
  }

  std::shared_ptr<State> state_;
};

/// What next() gives: to be awaited at once.
template <class T>
class AsyncGenerator<T>::Next {
 public:
  /// The generator has to be asked first.
  [[nodiscard]] bool await_ready() const noexcept { return false; }
  /// Where the value is there already the waiting coroutine just goes on: however many values come in this way, the
  /// stack doesn't grow. (Symmetric transfer would do the same only where a compiler optimizes.)
  bool await_suspend(std::coroutine_handle<> waiting) {
    return !state_->advance([waiting] { waiting.resume(); });
  }
  /// What next() says.
  std::optional<T> await_resume() { return state_->take(); }

 private:
  friend class AsyncGenerator;
  explicit Next(std::shared_ptr<detail::GeneratorState<T>> state) : state_(std::move(state)) {}
  std::shared_ptr<detail::GeneratorState<T>> state_;
};

template <class T>
struct AsyncGenerator<T>::promise_type {
  std::shared_ptr<detail::GeneratorState<T>> state = std::make_shared<detail::GeneratorState<T>>();

  AsyncGenerator get_return_object() {
    state->attach(std::coroutine_handle<promise_type>::from_promise(*this));
    return AsyncGenerator(state);
  }
  std::suspend_always initial_suspend() noexcept { return {}; }

  /// Tells the state how far the coroutine has got. From the pool it goes home for that: what it holds may be destroyed
  /// then, and this with it.
  template <void (detail::GeneratorState<T>::*reached)()>
  struct Stop {
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<promise_type> coroutine) const noexcept {
      if (!detail::isPoolThread()) return tell(coroutine);
      // Nothing of it stays here: the main thread may be faster than the end of this function.
      detail::postHome([owner = std::make_shared<detail::SuspendedCoroutine>(coroutine), coroutine] {
        owner->release();
        tell(coroutine);
      });
    }
    void await_resume() const noexcept {}

   private:
    static void tell(std::coroutine_handle<promise_type> coroutine) {
      const auto keep = coroutine.promise().state;
      (keep.get()->*reached)();
    }
  };
  using Yield = Stop<&detail::GeneratorState<T>::yielded>;
  using End = Stop<&detail::GeneratorState<T>::returned>;

  Yield yield_value(T&& value) {
    static_assert(!detail::kBreaksInYield<T>,
                  "GCC before 13 destroys a struct twice that is made inside of a co_yield: give it a name first, and "
                  "then co_yield that");
    state->setValue(std::move(value));
    return {};
  }
  Yield yield_value(const T& value) {
    state->setValue(value);
    return {};
  }
  End final_suspend() noexcept { return {}; }
  void return_void() {}
  void unhandled_exception() { state->setError(std::current_exception()); }
};

}  // namespace transom
