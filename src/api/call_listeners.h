// SPDX-License-Identifier: MIT
#pragma once

#include "base/log.h"
#include "error_text.h"

#include <transom/arguments.h>
#include <transom/event_emitter.h>

#include <exception>
#include <functional>
#include <string>
#include <string_view>

namespace transom::detail {

/// Tells an event of the library's own: every listener of `name` there is now is called, whatever another one throws,
/// which is logged.
/// @param goesOn  asked before each call; one that says no ends it: a listener may have destroyed what the event is of.
///                None: always
template <class Event>
void callListeners(const EventEmitter<Event>& emitter, std::string_view name, Event& event, const Arguments& arguments,
                   const Log& log, const std::function<bool()>& goesOn = {}) {
  const typename EventEmitter<Event>::Snapshot listeners(emitter, name);
  for (std::size_t i = 0; i < listeners.size() && (!goesOn || goesOn()); ++i) {
    try {
      listeners.call(i, event, arguments);
    } catch (...) {
      log.warning("Error occurred in listener for '" + std::string(name) + "': " + errorText(std::current_exception()));
    }
  }
}

}  // namespace transom::detail
