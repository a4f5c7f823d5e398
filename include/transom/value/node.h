// SPDX-License-Identifier: MIT
#pragma once

#include <transom/export.h>

#include <atomic>
#include <cstdint>

namespace transom::detail {

/// The counted part of whatever a Value keeps on the heap. Strong references keep the contents, weak ones only the
/// node, as with std::shared_ptr, in less memory: a hostile message may ask for millions of these. The counts are
/// atomic, so that references may be dropped in any thread.
class TRANSOM_API Node {
 public:
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  void retain() noexcept { strong_.fetch_add(1, std::memory_order_relaxed); }
  void retainWeak() noexcept { weak_.fetch_add(1, std::memory_order_relaxed); }

  /// Turns a weak reference into a strong one; false if the contents are gone.
  [[nodiscard]] bool tryRetain() noexcept;

  static void release(Node* node) noexcept {
    if (node->strong_.fetch_sub(1, std::memory_order_acq_rel) == 1) retire(node);
  }
  static void releaseWeak(Node* node) noexcept {
    // Who holds the last one of all is alone; most nodes are never referred to weakly.
    const bool isLast = node->weak_.load(std::memory_order_acquire) == 1;
    if (isLast || node->weak_.fetch_sub(1, std::memory_order_acq_rel) == 1) destroy(node);
  }

  [[nodiscard]] bool isAlive() const noexcept { return strong_.load(std::memory_order_acquire) != 0; }

  /// Whether more than one reference exists. Without one the node can occur only once in any value.
  [[nodiscard]] bool mayBeShared() const noexcept {
    return strong_.load(std::memory_order_relaxed) > 1 || weak_.load(std::memory_order_relaxed) > 1;
  }

 protected:
  Node() = default;
  virtual ~Node() = default;

  /// Lets go of everything the node refers to. The node itself lives on until the last weak reference is gone.
  virtual void dropContents() noexcept = 0;

 private:
  /// Drops the contents of a node that lost its last strong reference. What this retires in turn waits in a list
  /// instead of deepening the stack: shared references let a small message chain a million objects.
  static void retire(Node* node) noexcept;
  static void destroy(Node* node) noexcept;

  std::atomic<std::uint32_t> strong_{1};
  std::atomic<std::uint32_t> weak_{1};  // all strong references together hold one
  Node* nextRetired_ = nullptr;
};

}  // namespace transom::detail
