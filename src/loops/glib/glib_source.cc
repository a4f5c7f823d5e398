// SPDX-License-Identifier: MIT
#include "loops/glib/glib_source.h"

#include <utility>

namespace transom {
namespace {

gboolean call(gpointer callback) noexcept {
  return (*static_cast<SourceCallback*>(callback))();
}

gboolean dispatchPlain(GSource*, GSourceFunc callback, gpointer data) {
  return callback(data);
}

}  // namespace

void attach(GSource* source, GMainContext* context, SourceCallback callback) {
  auto owned = std::make_unique<SourceCallback>(std::move(callback));
  g_source_set_callback(source, call, owned.release(),
                        [](gpointer data) { delete static_cast<SourceCallback*>(data); });
  g_source_set_priority(source, kLoopPriority);
  g_source_attach(source, context);
}

SourcePointer newPlainSource(const char* name) {
  static GSourceFuncs functions{nullptr, nullptr, dispatchPlain, nullptr, nullptr, nullptr};
  SourcePointer source(g_source_new(&functions, sizeof(GSource)));
  g_source_set_static_name(source.get(), name);
  return source;
}

}  // namespace transom
