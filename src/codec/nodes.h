// SPDX-License-Identifier: MIT
#pragma once

#include "codec/entry_table.h"

#include <transom/value.h>

#include <utility>

namespace transom::detail {

/// What a Value refers to, by its type:
///
///     string  std::string    array            std::vector<Value>   error                ErrorProperties
///     bigInt  BigInt         object, map, set EntryTable           arrayBuffer          Bytes
///     date    double         boxed            Value                typedArray, dataView BufferView
///     regExp  RegExp
template <class T>
class Holder final : public Node {
 public:
  template <class... Args>
  explicit Holder(Args&&... args) : contents(std::forward<Args>(args)...) {}

  T contents;

 private:
  void dropContents() noexcept override { static_cast<void>(std::exchange(contents, T())); }
};

/// The way into a Value for the code that implements it.
struct ValueAccess {
  template <class T, class... Args>
  static Value make(ValueType type, Args&&... args) {
    return Value(type, new Holder<T>(std::forward<Args>(args)...));
  }

  /// REQUIRES: T belongs to the type of `value`, which was checked and still lives.
  template <class T>
  static T& contents(const Value& value) {
    return static_cast<Holder<T>*>(value.payload_.node)->contents;
  }

  /// REQUIRES: a value on the heap: a string, a BigInt or an object.
  static Node* node(const Value& value) { return value.payload_.node; }

  static bool isObjectType(ValueType type) { return type >= ValueType::date; }

  /// Unlike type() the same for ever, also when the target of a weak reference goes.
  static ValueType storedType(const Value& value) { return value.type_; }
};

[[noreturn]] void throwWrongType(ValueType expected, const Value& got);

/// The contents of `value`; throws ConversionError if it is of another type.
template <class T>
T& require(const Value& value, ValueType type) {
  if (value.type() != type) throwWrongType(type, value);
  return ValueAccess::contents<T>(value);
}

}  // namespace transom::detail
