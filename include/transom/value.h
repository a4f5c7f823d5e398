// SPDX-License-Identifier: MIT
#pragma once

#include <transom/bytes.h>
#include <transom/export.h>
#include <transom/value/big_int.h>
#include <transom/value/node.h>
#include <transom/value/types.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace transom {

namespace detail {
struct ValueAccess;

template <class T>
concept Number =
    std::is_arithmetic_v<T> && !std::same_as<T, bool> && !std::same_as<T, char> && !std::same_as<T, wchar_t> &&
    !std::same_as<T, char8_t> && !std::same_as<T, char16_t> && !std::same_as<T, char32_t>;
}  // namespace detail

struct BufferView;
struct ErrorProperties;
struct ValueEntry;

/// Any value that JavaScript can clone. Like a JavaScript variable it holds primitives (undefined, null, booleans,
/// numbers, BigInts, strings) themselves and everything else by reference: a copy refers to the same object, and what
/// was one object twice in a message is one object twice here.
///
/// Threads: a Value may be handed to another thread. Two threads that use the same object at the same time need a lock
/// of their own, unless both only read it.
///
/// Errors: an accessor of the wrong type throws ConversionError. Fields, elements and entries that don't exist are
/// undefined.
///
/// Cycles: references are counted, so an object that refers to one that holds it must do so weakly (see weak()), or
/// neither is ever freed. Values decoded from a message do that by themselves: a reference back to an enclosing object
/// is weak. Whoever keeps only an inner object of a message loses what encloses it, and reads undefined there.
class TRANSOM_API Value {
 public:
  Value() noexcept = default;
  /// null.
  Value(std::nullptr_t) noexcept : type_(ValueType::null) {}
  /// A boolean, of a bool only: no pointer or number becomes one.
  template <std::same_as<bool> T>
  Value(T boolean) noexcept : type_(ValueType::boolean), payload_{.boolean = boolean} {}
  /// Integers beyond ±(2^53 - 1) become BigInts.
  template <detail::Number T>
  Value(T number);
  /// Text is UTF-8; what is not valid UTF-8 in it is replaced by U+FFFD.
  Value(std::string text);
  /// The same.
  Value(std::string_view text) : Value(std::string(text)) {}
  /// The same; not null.
  Value(const char* text) : Value(std::string(text)) {}
  /// A BigInt, however small.
  Value(BigInt number);
  /// A Uint8Array over a buffer of its own.
  Value(Bytes bytes);
  /// An array.
  template <class T>
    requires std::constructible_from<Value, const T&>
  Value(const std::vector<T>& items) : Value(array(std::vector<Value>(items.begin(), items.end()))) {}
  /// A plain object, its properties in the order of the map.
  template <class T>
    requires std::constructible_from<Value, const T&>
  Value(const std::map<std::string, T>& properties);
  /// undefined where there is nothing.
  template <class T>
    requires std::constructible_from<Value, const T&>
  Value(const std::optional<T>& maybe) : Value(maybe ? Value(*maybe) : Value()) {}

  /// Refers to the same object.
  Value(const Value& other) noexcept : type_(other.type_), storage_(other.storage_), payload_(other.payload_) {
    retain();
  }
  /// Takes it over; `other` is undefined then.
  Value(Value&& other) noexcept : type_(other.type_), storage_(other.storage_), payload_(other.payload_) {
    other.forget();
  }
  /// Refers to the same object.
  Value& operator=(const Value& other) noexcept { return *this = Value(other); }
  /// Takes it over; `other` is undefined then.
  Value& operator=(Value&& other) noexcept;
  ~Value() { release(); }

  /// A new array of `items`.
  static Value array(std::vector<Value> items = {});
  /// Properties in the order given; of two with the same key the later value wins.
  static Value object(std::initializer_list<std::pair<std::string_view, Value>> properties = {});
  /// A new Map of `entries`, in this order; of two with the same key the later value wins.
  static Value mapOf(std::initializer_list<ValueEntry> entries);
  /// A new Map without entries.
  static Value mapOf();
  /// A new Set of `items`, each once.
  static Value setOf(std::initializer_list<Value> items = {});
  /// Milliseconds since 1970, UTC. NaN or over 8.64e15 in magnitude: an invalid date, as in JavaScript. Fractions are
  /// cut off.
  static Value date(double milliseconds);
  /// Throws Error "SyntaxError" for flags that aren't different small letters. The source is not looked at.
  static Value regExp(std::string source, std::string flags = {});
  /// `type` is one of JavaScript's standard error classes; every other one becomes "Error".
  static Value error(std::string_view type, std::string message);
  /// An error of these parts; `type` as above.
  static Value error(ErrorProperties properties);
  /// A new ArrayBuffer of `bytes`.
  static Value arrayBuffer(Bytes bytes);
  /// `length` counts elements. Throws RangeError if the view is not inside of the buffer or not aligned to its
  /// elements.
  static Value typedArray(ElementType elements, const Value& buffer, std::size_t byteOffset, std::size_t length);
  /// A DataView of `byteLength` bytes. Throws RangeError if it is not inside of the buffer.
  static Value dataView(const Value& buffer, std::size_t byteOffset, std::size_t byteLength);
  /// A boolean, number, BigInt or string as an object.
  static Value boxed(Value primitive);
  /// What stands in an array where it has no element. Reads as undefined.
  static Value hole() noexcept;
  /// A reference that doesn't keep its object: it reads as the object while that lives, as undefined afterwards. Made
  /// to be put into an object that its target holds. A weak primitive is that primitive.
  static Value weak(const Value& target) noexcept;

