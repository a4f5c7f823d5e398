// SPDX-License-Identifier: MIT
#pragma once

#include <transom/arguments.h>
#include <transom/convert.h>
#include <transom/error.h>
#include <transom/export.h>

#include <concepts>
#include <cstddef>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

namespace transom {

/// An argument is not what the listener asks for. A TypeError; nothing of the listener has run.
class TRANSOM_API ArgumentError : public ConversionError {
 public:
  /// `position` of the argument, from 0, and what is wrong with it.
  ArgumentError(std::size_t position, const ConversionError& cause);
  ArgumentError(const ArgumentError&) = default;
  ArgumentError& operator=(const ArgumentError&) = default;
  ~ArgumentError() override;

  /// Counted from 0, the event not among them.
  [[nodiscard]] std::size_t position() const noexcept { return position_; }

 private:
  std::size_t position_;
};

namespace detail {

template <class R, class... Parameters>
struct CallableTraitsOf {
  using Result = R;
  using ParameterTypes = std::tuple<Parameters...>;
};

/// The result and parameters of anything that can be called in one way only: functions, lambdas without `auto`
/// parameters, std::function.
template <class T>
struct CallableTraits : CallableTraitsOf<void> {
  static_assert(
      sizeof(T) == 0,
      "what listens must be callable in one way only: parameters of a listener or handler have types of their "
      "own, not `auto`, and say what a page may send");
};

/// @cond Doxygen takes it for a class that inherits from itself.
template <class T>
  requires requires { &T::operator(); }
struct CallableTraits<T> : CallableTraits<decltype(&T::operator())> {};
/// @endcond

template <class R, class... P>
struct CallableTraits<R (*)(P...)> : CallableTraitsOf<R, P...> {};
template <class R, class... P>
struct CallableTraits<R (*)(P...) noexcept> : CallableTraitsOf<R, P...> {};
template <class R, class C, class... P>
struct CallableTraits<R (C::*)(P...)> : CallableTraitsOf<R, P...> {};
template <class R, class C, class... P>
struct CallableTraits<R (C::*)(P...) const> : CallableTraitsOf<R, P...> {};
template <class R, class C, class... P>
struct CallableTraits<R (C::*)(P...) noexcept> : CallableTraitsOf<R, P...> {};
template <class R, class C, class... P>
struct CallableTraits<R (C::*)(P...) const noexcept> : CallableTraitsOf<R, P...> {};

template <class F>
using ParametersOf = typename CallableTraits<std::decay_t<F>>::ParameterTypes;

/// Whether it is a coroutine that was given something.
template <class F>
inline constexpr bool kOutlivesItsArguments =
    std::tuple_size_v<ParametersOf<F>> > 0 && requires { typename CallableTraits<F>::Result::promise_type; };

/// Whether a listener's first parameter can be its event; says in words what the compiler would say in pages.
template <class Parameter, class Event>
constexpr bool takesEvent() {
  static_assert(
      std::is_convertible_v<Event&, Parameter>,
      "the first parameter of a listener or handler is its event: IpcMainEvent& for on(), IpcMainInvokeEvent& "
      "for handle(), WebContentsEvent& and the like for other events; IpcMainSyncEvent<T> is taken by value. "
      "Without parameters at all none is needed");
  return std::is_convertible_v<Event&, Parameter>;
}

template <class T>
T convertArgument(const Arguments& arguments, std::size_t position) {
  static_assert(Convertible<T>,
                "a listener can't ask for this type: give it TRANSOM_STRUCT or TRANSOM_ENUM in its own namespace, or "
                "specialize transom::Convert");
  try {
    return Convert<T>::fromValue(arguments[position]);
  } catch (const ConversionError& error) {
    throw ArgumentError(position, error);
  }
}

/// The arguments of one call, converted to what the parameters ask for. Throws ArgumentError for the first of a wrong
/// type. Parameters that are references refer into it.
template <class ParameterTypes>
class BoundArguments;

template <>
class BoundArguments<std::tuple<>> {
 public:
  explicit BoundArguments(const Arguments&) {}
  template <class F, class Event>
  decltype(auto) call(F& callable, Event&) {
    return callable();
  }
};

template <class E>
class BoundArguments<std::tuple<E, const Arguments&>> {
 public:
  explicit BoundArguments(const Arguments& arguments) : arguments_(arguments) {}
  template <class F, class Event>
  decltype(auto) call(F& callable, Event& event) {
    if constexpr (takesEvent<E, Event>()) return callable(event, arguments_);
  }

 private:
  const Arguments& arguments_;
};

template <class E, class... Parameters>
class BoundArguments<std::tuple<E, Parameters...>> {
 public:
  explicit BoundArguments(const Arguments& arguments)
      : BoundArguments(arguments, std::index_sequence_for<Parameters...>()) {}
  template <class F, class Event>
  decltype(auto) call(F& callable, Event& event) {
    if constexpr (takesEvent<E, Event>()) return callWith(callable, event, std::index_sequence_for<Parameters...>());
  }

 private:
  // Braces convert from left to right, so the first wrong argument is the one reported.
  template <std::size_t... index>
  BoundArguments([[maybe_unused]] const Arguments& arguments, std::index_sequence<index...>)
      : values_{convertArgument<std::decay_t<Parameters>>(arguments, index)...} {}

  template <class F, class Event, std::size_t... index>
  decltype(auto) callWith(F& callable, Event& event, std::index_sequence<index...>) {
    return callable(event, std::forward<Parameters>(std::get<index>(values_))...);
  }

  std::tuple<std::decay_t<Parameters>...> values_;
};

}  // namespace detail

/// What `callable` returns.
template <class F>
using ListenerResult = typename detail::CallableTraits<std::decay_t<F>>::Result;

/// Calls a listener with the arguments of a message, converted to what its parameters ask for. `callable` takes one of
///
///     ()                          nothing;
///     (Event&, T1, T2, …)         values or const references of types that Convert knows;
///     (Event&, const Arguments&)  all of them, as they came.
///
/// Missing arguments are undefined, which fills a std::optional and fails for most other types; spare ones are ignored.
/// Throws ArgumentError for the first argument of a wrong type, before the callable has run; passes on what the
/// callable throws. The converted arguments live until the callable returns: a coroutine must take them by value.
template <class F, class Event>
decltype(auto) callWithArguments(F& callable, Event& event, const Arguments& arguments) {
  return detail::BoundArguments<detail::ParametersOf<F>>(arguments).call(callable, event);
}

}  // namespace transom
