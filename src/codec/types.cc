// SPDX-License-Identifier: MIT
#include <transom/value/types.h>

#include <array>

namespace transom {
namespace {

constexpr std::array<std::string_view, 17> kTypeNames = {
    "undefined", "null", "boolean", "number", "bigint",      "string",      "Date",     "RegExp",         "array",
    "object",    "Map",  "Set",     "Error",  "ArrayBuffer", "typed array", "DataView", "boxed primitive"};
static_assert(kTypeNames.size() == static_cast<std::size_t>(ValueType::boxed) + 1);

struct ElementTraits {
  std::string_view name;
  std::size_t size;
};

constexpr std::array<ElementTraits, 12> kElements = {{{"Uint8Array", 1},
                                                      {"Uint8ClampedArray", 1},
                                                      {"Uint16Array", 2},
                                                      {"Uint32Array", 4},
                                                      {"BigUint64Array", 8},
                                                      {"Int8Array", 1},
                                                      {"Int16Array", 2},
                                                      {"Int32Array", 4},
                                                      {"BigInt64Array", 8},
                                                      {"Float16Array", 2},
                                                      {"Float32Array", 4},
                                                      {"Float64Array", 8}}};
static_assert(kElements.size() == static_cast<std::size_t>(ElementType::float64) + 1);

}  // namespace

std::string_view typeName(ValueType type) noexcept {
  return kTypeNames[static_cast<std::size_t>(type)];
}

std::string_view typedArrayName(ElementType type) noexcept {
  return kElements[static_cast<std::size_t>(type)].name;
}

std::size_t elementSize(ElementType type) noexcept {
  return kElements[static_cast<std::size_t>(type)].size;
}

}  // namespace transom
