// SPDX-License-Identifier: MIT
#pragma once

#include <napi.h>

namespace transom::node {

/// What JavaScript says to pages: src/native.ts says what each function takes.
void addContentsFunctions(Napi::Object& exports);

}  // namespace transom::node
