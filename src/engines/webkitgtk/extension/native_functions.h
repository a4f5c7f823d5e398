// SPDX-License-Identifier: MIT
#pragma once

#include "document_pipe.h"
#include "world_crossing.h"

#include <jsc/jsc.h>

#include <cstdint>
#include <memory>

namespace transom::webkitgtk {

/// The functions of page/src/native.ts for one world of a document; the caller owns a reference to each.
struct NativeFunctions {
  JSCValue* post;
  JSCValue* postSync;
  JSCValue* postCall;
  JSCValue* evaluate;
  JSCValue* cross;  ///< undefined, if `crossing` is null
};
NativeFunctions newNativeFunctions(JSCContext* context, const std::shared_ptr<DocumentPipe>& pipe,
                                   const std::shared_ptr<WorldCrossing>& crossing, std::uint32_t world);

}  // namespace transom::webkitgtk
