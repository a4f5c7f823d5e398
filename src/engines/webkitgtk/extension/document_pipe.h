// SPDX-License-Identifier: MIT
#pragma once

#include "page_connection.h"

#include <transom/bytes.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <utility>

namespace transom::webkitgtk {

/// What one world of a document may send. Scripts that get hold of it can speak for no other document; and in a world
/// that has no IPC they can give the answers that main waits for from there, nothing else.
class DocumentPipe {
 public:
  /// `mayAsk`: whether the world has IPC. The connection may go before the document does.
  DocumentPipe(std::shared_ptr<PageConnection> connection, std::uint32_t document, bool mayAsk)
      : connection_(std::move(connection)), document_(document), mayAsk_(mayAsk) {}

  /// Main has brought a script for this world, the question `call`.
  void expectAnswer(std::uint32_t call) { expected_.insert(call); }

  /// Whether one more call may wait for main's answer.
  [[nodiscard]] bool mayCall() const { return connection_->mayCall(); }

  /// As those of peer::Connection; they send nothing that the world may not.
  bool post(std::span<std::byte> frame);
  std::optional<ByteView> postSync(std::span<std::byte> frame);
  std::optional<std::uint32_t> postCall(std::span<std::byte> frame);

 private:
  [[nodiscard]] bool isOwn(std::span<const std::byte> frame) const;
  [[nodiscard]] bool mayPost(std::span<const std::byte> frame);

  std::shared_ptr<PageConnection> connection_;
  std::uint32_t document_;
  bool mayAsk_;
  std::set<std::uint32_t> expected_;
};

}  // namespace transom::webkitgtk
