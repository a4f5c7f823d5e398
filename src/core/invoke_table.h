// SPDX-License-Identifier: MIT
#pragma once

#include "core/document_id.h"
#include "core/stream_flow.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <unordered_map>
#include <vector>

namespace transom::core {

/// The invokes of one page that main has not answered yet, by document: whom to tell when nobody waits any more, and
/// how far those are that are streams. It stops nothing itself, so that no callback can change it meanwhile.
class InvokeTable {
 public:
  /// Nothing if an invoke of that number is under way already.
  [[nodiscard]] std::optional<std::stop_token> add(DocumentId document, std::uint32_t call,
                                                   std::shared_ptr<StreamFlow> flow = nullptr);
  void remove(DocumentId document, std::uint32_t call);

  /// One that is under way.
  struct Invoke {
    std::stop_source stop;
    std::shared_ptr<StreamFlow> flow;  ///< null: it is no stream
  };
  /// It stays in the table.
  [[nodiscard]] std::optional<Invoke> find(DocumentId document, std::uint32_t call) const;

  /// Takes out all of one document, oldest first.
  [[nodiscard]] std::vector<std::stop_source> takeAll(DocumentId document);

 private:
  using Calls = std::map<std::uint32_t, Invoke>;  // by age

  std::unordered_map<DocumentId, Calls> documents_;
};

}  // namespace transom::core
