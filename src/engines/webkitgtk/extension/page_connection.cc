// SPDX-License-Identifier: MIT
#include "page_connection.h"

#include <utility>

namespace transom::webkitgtk {

/// A GSource that is ready when the socket is, or when frames that were read already wait.
struct PageConnection::Source {
  GSource base;
  PageConnection* connection;
  gpointer tag;

  static gboolean prepare(GSource* source, gint* timeout) {
    *timeout = -1;
    return of(source).connection->hasFrame();
  }
  static gboolean check(GSource* source) {
    return of(source).connection->hasFrame() || g_source_query_unix_fd(source, of(source).tag) != 0;
  }
  static gboolean dispatch(GSource* source, GSourceFunc, gpointer) {
    of(source).connection->deliverSome();
    return G_SOURCE_CONTINUE;
  }
  static Source& of(GSource* source) { return *reinterpret_cast<Source*>(source); }
};

PageConnection::PageConnection(int socket, FrameHandler onFrame) : peer::Connection(socket, std::move(onFrame)) {
  static GSourceFuncs functions{Source::prepare, Source::check, Source::dispatch, nullptr, nullptr, nullptr};
  source_ = g_source_new(&functions, sizeof(Source));
  auto& source = Source::of(source_);
  source.connection = this;
  source.tag = g_source_add_unix_fd(source_, descriptor(), static_cast<GIOCondition>(G_IO_IN | G_IO_HUP | G_IO_ERR));
  g_source_attach(source_, nullptr);
}

PageConnection::~PageConnection() {
  close();
}

void PageConnection::closing() {
  g_source_destroy(source_);
  g_source_unref(std::exchange(source_, nullptr));
}

}  // namespace transom::webkitgtk
