// SPDX-License-Identifier: MIT
#include "origins.h"

#include "values.h"

namespace transom::node {

std::vector<Origin> originsIn(const Napi::Value& array) {
  std::vector<Origin> origins;
  if (!array.IsArray()) return origins;
  const auto all = array.As<Napi::Array>();
  for (std::uint32_t i = 0; i < all.Length(); ++i) origins.emplace_back(textIn(Napi::Value(all.Get(i))));
  return origins;
}

}  // namespace transom::node