  /// What it is; of a weak reference the type of its object, or undefined if that is gone.
  [[nodiscard]] ValueType type() const noexcept {
    return storage_ != Storage::weak || payload_.node->isAlive() ? type_ : ValueType::undefined;
  }
  /// @{
  /// Whether it is of that type; of a weak reference: whether its object is, and lives.
  [[nodiscard]] bool isUndefined() const noexcept { return type() == ValueType::undefined; }
  [[nodiscard]] bool isNull() const noexcept { return type() == ValueType::null; }
  [[nodiscard]] bool isNullish() const noexcept { return isUndefined() || isNull(); }
  [[nodiscard]] bool isBoolean() const noexcept { return type() == ValueType::boolean; }
  [[nodiscard]] bool isNumber() const noexcept { return type() == ValueType::number; }
  [[nodiscard]] bool isBigInt() const noexcept { return type() == ValueType::bigInt; }
  [[nodiscard]] bool isString() const noexcept { return type() == ValueType::string; }
  [[nodiscard]] bool isDate() const noexcept { return type() == ValueType::date; }
  [[nodiscard]] bool isArray() const noexcept { return type() == ValueType::array; }
  /// @}
  /// A plain object; arrays, dates and the like are not.
  [[nodiscard]] bool isObject() const noexcept { return type() == ValueType::object; }
  /// @{
  /// Whether it is of that type, as above.
  [[nodiscard]] bool isMap() const noexcept { return type() == ValueType::map; }
  [[nodiscard]] bool isSet() const noexcept { return type() == ValueType::set; }
  [[nodiscard]] bool isError() const noexcept { return type() == ValueType::error; }
  /// @}
  /// Whether it is hole(), which is undefined as well.
  [[nodiscard]] bool isHole() const noexcept { return storage_ == Storage::hole; }
  /// Whether it is a weak reference, its object alive or not.
  [[nodiscard]] bool isWeak() const noexcept { return storage_ == Storage::weak; }

  /// @{
  /// What it is made of. Throws ConversionError if it is not of that type; references are valid as long as the value is
  /// held and not changed.
  [[nodiscard]] bool asBoolean() const;
  [[nodiscard]] double asNumber() const;
  [[nodiscard]] const std::string& asString() const;
  [[nodiscard]] const BigInt& asBigInt() const;
  [[nodiscard]] const RegExp& asRegExp() const;
  [[nodiscard]] const ErrorProperties& asError() const;
  /// @}
  /// Milliseconds since 1970, UTC, a whole number; NaN for an invalid date.
  [[nodiscard]] double asDate() const;
  /// Of a typed array or a DataView.
  [[nodiscard]] const BufferView& asView() const;
  /// The bytes of an ArrayBuffer, or those that a typed array or DataView shows.
  [[nodiscard]] ByteView asBytes() const;
  /// The primitive inside of a boxed one.
  [[nodiscard]] Value unboxed() const;

  /// Elements of an array, properties of an object, entries of a Map or Set; 0 for everything else.
  [[nodiscard]] std::size_t size() const noexcept;

  /// Arrays. Holes, and everything past the end, read as undefined.
  [[nodiscard]] Value at(std::size_t index) const;
  /// The same as at().
  [[nodiscard]] Value operator[](std::size_t index) const { return at(index); }
  /// The elements as they are stored: holes and weak references can be told from others.
  [[nodiscard]] std::span<const Value> items() const;
  /// Adds to the end of an array. Throws ConversionError for anything else.
  void push(Value item);
  /// `index` past the end fills up with holes; over 2^32 - 2 a RangeError.
  void setAt(std::size_t index, Value item);

  /// Plain objects: own properties in order. No key is special, not even `__proto__`.
  [[nodiscard]] Value get(std::string_view key) const;
  /// The same as get().
  [[nodiscard]] Value operator[](std::string_view key) const { return get(key); }
  /// Whether a plain object has this property, be it undefined.
  [[nodiscard]] bool has(std::string_view key) const;
  /// Sets a property of a plain object; a new one comes last.
  void set(std::string_view key, Value value);
  /// Whether it was there. Takes time in proportion to the size of the object.
  bool remove(std::string_view key);
  /// The names of the properties of a plain object, in their order.
  [[nodiscard]] std::vector<std::string> keys() const;

