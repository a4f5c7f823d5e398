// SPDX-License-Identifier: MIT
#pragma once

#include "samples.h"

#include <transom/app.h>
#include <transom/task.h>

#include <glib.h>

#include <cstddef>
#include <optional>
#include <string>

namespace transom::bench {

/// The measurement that is under way in one page, ours or the peer's: both are measured by this code. One at a time.
///
/// Its tasks end in a turn of the loop of their own, so that what comes next doesn't run inside a listener.
class PageRun {
 public:
  explicit PageRun(App& app) : app_(app) {}
  ~PageRun() { stopTimer(); }
  PageRun(const PageRun&) = delete;
  PageRun& operator=(const PageRun&) = delete;

  [[nodiscard]] Task<Samples> beginRoundTrips(const Budget& budget);
  /// A message of the page has arrived, which it sent as soon as it had the answer to the last one: a round trip is the
  /// time between two of these. @return whether to answer; if not, the run has ended
  bool roundTripped();

  [[nodiscard]] Task<Samples> beginBurst(const Budget& budget);
  /// One message of the burst has arrived in main; the last one ends the run.
  void messageArrived();
  /// The whole burst has arrived.
  void endBurst();

  /// A stream of `bytes`.
  [[nodiscard]] Task<Samples> beginStream(std::size_t bytes);
  /// The page has all of it.
  void endStream();

  /// A run that ends with end() or fail(), or fails because the page says nothing for too long.
  [[nodiscard]] Task<Samples> begin();
  void end(Samples samples);
  void fail(const std::string& why);

 private:
  static gboolean onTimer(gpointer self);
  void startTimer();
  void stopTimer();

  App& app_;
  std::optional<Recorder> recorder_;
  std::size_t burst_ = 0;
  std::size_t arrived_ = 0;
  std::size_t streamBytes_ = 0;
  Clock::time_point began_;
  TaskSource<Samples> source_;
  guint timer_ = 0;
};

}  // namespace transom::bench
