// SPDX-License-Identifier: MIT
#pragma once

#include "codec/cbor_reader.h"
#include "codec/codec.h"
#include "codec/key_cache.h"
#include "codec/nodes.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace transom::codec {

/// Reads one payload. Recursion ends at kMaxValueDepth, memory at the limit given; every byte is hostile.
class Decoder {
 public:
  Decoder(ByteView bytes, const DecodeLimits& limits) : reader_(bytes), memoryLeft_(limits.maxMemoryBytes) {}

  Arguments arguments();
  Value single();

 private:
  /// An object under tag 28.
  struct Shared {
    Value value;         // undefined until the object exists
    std::size_t offset;  // of the tag
    bool isOpen = true;  // still being read: a reference to it closes a cycle
    bool isReferredTo = false;
  };
  /// Which of shared_ the object to be read is, if it is under tag 28.
  using Slot = std::optional<std::size_t>;

  Value item(int depth) { return item(reader_.next(), depth, {}); }
  Value item(const Head& head, int depth, Slot slot);
  Value simple(const Head& head);
  Value array(const Head& head, int depth, Slot slot);
  Value object(const Head& head, int depth, Slot slot);
  Value tagged(const Head& tag, int depth, Slot slot);

  /// Counts a tag 28. What stands under it is to be made with the slot that this gives, and then closed.
  std::size_t openShared(const Head& tag);
  Value closeShared(std::size_t number, Value value);
  Value shared(const Head& tag, int depth, Slot slot);
  Value reference();
  Value hole();
  Value map(int depth, Slot slot);
  Value set(int depth, Slot slot);
  Value bigInt(bool isNegative);
  Value date(Slot slot);
  Value regExp(Slot slot);
  Value wholeView(const Head& tag, Slot slot);

  Value namedObject(const Head& tag, int depth, Slot slot);
  Value error(std::string_view type, int depth, Slot slot);
  void errorProperty(ErrorProperties& error, std::string_view key, int depth);
  Value boxed(std::string_view name, Slot slot);
  Value view(ValueType type, ElementType elements, Slot slot);
  Value viewBuffer(const Head& head);

  Head expect(Major major, std::string_view otherwise);
  std::int64_t integer(const Head& head);
  /// A string, wherever the protocol wants one and nothing else.
  std::string string(const Head& head);
  Value text(const Head& head);
  Value objectKey(const Head& head);
  Value stringNode(std::string_view text, const Head& head);
  /// What stands under tag 273, still with its lone surrogates.
  std::string_view surrogates();
  /// A byte string as an ArrayBuffer.
  Value buffer(const Head& head, Slot slot);

  template <class T>
  Value make(ValueType type, T contents, Slot slot);
  void checkDepth(const Head& head, int depth) const;
  void charge(std::uint64_t bytes, const Head& head);
  void expectAllReferredTo() const;

  CborReader reader_;
  std::uint64_t memoryLeft_;
  std::vector<Shared> shared_;
  KeyCache keys_;
};

template <class T>
Value Decoder::make(ValueType type, T contents, Slot slot) {
  Value value = detail::ValueAccess::make<T>(type, std::move(contents));
  if (slot) shared_[*slot].value = value;
  return value;
}

}  // namespace transom::codec
