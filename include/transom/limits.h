// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

namespace transom {

/// What one connection with a page may cost the main process. All bytes that come from a page are an attacker's; each
/// limit says what it defends against. The protocol document, section 6, holds the same table.
struct Limits {
  /// Payload of one message, in bytes, both directions. The sender gets a RangeError before anything is sent; a peer
  /// that sends more all the same loses its connection. Defends against one message that fills memory. At most 4 GiB -
  /// 64 MiB.
  std::uint64_t maxMessageBytes = std::uint64_t{256} << 20;
  /// Channel name, in bytes of UTF-8. Defends against the same through the channel.
  std::uint32_t maxChannelBytes = std::uint32_t{4} << 20;
  /// Bytes that wait for one page to read them; over it the page loses its connection. Defends against a page that
  /// makes main answer and never reads.
  std::uint64_t maxQueuedBytes = std::uint64_t{512} << 20;
  /// Documents of one connection open at once. Defends against opening documents only to fill tables.
  std::uint32_t maxDocuments = 1024;
  /// Calls of one page that wait for main; one more is a RangeError for its sender. Against questions without end.
  std::uint32_t maxPendingCalls = 65536;
  /// Ends of channels in one page; one more is closed as it comes. Defends against a page that opens channels only to
  /// fill tables. What one page has posted and main has not passed on or taken yet is bounded by maxQueuedBytes in all,
  /// what ports have written to a page that does not read by half of it; a message over these closes its port.
  std::uint32_t maxPorts = 65536;
};

/// How deep values may be nested, everywhere. Defends the stack.
inline constexpr int kMaxValueDepth = 1000;

}  // namespace transom