  /// Map and Set: keys are the same as in JavaScript (SameValueZero: NaN is NaN, objects by identity).
  [[nodiscard]] Value find(const Value& key) const;
  /// Whether a Map or Set has this key.
  [[nodiscard]] bool contains(const Value& key) const;
  /// Sets an entry of a Map; a new one comes last.
  void insert(Value key, Value value);
  /// Adds to a Set, behind the others, unless it is there.
  void insert(Value item);
  /// As remove().
  bool erase(const Value& key);

  /// Of an object, Map or Set (whose entries have keys only), in order, as they are stored: may be weak.
  [[nodiscard]] std::span<const ValueEntry> entries() const;

  /// The value itself; of a weak reference the object, held, or undefined if it is gone.
  [[nodiscard]] Value lock() const noexcept;

  /// For logs: about `maxBytes` at most, a few levels deep, one line, control characters escaped.
  [[nodiscard]] std::string inspect(std::size_t maxBytes = 500) const;

  /// Whether both are the same object: never true for primitives.
  friend bool sameObject(const Value& a, const Value& b) noexcept {
    return a.type_ >= ValueType::date && a.type_ == b.type_ && a.payload_.node == b.payload_.node;
  }
  /// JavaScript's `===`: primitives by value (NaN is not NaN), objects by identity.
  friend bool operator==(const Value& a, const Value& b) noexcept { return a.strictlyEquals(b); }

 private:
  friend struct detail::ValueAccess;

  enum class Storage : std::uint8_t { direct, hole, strong, weak };
  union Payload {
    double number;
    bool boolean;
    detail::Node* node;
  };

  /// Takes over one strong reference.
  Value(ValueType type, detail::Node* node) noexcept : type_(type), storage_(Storage::strong), payload_{.node = node} {}

  static Value fromSigned(std::int64_t number);
  static Value fromUnsigned(std::uint64_t number);
  static Value fromDouble(double number) noexcept;
  [[nodiscard]] bool strictlyEquals(const Value& other) const noexcept;

  void retain() const noexcept {
    if (storage_ == Storage::strong) payload_.node->retain();
    if (storage_ == Storage::weak) payload_.node->retainWeak();
  }
  void release() const noexcept {
    if (storage_ == Storage::strong) detail::Node::release(payload_.node);
    if (storage_ == Storage::weak) detail::Node::releaseWeak(payload_.node);
  }
  void forget() noexcept {
    type_ = ValueType::undefined;
    storage_ = Storage::direct;
  }

  ValueType type_ = ValueType::undefined;
  Storage storage_ = Storage::direct;
  Payload payload_{};
};

static_assert(sizeof(Value) == 16, "a message of one-byte items must not multiply memory");

/// One property of an object, or one entry of a Map or Set.
struct ValueEntry {
  /// The name of the property, as a string; the key of the entry; the element of the Set.
  Value key;
  /// Of a Set undefined.
  Value value;
};

/// What of an Error crosses.
struct ErrorProperties {
  std::string type = "Error";          ///< "TypeError" and so on
  std::optional<std::string> message;  ///< nothing: it has none of its own
  std::optional<std::string> stack;    ///< as JavaScript wrote it
  std::optional<Value> cause;          ///< what led to it
};

/// A window into an ArrayBuffer.
struct BufferView {
  /// The ArrayBuffer.
  Value buffer;
  /// Where it begins, in bytes.
  std::size_t byteOffset = 0;
  std::size_t length = 0;                     ///< in elements; of a DataView: in bytes
  ElementType elements = ElementType::uint8;  ///< of a DataView: uint8
};

inline Value& Value::operator=(Value&& other) noexcept {
  Value taken(std::move(other));
  std::swap(type_, taken.type_);
  std::swap(storage_, taken.storage_);
  std::swap(payload_, taken.payload_);
  return *this;
}

inline Value Value::fromDouble(double number) noexcept {
  Value value;
  value.type_ = ValueType::number;
  value.payload_.number = number;
  return value;
}

template <detail::Number T>
Value::Value(T number) {
  if constexpr (std::is_floating_point_v<T> || sizeof(T) <= sizeof(std::int32_t)) {
    *this = fromDouble(static_cast<double>(number));
  } else if constexpr (std::is_signed_v<T>) {
    *this = fromSigned(number);
  } else {
    *this = fromUnsigned(number);
  }
}

template <class T>
  requires std::constructible_from<Value, const T&>
Value::Value(const std::map<std::string, T>& properties) : Value(object()) {
  for (const auto& [key, value] : properties) set(key, value);
}

}  // namespace transom
