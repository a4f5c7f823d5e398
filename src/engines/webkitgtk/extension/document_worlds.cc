// SPDX-License-Identifier: MIT
#include "document_worlds.h"

#include <charconv>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

namespace transom::webkitgtk {
namespace {

/// The world that an `evaluate` names; nothing if it names none.
std::optional<std::uint32_t> worldOf(const wire::FrameHeader& header, ByteView frame) {
  const ByteView channel = frame.subspan(wire::kHeaderBytes, header.channelLength);
  if (channel.empty()) return ScriptWorlds::kPage;
  const auto* const text = reinterpret_cast<const char*>(channel.data());
  std::uint32_t world = 0;
  const auto [end, error] = std::from_chars(text, text + channel.size(), world);
  if (error != std::errc() || end != text + channel.size()) return std::nullopt;
  return world;
}

}  // namespace

DocumentWorlds::DocumentWorlds(JSCContext* context, DocumentOptions options) : options_(std::move(options)) {
  const bool isolated = options_.hasIpc && options_.settings.isolated;
  if (isolated) {
    crossing_ = std::make_shared<WorldCrossing>([this](std::uint32_t world) { return runtimeIn(world) != nullptr; });
  }
  begin(ScriptWorlds::kPage, context, options_.hasIpc && options_.settings.ipcExposed);
  if (!isolated) return;
  JSCContext* const own = options_.worlds->contextOf(options_.frame, ScriptWorlds::kPreload);
  begin(ScriptWorlds::kPreload, own, true);
  g_object_unref(own);
}

DocumentRuntime* DocumentWorlds::begin(std::uint32_t world, JSCContext* context, bool ipcExposed) {
  auto runtime = std::make_unique<DocumentRuntime>(context, RuntimeOptions{.document = options_.document,
                                                                           .connection = options_.connection,
                                                                           .settings = options_.settings,
                                                                           .window = *options_.window,
                                                                           .isBlank = options_.isBlank,
                                                                           .mayAsk = world == ipcWorld(),
                                                                           .ipcExposed = ipcExposed,
                                                                           .crossing = crossing_,
                                                                           .world = world});
  return (runtimes_[world] = std::move(runtime)).get();
}

std::optional<std::uint32_t> DocumentWorlds::ipcWorld() const {
  if (!options_.hasIpc) return std::nullopt;
  return crossing_ ? ScriptWorlds::kPreload : ScriptWorlds::kPage;
}

DocumentRuntime* DocumentWorlds::preload() const {
  return crossing_ ? runtimes_.at(ScriptWorlds::kPreload).get() : nullptr;
}

DocumentRuntime* DocumentWorlds::runtimeIn(std::uint32_t world) {
  const auto found = runtimes_.find(world);
  if (found != runtimes_.end()) return found->second.get();
  if (!options_.frame) return nullptr;
  JSCContext* const context = options_.worlds->contextOf(options_.frame, world);
  if (!context) return nullptr;
  DocumentRuntime* const runtime = begin(world, context, false);
  g_object_unref(context);
  return runtime;
}

void DocumentWorlds::runPreload() {
  const PageSettings& settings = options_.settings;
  if (!settings.preload.empty()) (crossing_ ? preload() : page())->runPreload(settings.preload, settings.preloadUrl);
}

DocumentWorlds::~DocumentWorlds() {
  end();
  // What waits in one of them may fail now, and tell another world so.
  while (!runtimes_.empty()) {
    const auto last = runtimes_.extract(std::prev(runtimes_.end()));
  }
  if (crossing_) crossing_->close();
}

void DocumentWorlds::onFrame(const wire::FrameHeader& header, ByteView frame) {
  if (header.kind == wire::Kind::evaluate) return onScript(header, frame);
  (crossing_ ? preload() : page())->onFrame(header, frame);
}

void DocumentWorlds::onScript(const wire::FrameHeader& header, ByteView frame) {
  const auto world = worldOf(header, frame);
  if (!world) return page()->refuse(header.call, "There is no such script world");
  if (DocumentRuntime* const runtime = runtimeIn(*world)) return runtime->onFrame(header, frame);
  page()->refuse(header.call, ScriptWorlds::kTooMany);
}

}  // namespace transom::webkitgtk
