// SPDX-License-Identifier: MIT
#pragma once

#include <transom/export.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace transom {

/// What a Value is, in JavaScript's terms.
enum class ValueType : std::uint8_t {
  undefined,
  null,
  boolean,
  number,
  bigInt,
  string,
  date,
  regExp,
  array,
  object,  ///< a plain object
  map,
  set,
  error,
  arrayBuffer,
  typedArray,
  dataView,
  boxed,  ///< new Boolean(…), new Number(…), new String(…), Object(1n)
};

/// "undefined", "string", "bigint", "array", "Date", …
[[nodiscard]] TRANSOM_API std::string_view typeName(ValueType type) noexcept;

/// What a typed array is an array of.
enum class ElementType : std::uint8_t {
  uint8,
  uint8Clamped,
  uint16,
  uint32,
  bigUint64,
  int8,
  int16,
  int32,
  bigInt64,
  float16,
  float32,
  float64,
};

/// "Uint8Array", "Float64Array", …
[[nodiscard]] TRANSOM_API std::string_view typedArrayName(ElementType type) noexcept;
/// In bytes.
[[nodiscard]] TRANSOM_API std::size_t elementSize(ElementType type) noexcept;

/// A regular expression, as written: never compiled here.
struct RegExp {
  std::string source;
  std::string flags;  ///< letters in alphabetical order, none twice
};

}  // namespace transom
