// SPDX-License-Identifier: MIT
#pragma once

#include "peer/connection.h"

#include <glib.h>

namespace transom::webkitgtk {

/// What main said of this page in `welcome`.
using PageSettings = peer::Settings;

/// The page's end of its connection, inside the web process's own main loop: what comes is handed over from there.
class PageConnection final : public peer::Connection {
 public:
  PageConnection(int socket, FrameHandler onFrame);
  ~PageConnection() override;
  PageConnection(const PageConnection&) = delete;
  PageConnection& operator=(const PageConnection&) = delete;

 private:
  struct Source;

  void closing() override;

  GSource* source_ = nullptr;
};

}  // namespace transom::webkitgtk
