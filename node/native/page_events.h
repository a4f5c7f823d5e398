// SPDX-License-Identifier: MIT
#pragma once

#include "host.h"

#include <transom/web_contents.h>

namespace transom::node {

/// Tells JavaScript of all events of a page. `host` must outlive it.
void tellEventsOf(WebContents& contents, const Host& host);

}  // namespace transom::node
