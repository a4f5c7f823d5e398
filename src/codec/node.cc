// SPDX-License-Identifier: MIT
#include <transom/value/node.h>

#include <utility>

namespace transom::detail {

bool Node::tryRetain() noexcept {
  std::uint32_t count = strong_.load(std::memory_order_relaxed);
  while (count != 0) {
    if (strong_.compare_exchange_weak(count, count + 1, std::memory_order_acq_rel)) return true;
  }
  return false;
}

void Node::retire(Node* node) noexcept {
  thread_local Node* retired = nullptr;
  thread_local bool isDropping = false;
  node->nextRetired_ = std::exchange(retired, node);
  if (isDropping) return;
  isDropping = true;
  while (retired != nullptr) {
    Node* next = std::exchange(retired, retired->nextRetired_);
    next->dropContents();
    releaseWeak(next);
  }
  isDropping = false;
}

}  // namespace transom::detail
