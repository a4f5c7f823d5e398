// SPDX-License-Identifier: MIT
#pragma once

#include <napi.h>

namespace transom::node {

/// What JavaScript does with windows and with the application: src/native.ts says what each takes.
void addWindowFunctions(Napi::Object& exports);

}  // namespace transom::node
