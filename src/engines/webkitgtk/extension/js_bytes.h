// SPDX-License-Identifier: MIT
#pragma once

#include <transom/bytes.h>

#include <jsc/jsc.h>

#include <cstddef>
#include <cstring>
#include <span>

namespace transom::webkitgtk {

/// The first `length` bytes of a Uint8Array of the page; empty if it is something else or shorter.
inline std::span<std::byte> bytesOf(JSCValue* array, std::size_t length) {
  if (!jsc_value_is_typed_array(array) || jsc_value_typed_array_get_size(array) < length) return {};
  return {static_cast<std::byte*>(jsc_value_typed_array_get_data(array, nullptr)), length};
}

/// A Uint8Array with a copy of them.
inline JSCValue* newByteArray(JSCContext* context, ByteView bytes) {
  JSCValue* array = jsc_value_new_typed_array(context, JSC_TYPED_ARRAY_UINT8, bytes.size());
  if (!bytes.empty()) std::memcpy(jsc_value_typed_array_get_data(array, nullptr), bytes.data(), bytes.size());
  return array;
}

}  // namespace transom::webkitgtk
