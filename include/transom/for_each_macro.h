// SPDX-License-Identifier: MIT
#pragma once

// How TRANSOM_STRUCT and TRANSOM_ENUM go through their lists. Nothing here is for applications.

/// TRANSOM_DETAIL_FOR_EACH(macro, context, a, b, …): `macro(context, a) macro(context, b) …`, for up to 340 items. A
/// macro is not expanded inside of itself, so each step leaves the call of the next one to a further look at the whole.
#define TRANSOM_DETAIL_FOR_EACH(macro, context, ...) \
  __VA_OPT__(TRANSOM_DETAIL_LOOK_256(TRANSOM_DETAIL_STEP(macro, context, __VA_ARGS__)))

#define TRANSOM_DETAIL_STEP(macro, context, item, ...) \
  macro(context, item) __VA_OPT__(TRANSOM_DETAIL_NEXT_STEP TRANSOM_DETAIL_PARENTHESES(macro, context, __VA_ARGS__))
#define TRANSOM_DETAIL_NEXT_STEP() TRANSOM_DETAIL_STEP
#define TRANSOM_DETAIL_PARENTHESES ()

#define TRANSOM_DETAIL_LOOK_256(...) \
  TRANSOM_DETAIL_LOOK_64(TRANSOM_DETAIL_LOOK_64(TRANSOM_DETAIL_LOOK_64(TRANSOM_DETAIL_LOOK_64(__VA_ARGS__))))
#define TRANSOM_DETAIL_LOOK_64(...) \
  TRANSOM_DETAIL_LOOK_16(TRANSOM_DETAIL_LOOK_16(TRANSOM_DETAIL_LOOK_16(TRANSOM_DETAIL_LOOK_16(__VA_ARGS__))))
#define TRANSOM_DETAIL_LOOK_16(...) \
  TRANSOM_DETAIL_LOOK_4(TRANSOM_DETAIL_LOOK_4(TRANSOM_DETAIL_LOOK_4(TRANSOM_DETAIL_LOOK_4(__VA_ARGS__))))
#define TRANSOM_DETAIL_LOOK_4(...) \
  TRANSOM_DETAIL_LOOK(TRANSOM_DETAIL_LOOK(TRANSOM_DETAIL_LOOK(TRANSOM_DETAIL_LOOK(__VA_ARGS__))))
#define TRANSOM_DETAIL_LOOK(...) __VA_ARGS__
