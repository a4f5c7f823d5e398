// SPDX-License-Identifier: MIT
#include <transom/value.h>

#include "base/utf8.h"
#include "codec/nodes.h"
#include "codec/well_formed.h"

#include <transom/convert.h>
#include <transom/error.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace transom {
namespace {

using detail::ValueAccess;

constexpr std::int64_t kMaxSafeInteger = (std::int64_t{1} << 53) - 1;

std::string validText(std::string text) {
  return isValidUtf8(text) ? std::move(text) : toValidUtf8(text);
}

/// The flags as JavaScript shows them.
std::string sortedFlags(std::string flags) {
  std::sort(flags.begin(), flags.end());
  if (!detail::areRegExpFlags(flags)) throw Error("SyntaxError", "Invalid regular expression flags");
  return flags;
}

Value heldBuffer(const Value& buffer) {
  if (buffer.type() != ValueType::arrayBuffer) detail::throwWrongType(ValueType::arrayBuffer, buffer);
  return buffer.lock();
}

Value viewOf(ValueType type, BufferView view) {
  const std::string_view problem = detail::problemOf(view);
  if (!problem.empty()) throw rangeError("Invalid view: " + std::string(problem));
  return ValueAccess::make<BufferView>(type, std::move(view));
}

}  // namespace

void detail::throwWrongType(ValueType expected, const Value& got) {
  throwMismatch(std::string(typeName(expected)), got);
}

Value::Value(std::string text) : Value(ValueAccess::make<std::string>(ValueType::string, validText(std::move(text)))) {}

Value::Value(BigInt number) : Value(ValueAccess::make<BigInt>(ValueType::bigInt, std::move(number))) {}

Value::Value(Bytes bytes) {
  const std::size_t size = bytes.size();
  *this = typedArray(ElementType::uint8, arrayBuffer(std::move(bytes)), 0, size);
}

Value Value::fromSigned(std::int64_t number) {
  const bool isSafe = number >= -kMaxSafeInteger && number <= kMaxSafeInteger;
  return isSafe ? fromDouble(static_cast<double>(number)) : Value(BigInt::fromInt64(number));
}

Value Value::fromUnsigned(std::uint64_t number) {
  return number <= kMaxSafeInteger ? fromDouble(static_cast<double>(number)) : Value(BigInt::fromUint64(number));
}

Value Value::date(double milliseconds) {
  const bool isValid = std::abs(milliseconds) <= detail::kMaxDateMilliseconds;
  const double time = isValid ? std::trunc(milliseconds) + 0.0 : std::numeric_limits<double>::quiet_NaN();
  return ValueAccess::make<double>(ValueType::date, time);
}

Value Value::regExp(std::string source, std::string flags) {
  return ValueAccess::make<RegExp>(ValueType::regExp,
                                   RegExp{validText(std::move(source)), sortedFlags(std::move(flags))});
}

Value Value::error(std::string_view type, std::string message) {
  return error(ErrorProperties{.type = std::string(type), .message = std::move(message)});
}

Value Value::error(ErrorProperties properties) {
  if (!detail::isStandardErrorType(properties.type)) properties.type = "Error";
  if (properties.message) properties.message = validText(std::move(*properties.message));
  if (properties.stack) properties.stack = validText(std::move(*properties.stack));
  return ValueAccess::make<ErrorProperties>(ValueType::error, std::move(properties));
}

Value Value::arrayBuffer(Bytes bytes) {
  return ValueAccess::make<Bytes>(ValueType::arrayBuffer, std::move(bytes));
}

Value Value::typedArray(ElementType elements, const Value& buffer, std::size_t byteOffset, std::size_t length) {
  return viewOf(ValueType::typedArray, {heldBuffer(buffer), byteOffset, length, elements});
}

Value Value::dataView(const Value& buffer, std::size_t byteOffset, std::size_t byteLength) {
  return viewOf(ValueType::dataView, {heldBuffer(buffer), byteOffset, byteLength});
}

Value Value::boxed(Value primitive) {
  const ValueType type = primitive.type();
  if (primitive.isNullish() || ValueAccess::isObjectType(type)) {
    detail::throwMismatch("boolean, number, bigint or string", primitive);
  }
  return ValueAccess::make<Value>(ValueType::boxed, std::move(primitive));
}

Value Value::hole() noexcept {
  Value value;
  value.storage_ = Storage::hole;
  return value;
}

Value Value::weak(const Value& target) noexcept {
  if (target.storage_ != Storage::strong || !ValueAccess::isObjectType(target.type_)) return target;
  Value reference;
  reference.type_ = target.type_;
  reference.storage_ = Storage::weak;
  reference.payload_ = target.payload_;
  reference.retain();
  return reference;
}

Value Value::lock() const noexcept {
  if (storage_ != Storage::weak) return *this;
  return payload_.node->tryRetain() ? Value(type_, payload_.node) : Value();
}

bool Value::asBoolean() const {
  if (!isBoolean()) detail::throwWrongType(ValueType::boolean, *this);
  return payload_.boolean;
}

double Value::asNumber() const {
  if (!isNumber()) detail::throwWrongType(ValueType::number, *this);
  return payload_.number;
}

const std::string& Value::asString() const {
  return detail::require<std::string>(*this, ValueType::string);
}

const BigInt& Value::asBigInt() const {
  return detail::require<BigInt>(*this, ValueType::bigInt);
}

double Value::asDate() const {
  return detail::require<double>(*this, ValueType::date);
}

const RegExp& Value::asRegExp() const {
  return detail::require<RegExp>(*this, ValueType::regExp);
}

const ErrorProperties& Value::asError() const {
  return detail::require<ErrorProperties>(*this, ValueType::error);
}

const BufferView& Value::asView() const {
  if (type() == ValueType::dataView) return ValueAccess::contents<BufferView>(*this);
  return detail::require<BufferView>(*this, ValueType::typedArray);
}

ByteView Value::asBytes() const {
  if (type() == ValueType::arrayBuffer) return ValueAccess::contents<Bytes>(*this);
  const BufferView& view = asView();
  return view.buffer.asBytes().subspan(view.byteOffset, view.length * elementSize(view.elements));
}

Value Value::unboxed() const {
  return detail::require<Value>(*this, ValueType::boxed);
}

bool Value::strictlyEquals(const Value& other) const noexcept {
  if (type() != other.type()) return false;
  switch (type()) {
    case ValueType::undefined:
    case ValueType::null: return true;
    case ValueType::boolean: return payload_.boolean == other.payload_.boolean;
    case ValueType::number: return payload_.number == other.payload_.number;
    case ValueType::bigInt: return ValueAccess::contents<BigInt>(*this) == ValueAccess::contents<BigInt>(other);
    case ValueType::string:
      return ValueAccess::contents<std::string>(*this) == ValueAccess::contents<std::string>(other);
    default: return payload_.node == other.payload_.node;
  }
}

}  // namespace transom
