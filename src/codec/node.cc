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
  struct Retired {
    Node* first = nullptr;
    bool isDropping = false;
  };
  thread_local Retired list;
  Retired& retired = list;
  node->nextRetired_ = std::exchange(retired.first, node);
  if (retired.isDropping) return;
  retired.isDropping = true;
  while (retired.first != nullptr) {
    Node* next = std::exchange(retired.first, retired.first->nextRetired_);
    next->dropContents();
    releaseWeak(next);
  }
  retired.isDropping = false;
}

void Node::destroy(Node* node) noexcept {
  delete node;
}

}  // namespace transom::detail
