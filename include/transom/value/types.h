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
  undefined,    ///< what has no value, or is not there
  null,         ///< `null`
  boolean,      ///< `true` or `false`
  number,       ///< a double
  bigInt,       ///< an integer of any size
  string,       ///< UTF-8 here, UTF-16 in the page
  date,         ///< a Date, which may be invalid
  regExp,       ///< a RegExp
  array,        ///< an Array, which may have holes
  object,       ///< a plain object
  map,          ///< a Map
  set,          ///< a Set
  error,        ///< an Error of any of its classes
  arrayBuffer,  ///< bytes
  typedArray,   ///< a view of an ArrayBuffer, of one ElementType
  dataView,     ///< a view of an ArrayBuffer, of bytes
  boxed,        ///< new Boolean(…), new Number(…), new String(…), Object(1n)
};

/// "undefined", "string", "bigint", "array", "Date", …
[[nodiscard]] TRANSOM_API std::string_view typeName(ValueType type) noexcept;

/// What a typed array is an array of.
enum class ElementType : std::uint8_t {
  uint8,         ///< of a Uint8Array
  uint8Clamped,  ///< of a Uint8ClampedArray
  uint16,        ///< of a Uint16Array
  uint32,        ///< of a Uint32Array
  bigUint64,     ///< of a BigUint64Array
  int8,          ///< of an Int8Array
  int16,         ///< of an Int16Array
  int32,         ///< of an Int32Array
  bigInt64,      ///< of a BigInt64Array
  float16,       ///< of a Float16Array, which not every engine has
  float32,       ///< of a Float32Array
  float64,       ///< of a Float64Array
};

/// "Uint8Array", "Float64Array", …
[[nodiscard]] TRANSOM_API std::string_view typedArrayName(ElementType type) noexcept;
/// In bytes.
[[nodiscard]] TRANSOM_API std::size_t elementSize(ElementType type) noexcept;

/// A regular expression, as written: never compiled here.
struct RegExp {
  /// What stands between the slashes.
  std::string source;
  std::string flags;  ///< letters in alphabetical order, none twice
};

}  // namespace transom
