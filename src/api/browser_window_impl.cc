// SPDX-License-Identifier: MIT
#include "browser_window_impl.h"

#include "app_impl.h"
#include "error_text.h"
#include "page_rights.h"
#include "web_contents_impl.h"

namespace transom::detail {

BrowserWindowImpl::BrowserWindowImpl(AppImpl& app, BrowserWindow& self) : app_(app), self_(&self) {}

void BrowserWindowImpl::open(const BrowserWindowOptions& options) {
  contents_ = app_.newContents(rightsOf(options.webPreferences, app_.appPath()));
  const ViewOptions view{.size = {options.width, options.height},
                         .title = options.title,
                         .show = options.show,
                         .devTools = options.webPreferences.devTools};
  WebContentsImpl::of(*contents_).open(contents_, view, [weak = weak_from_this()] {
    if (const auto window = weak.lock()) window->closed();
  });
  app_.windowOpened();
}

void BrowserWindowImpl::abandon() {
  self_ = nullptr;
  if (View* const window = view()) window->close();
}

View* BrowserWindowImpl::view() const {
  return WebContentsImpl::of(*contents_).view();
}

void BrowserWindowImpl::closed() {
  if (self_) {
    BrowserWindowEvent event(*self_);
    const EventEmitter<BrowserWindowEvent>::Snapshot listeners(events_, "closed");
    for (std::size_t i = 0; i < listeners.size() && self_; ++i) {
      try {
        listeners.call(i, event, {});
      } catch (...) {
        app_.log().warning("Error occurred in listener for 'closed': " + errorText(std::current_exception()));
      }
    }
  }
  app_.windowClosed();
}

}  // namespace transom::detail
