// SPDX-License-Identifier: MIT
#pragma once

#include "loops/glib/glib_event_loop.h"
#include "scheme_requests.h"

#include <transom/interfaces/engine.h>

#include <webkit/webkit.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace transom::webkitgtk {

/// The system's WebKitGTK, with windows of GTK 4.
class WebKitEngine final : public Engine {
 public:
  /// Throws EngineError.
  explicit WebKitEngine(const EngineOptions& options);
  ~WebKitEngine() override;
  WebKitEngine(const WebKitEngine&) = delete;
  WebKitEngine& operator=(const WebKitEngine&) = delete;

  EventLoop& loop() override { return loop_; }
  std::unique_ptr<View> createView(const ViewOptions& options, ViewDelegate& delegate) override;
  void registerScheme(const std::string& scheme, SchemeHandler handler) override;
  void run(std::function<void()> onSignal) override;
  void quit() override;

 private:
  GlibEventLoop loop_;
  GMainLoop* mainLoop_;
  WebKitWebContext* context_;
  WebKitNetworkSession* session_;
  std::vector<std::unique_ptr<SchemeRequests>> schemes_;
};

}  // namespace transom::webkitgtk
