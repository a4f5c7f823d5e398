// SPDX-License-Identifier: MIT
#include "engines/process/process_view.h"

#include "transports/unix/unix_transport.h"

#include <csignal>
#include <utility>

namespace transom::process {

ProcessView::ProcessView(std::shared_ptr<ChildProcess> child, EventLoop& loop, std::string url,
                         std::chrono::milliseconds grace, ViewDelegate& delegate, std::function<void()> onGivenUp)
    : child_(std::move(child)),
      loop_(loop),
      url_(std::move(url)),
      grace_(grace),
      delegate_(&delegate),
      onGivenUp_(std::move(onGivenUp)) {}

/// The connection closes as well: that tells the program to end.
ProcessView::~ProcessView() {
  child_->end(grace_);
}

void ProcessView::connect(FileDescriptor socket) {
  delegate_->viewConnected(makeUnixTransport(socket.release(), loop_), {.processId = child_->pid(), .url = url_});
}

void ProcessView::exited(const ProcessEnd& end) {
  if (!delegate_) return;
  ViewDelegate& delegate = *delegate_;
  const auto alive = lifetime_.observe();
  delegate.viewProcessGone(end.reason, end.description);
  if (!alive.expired()) close();
}

void ProcessView::loadUrl(const std::string& url) {
  delegate_->viewLoadFailed({.code = 0, .description = "a native process shows no page", .url = url});
}

void ProcessView::close() {
  if (ViewDelegate* const delegate = std::exchange(delegate_, nullptr)) delegate->viewClosed();
}

void ProcessView::terminateProcess() {
  child_->signal(SIGKILL);
}

bool ProcessView::connectionClosed() {
  // Most likely it is ending, and how it does is yet to be told. Else it has nothing to say any more.
  givenUp_ = loop_.callAfter(grace_, [onGivenUp = onGivenUp_] { onGivenUp(); });
  return false;
}

}  // namespace transom::process
