// SPDX-License-Identifier: MIT
#include "engines/idle/idle_view.h"

namespace transom {

void IdleView::close() {
  delegate_.viewClosed();  // which destroys this
}

}  // namespace transom
