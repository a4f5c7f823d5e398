// SPDX-License-Identifier: MIT
#include "browser_window_impl.h"

#include "app_impl.h"
#include "call_listeners.h"
#include "page_rights.h"
#include "web_contents_impl.h"

namespace transom::detail {

void BrowserWindowImpl::open(const BrowserWindowOptions& options) {
  const ViewMaker make = [this](const ViewOptions& view, ViewDelegate& delegate) {
    return app_.engine().createView(view, delegate);
  };
  open(options, make, nullptr);
}

void BrowserWindowImpl::open(const BrowserWindowOptions& options, const ViewMaker& make, const WindowOpener* opener) {
  contents_ =
      app_.newContents(app_.writesTypes() ? core::PageRights() : rightsOf(options.webPreferences, app_.appPath()));
  const ViewOptions view{.size = {options.width, options.height},
                         .title = options.title,
                         .show = options.show,
                         .devTools = options.webPreferences.devTools};
  const auto mayClose = [weak = weak_from_this()] {
    const auto window = weak.lock();
    return !window || window->mayClose();
  };
  const auto closed = [weak = weak_from_this()] {
    if (const auto window = weak.lock()) window->closed();
  };
  WebContentsImpl& page = WebContentsImpl::of(*contents_);
  page.navigation().setWindowOptions(options);
  if (opener) page.openedBy(*opener);
  page.open(contents_, [&](ViewDelegate& delegate) { return make(view, delegate); }, {mayClose, closed});
  app_.windowOpened();
}

void BrowserWindowImpl::abandon() {
  self_ = nullptr;
  if (View* const window = view()) window->close();
}

View* BrowserWindowImpl::view() const {
  return contents_ ? WebContentsImpl::of(*contents_).view() : nullptr;
}

/// No listener is called once the object is gone.
template <class Event>
void BrowserWindowImpl::tell(std::string_view name, const EventEmitter<Event>& emitter, Event& event) {
  callListeners(emitter, name, event, {}, app_.log(), [this] { return self_ != nullptr; });
}

bool BrowserWindowImpl::mayClose() {
  if (!self_ || asking_) return true;
  asking_ = true;
  CloseEvent event(*self_);
  tell("close", closeEvents_, event);
  asking_ = false;
  return !event.defaultPrevented();
}

void BrowserWindowImpl::closed() {
  if (self_) {
    BrowserWindowEvent event(*self_);
    tell("closed", events_, event);
  }
  app_.windowClosed();
}

}  // namespace transom::detail
