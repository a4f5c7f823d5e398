// SPDX-License-Identifier: MIT
#pragma once

#include <transom/interfaces/engine.h>

#include <string>

namespace transom {

/// A window that is nowhere. It remembers what it was told, and of its delegate's calls makes only the last one.
class IdleView final : public View {
 public:
  IdleView(const ViewOptions& options, ViewDelegate& delegate)
      : delegate_(delegate), title_(options.title), size_(options.size), isVisible_(options.show) {}

  void loadUrl(const std::string& url) override { url_ = url; }
  void reload() override {}
  void stop() override {}
  [[nodiscard]] std::string url() const override { return url_; }
  [[nodiscard]] std::string pageTitle() const override { return {}; }
  void show() override { isVisible_ = true; }
  void hide() override { isVisible_ = false; }
  [[nodiscard]] bool isVisible() const override { return isVisible_; }
  void setTitle(const std::string& title) override { title_ = title; }
  [[nodiscard]] std::string title() const override { return title_; }
  void setSize(Size size) override { size_ = size; }
  [[nodiscard]] Size size() const override { return size_; }
  void close() override;
  void openDevTools() override {}
  void closeDevTools() override {}
  [[nodiscard]] bool isDevToolsOpened() const override { return false; }
  void terminateProcess() override {}

 private:
  ViewDelegate& delegate_;
  std::string url_;
  std::string title_;
  Size size_;
  bool isVisible_;
};

}  // namespace transom
