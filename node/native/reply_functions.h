// SPDX-License-Identifier: MIT
#pragma once

#include <napi.h>

namespace transom::node {

/// How JavaScript answers what pages ask: src/native.ts says what each function takes.
void addReplyFunctions(Napi::Object& exports);

}  // namespace transom::node
