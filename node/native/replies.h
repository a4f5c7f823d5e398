// SPDX-License-Identifier: MIT
#pragma once

#include "host.h"

#include <transom/encoded.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <unordered_map>

namespace transom::node {

/// The questions of pages that JavaScript has not answered yet, by the numbers that it knows them by.
class Replies {
 public:
  /// `host` must outlive it.
  explicit Replies(const Host& host) : host_(host) {}
  Replies(const Replies&) = delete;
  Replies& operator=(const Replies&) = delete;

  std::uint32_t add(std::unique_ptr<encoded::Reply> reply);
  /// JavaScript is told when nobody waits any more.
  std::uint32_t add(std::unique_ptr<encoded::Reply> reply, const std::stop_token& stop);
  /// And when there is room for another chunk.
  std::uint32_t addStream(std::unique_ptr<encoded::StreamReply> reply, const std::stop_token& stop);

  /// These do nothing for a question that is answered.
  void send(std::uint32_t call, ByteView value);
  void fail(std::uint32_t call, ByteView error);
  /// Whether there is room for another one afterwards.
  bool chunk(std::uint32_t call, ByteView value);
  /// Nobody will answer.
  void drop(std::uint32_t call) { waiting_.erase(call); }

 private:
  struct Waiting {
    std::unique_ptr<encoded::Reply> reply;
    encoded::StreamReply* stream = nullptr;  // the same, if it is one
    std::optional<std::stop_callback<std::function<void()>>> onStop{};
  };

  void tell(Told what, std::uint32_t call) const;

  const Host& host_;
  std::uint32_t last_ = 0;
  std::unordered_map<std::uint32_t, Waiting> waiting_;
};

}  // namespace transom::node
