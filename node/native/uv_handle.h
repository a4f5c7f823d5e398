// SPDX-License-Identifier: MIT
#pragma once

#include <uv.h>

namespace transom::node {

/// A handle of libuv's, such as uv_timer_t. libuv keeps a handle for a turn of its loop after it was closed, so the
/// memory is libuv's to give back.
template <class Handle>
class UvHandle {
 public:
  /// `init` is uv_timer_init or the like, with what it takes after loop and handle.
  template <class Init, class... Args>
  UvHandle(uv_loop_t* loop, void* data, Init init, Args... args) : handle_(new Handle{}) {
    init(loop, handle_, args...);
    handle_->data = data;
  }
  ~UvHandle() {
    uv_close(base(), [](uv_handle_t* handle) { delete reinterpret_cast<Handle*>(handle); });
  }
  UvHandle(const UvHandle&) = delete;
  UvHandle& operator=(const UvHandle&) = delete;

  [[nodiscard]] Handle* get() const { return handle_; }
  [[nodiscard]] uv_handle_t* base() const { return reinterpret_cast<uv_handle_t*>(handle_); }

 private:
  Handle* handle_;
};

}  // namespace transom::node
