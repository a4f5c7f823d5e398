// SPDX-License-Identifier: MIT
#pragma once

#include <glib.h>

#include <functional>
#include <memory>

namespace transom {

/// The same as GTK's redraw (GDK_PRIORITY_REDRAW). GLib runs only the sources of the highest priority that is ready:
/// ahead of redraw, a page that never stops sending would keep the window from painting; behind it, a page that never
/// stops painting would keep messages from coming. Side by side they take turns.
inline constexpr int kLoopPriority = G_PRIORITY_HIGH_IDLE + 20;

struct DestroySource {
  void operator()(GSource* source) const {
    g_source_destroy(source);
    g_source_unref(source);
  }
};

/// Owns a source; destroying it ends the source at once, also from inside its own callback.
using SourcePointer = std::unique_ptr<GSource, DestroySource>;

/// What a source calls. False: it is done. Must not throw: an exception can't cross GLib.
using SourceCallback = std::function<bool()>;

/// Gives `callback` to `source` (GLib keeps it alive while it runs,
/// even if the source is destroyed meanwhile) and attaches it.
void attach(GSource* source, GMainContext* context, SourceCallback callback);

/// A source that calls nothing but its callback: when its descriptors or its ready time say so.
[[nodiscard]] SourcePointer newPlainSource(const char* name);

}  // namespace transom
