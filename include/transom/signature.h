// SPDX-License-Identifier: MIT
#pragma once

#include <transom/arguments.h>
#include <transom/listener_traits.h>
#include <transom/type_description.h>

#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

// What writeTypes() knows of a listener, a handler or a message. Nothing here is for applications.
namespace transom {

template <class T>
class AsyncGenerator;
template <class Result>
class IpcMainSyncEvent;
template <class T>
class Task;

namespace detail {

/// What is sent on a channel and what comes back, as TypeScript writes it.
struct Signature {
  std::vector<TypeExpression> parameters{};
  bool takesAnything = false;                             ///< any number of arguments of any type, after the parameters
  TypeExpression result = TypeExpression::plain("void");  ///< of a stream: each of its chunks
  bool streams = false;
};

/// All that a registration keeps for writeTypes(): nothing is described before somebody asks.
using DescribeSignature = Signature (*)(TypeTable& types);

template <class T>
struct DescribeResult {
  static TypeExpression describe(TypeTable& types) { return describeType<std::decay_t<T>>(types); }
};
template <>
struct DescribeResult<void> {
  static TypeExpression describe(TypeTable& /*types*/) { return TypeExpression::plain("void"); }
};
template <class T>
struct DescribeResult<Task<T>> : DescribeResult<T> {};
template <class T>
struct DescribeResult<AsyncGenerator<T>> : DescribeResult<T> {};

template <class T>
inline constexpr bool kStreams = false;
template <class T>
inline constexpr bool kStreams<AsyncGenerator<T>> = true;

template <class ParameterTypes>
struct DescribeParameters;
template <>
struct DescribeParameters<std::tuple<>> {
  static Signature describe(TypeTable& /*types*/) { return {}; }
};
template <class Event>
struct DescribeParameters<std::tuple<Event, const Arguments&>> {
  static Signature describe(TypeTable& /*types*/) { return {.takesAnything = true}; }
};
template <class Event, class... Parameters>
struct DescribeParameters<std::tuple<Event, Parameters...>> {
  static Signature describe([[maybe_unused]] TypeTable& types) {
    return {.parameters = {describeType<std::decay_t<Parameters>>(types)...}};
  }
};

/// What a listener answers to a sendSync: nothing without an event, anything with one that doesn't say.
template <class ParameterTypes>
struct DescribeAnswer;
template <>
struct DescribeAnswer<std::tuple<>> : DescribeResult<void> {};
template <class Event, class... Parameters>
struct DescribeAnswer<std::tuple<Event, Parameters...>> {
  static TypeExpression describe(TypeTable& /*types*/) { return TypeExpression::plain("unknown"); }
};
template <class Result, class... Parameters>
struct DescribeAnswer<std::tuple<IpcMainSyncEvent<Result>, Parameters...>> : DescribeResult<Result> {};
template <class Result, class... Parameters>
struct DescribeAnswer<std::tuple<const IpcMainSyncEvent<Result>&, Parameters...>> : DescribeResult<Result> {};

/// Of a listener: what it returns is nobody's.
template <class F>
Signature describeListener(TypeTable& types) {
  Signature signature = DescribeParameters<ParametersOf<F>>::describe(types);
  signature.result = DescribeAnswer<ParametersOf<F>>::describe(types);
  return signature;
}

/// Of a handler.
template <class F>
Signature describeHandler(TypeTable& types) {
  Signature signature = DescribeParameters<ParametersOf<F>>::describe(types);
  signature.result = DescribeResult<ListenerResult<F>>::describe(types);
  signature.streams = kStreams<ListenerResult<F>>;
  return signature;
}

/// Of what main sends or asks.
template <class Result, class... Parameters>
Signature describeOutward([[maybe_unused]] TypeTable& types) {
  Signature signature{.parameters = {describeType<std::decay_t<Parameters>>(types)...}};
  signature.result = DescribeResult<Result>::describe(types);
  return signature;
}

}  // namespace detail
}  // namespace transom
