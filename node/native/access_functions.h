// SPDX-License-Identifier: MIT
#pragma once

#include <napi.h>

namespace transom::node {

/// How JavaScript says who may use which channel: src/native.ts says what each function takes.
void addAccessFunctions(Napi::Object& exports);

}  // namespace transom::node
