// SPDX-License-Identifier: MIT
#include "codec/shared_objects.h"

#include <transom/error.h>
#include <transom/limits.h>

#include <string>

namespace transom::codec {

using detail::ValueAccess;

SharedObjects::Occurrences* SharedObjects::find(const Value& object) {
  if (seen_.empty() || !ValueAccess::node(object)->mayBeShared()) return nullptr;
  const auto found = seen_.find(ValueAccess::node(object));
  return found != seen_.end() && found->second.isShared ? &found->second : nullptr;
}

bool SharedObjects::count(const Value& object) {
  if (!ValueAccess::node(object)->mayBeShared()) return false;
  const auto [entry, isNew] = seen_.try_emplace(ValueAccess::node(object));
  if (!isNew) entry->second.isShared = true;
  return !isNew;
}

void SharedObjects::scan(const Value& value, int depth) {
  if (ValueAccess::isObjectType(value.type()) && !count(value)) scanInside(value, depth);
}

void SharedObjects::scanInside(const Value& object, int depth) {
  switch (object.type()) {
    case ValueType::typedArray:
    case ValueType::dataView: count(object.asView().buffer); return;
    case ValueType::array:
    case ValueType::object:
    case ValueType::map:
    case ValueType::set:
    case ValueType::error: break;
    default: return;
  }
  if (depth > kMaxValueDepth) throw rangeError("The value is nested deeper than " + std::to_string(kMaxValueDepth));
  if (object.isError()) {
    if (const auto& cause = object.asError().cause) scan(*cause, depth + 1);
  } else if (object.isArray()) {
    for (const Value& item : object.items()) scan(item, depth + 1);
  } else {
    for (const auto& [key, item] : object.entries()) {
      scan(key, depth + 1);
      scan(item, depth + 1);
    }
  }
}

}  // namespace transom::codec
