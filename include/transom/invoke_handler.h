// SPDX-License-Identifier: MIT
#pragma once

#include <transom/convert.h>
#include <transom/invoke_event.h>
#include <transom/listener_traits.h>
#include <transom/stream_call.h>
#include <transom/task.h>

#include <exception>
#include <functional>
#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>

namespace transom::detail {

/// Answers one call, now or later. What it throws is an answer as well. A Call is an InvokeCall, or what is one at the
/// other end.
template <class Call>
struct HandlerOf {
  std::function<void(const std::shared_ptr<Call>&)> answer;
  /// Whether it answers those calls that ask for a stream, or those that don't. It throws for the other ones.
  bool givesStream = false;

  explicit operator bool() const { return answer != nullptr; }
  void operator()(const std::shared_ptr<Call>& call) const { answer(call); }
};
using InvokeHandler = HandlerOf<InvokeCall>;

template <class Call, class T>
void answerWith(Call& call, const TaskResult<T>& result) {
  if (!result.ok()) return call.reject(result.error());
  try {
    if constexpr (std::is_void_v<T>) {
      call.resolve({});
    } else {
      call.resolve(valueOf(result.value()));
    }
  } catch (...) {
    call.reject(std::current_exception());
  }
}

template <class T>
inline constexpr bool kIsTask = false;
template <class T>
inline constexpr bool kIsTask<Task<T>> = true;

template <class T>
inline constexpr bool kIsGenerator = false;
template <class T>
inline constexpr bool kIsGenerator<AsyncGenerator<T>> = true;

/// What a coroutine refers to lives as long as it runs: its arguments, its event, and the handler with what that
/// captured.
template <class T, class Call, class Handler, class Bound>
void answerLater(const Task<T>& task, const std::shared_ptr<Call>& call, const Handler& handler, const Bound& bound) {
  task.then([call, handler, bound](const TaskResult<T>& result) { answerWith(*call, result); });
}

/// The same for one that yields.
template <class T, class Call, class Handler, class Bound>
void answerWithStream(AsyncGenerator<T> generator, const std::shared_ptr<Call>& call, const Handler& handler,
                      const Bound& bound) {
  auto kept = std::make_shared<std::tuple<std::shared_ptr<Call>, Handler, Bound>>(call, handler, bound);
  call->asStream()->begin(std::make_shared<GeneratorSource<T>>(std::move(generator), std::move(kept)));
}

template <class Call = InvokeCall, class F>
HandlerOf<Call> adaptHandler(F&& function) {
  using Function = std::decay_t<F>;
  using Result = ListenerResult<Function>;
  constexpr bool kCanStream = requires(Call& call) { call.asStream(); };
  static_assert(kCanStream || !kIsGenerator<Result>, "only handlers of main give streams");
  auto answer = [handler = std::make_shared<Function>(std::forward<F>(function))](const std::shared_ptr<Call>& call) {
    if constexpr (kCanStream) requireStream(*call, kIsGenerator<Result>);
    const auto bound = std::make_shared<BoundArguments<ParametersOf<Function>>>(call->arguments());
    if constexpr (kIsTask<Result>) {
      answerLater(bound->call(*handler, call->event()), call, handler, bound);
    } else if constexpr (kIsGenerator<Result>) {
      answerWithStream(bound->call(*handler, call->event()), call, handler, bound);
    } else if constexpr (std::is_void_v<Result>) {
      bound->call(*handler, call->event());
      call->resolve({});
    } else {
      call->resolve(valueOf(bound->call(*handler, call->event())));
    }
  };
  return {std::move(answer), kIsGenerator<Result>};
}

}  // namespace transom::detail
