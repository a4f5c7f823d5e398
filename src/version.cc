// SPDX-License-Identifier: MIT
#include <transom/version.h>

namespace transom {

const char* version() noexcept {
  return TRANSOM_VERSION;
}

}  // namespace transom
