// SPDX-License-Identifier: MIT
#pragma once

#include "core/session.h"
#include "session/raw_page.h"
#include "session/recording_delegate.h"
#include "transport_suite/descriptor_check.h"
#include "transport_suite/recording_receiver.h"
#include "transport_suite/test_loop.h"
#include "transport_suite/transports.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace transom::test {

/// A session, and the page at its other end.
struct Link {
  Link(const TransportKind& kind, EventLoop& loop, const core::SessionSettings& settings) {
    auto [mains, pages] = kind.connect(loop);
    session = std::make_unique<core::Session>(std::move(mains), settings, delegate);
    page = std::make_unique<RawPage>(std::move(pages));
    session->start();
    page->start();
  }

  RecordingDelegate delegate;
  std::unique_ptr<core::Session> session;
  std::unique_ptr<RawPage> page;
};

class SessionSuite : public testing::TestWithParam<TransportKind> {
 protected:
  std::unique_ptr<Link> connect() { return std::make_unique<Link>(GetParam(), loop_.loop(), settings_); }

  /// With document 1 open in web frame 1.
  std::unique_ptr<Link> connectWithDocument() {
    auto link = connect();
    link->page->say(helloFrame() + openedFrame(1));
    loop_.runUntil([&] { return link->delegate.events.size() == 1; });
    loop_.settle();
    link->delegate.events.clear();
    link->page->frames.clear();
    return link;
  }

  /// Lets everything that was said arrive.
  void settle() { loop_.settle(); }

  DescriptorCheck descriptors_;
  TestLoop loop_;
  core::SessionSettings settings_{.rights = {.ipcExposed = true}, .limits = {}};
};

using Events = std::vector<std::string>;

}  // namespace transom::test
