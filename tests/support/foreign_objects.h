// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace transom::test {

/// A script that marks the script world in which it runs, by a name: all objects of that world inherit the mark. The
/// names of symbols are those of all worlds.
inline std::string brandOf(const std::string& world) {
  return "Object.prototype[Symbol.for('world')] = '" + world + "';";
}

/// Finds out whether an object leads to another world that is branded: by its prototypes and properties. What was
/// caught by `take(name)(…values)` and does is named by `reached()`; empty: nothing does.
inline constexpr const char* kLeads = R"js(
  globalThis.isForeign = (value) => {
    const world = value[Symbol.for('world')];
    return world !== undefined && world !== Object.prototype[Symbol.for('world')];
  };
  globalThis.leads = (value, seen = new Set()) => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return false;
    if (seen.size > 2000) return false;
    seen.add(value);
    try { if (isForeign(value)) return true; } catch {}
    for (let at = value; at; at = Object.getPrototypeOf(at)) {
      for (const key of Reflect.ownKeys(at)) {
        if (at === window || at === document) continue;
        try { if (leads(value[key], seen)) return true; } catch {}
      }
    }
    return false;
  };
  globalThis.caught = [];
  globalThis.take = (name) => (...values) => {
    for (let i = 0; i < values.length; ++i) caught[caught.length] = [name, values[i]];
  };
  globalThis.reached = () => caught.filter(([, value]) => leads(value)).map(([name]) => name).join();
)js";

}  // namespace transom::test
