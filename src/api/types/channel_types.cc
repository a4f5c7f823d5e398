// SPDX-License-Identifier: MIT
#include "api/types/channel_types.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace transom::detail {
namespace {

using Kind = TypeExpression::Kind;

TypeExpression both(const TypeExpression& a, const TypeExpression& b, Kind kind) {
  return a == b ? a : TypeExpression::of(kind, {a, b});
}

/// What is behind the end of the shorter list is as the longer one has it.
void mergeParameters(std::vector<TypeExpression>& all, const std::vector<TypeExpression>& others, Kind kind) {
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (i < all.size()) {
      all[i] = both(all[i], others[i], kind);
    } else {
      all.push_back(others[i]);
    }
  }
}

/// One that answers nothing leaves it to the other, as does one that doesn't say what it answers: it may only listen.
TypeExpression mergeAnswers(const TypeExpression& a, const TypeExpression& b) {
  static const std::array kWeak{TypeExpression::plain("void"), TypeExpression::plain("unknown")};
  for (const TypeExpression& weak : kWeak) {
    if (a == weak) return b;
    if (b == weak) return a;
  }
  return both(a, b, Kind::anyOf);
}

/// @return what was there before, null where there was nothing
Signature* add(ChannelTypes::Table& table, const std::string& channel, const Signature& signature, Kind parameters) {
  const auto [entry, isNew] = table.emplace(channel, signature);
  if (isNew) return nullptr;
  Signature& merged = entry->second;
  mergeParameters(merged.parameters, signature.parameters, parameters);
  merged.takesAnything = merged.takesAnything || signature.takesAnything;
  return &merged;
}

void addListener(ChannelTypes::Table& table, const std::string& channel, const Signature& signature) {
  Signature* const merged = add(table, channel, signature, Kind::allOf);
  if (merged) merged->result = mergeAnswers(merged->result, signature.result);
}

void addHandler(ChannelTypes::Table& table, const std::string& channel, const Signature& signature) {
  Signature* const merged = add(table, channel, signature, Kind::anyOf);
  if (merged) merged->result = both(merged->result, signature.result, Kind::anyOf);
}

void addAll(ChannelTypes::Table& table, const IpcMain::Signatures& signatures, TypeTable& types) {
  for (const auto& [channel, describe] : signatures) addHandler(table, channel, describe(types));
}

void addHandlers(ChannelTypes& all, const IpcMain& emitter) {
  for (const auto& [channel, describe] : emitter.handlerSignatures()) {
    const Signature signature = describe(all.types);
    addHandler(signature.streams ? all.streams : all.invokes, channel, signature);
  }
}

}  // namespace

ChannelTypes channelTypesOf(std::span<const IpcMain* const> emitters) {
  ChannelTypes all;
  for (const IpcMain* emitter : emitters) {
    for (const std::string& channel : emitter->eventNames()) {
      for (const DescribeSignature describe : emitter->signatures(channel)) {
        addListener(all.sends, channel, describe(all.types));
      }
    }
    addHandlers(all, *emitter);
    addAll(all.messages, emitter->messageSignatures(), all.types);
    addAll(all.questions, emitter->questionSignatures(), all.types);
  }
  return all;
}

}  // namespace transom::detail
