// SPDX-License-Identifier: MIT
#pragma once

#include <transom/transom.h>

#include <memory>

namespace notes {

/// Keeps a window open while its page has changes that nobody has saved: the page then asks the user, and says what was
/// decided.
class CloseGuard {
 public:
  /// Both must outlive it.
  CloseGuard(transom::App& app, transom::BrowserWindow& window);

 private:
  /// Shared with the question that is under way, which may end after the guard.
  struct State {
    bool unsaved = false;
    bool pageHangs = false;     // it was asked, and said nothing
    bool isRestarting = false;  // its process has ended; what was unsaved comes back with the next one
    bool wantsToClose = false;  // the user has said so meanwhile
  };
  static transom::Task<void> ask(transom::WebContents& page, std::shared_ptr<State> state);
  static transom::Task<void> awaitPage(const transom::App& app, std::shared_ptr<State> state);

  std::shared_ptr<State> state_ = std::make_shared<State>();
  transom::ScopedListener unsaved_;
  transom::ScopedListener close_;
};

}  // namespace notes
