// SPDX-License-Identifier: MIT
#include "page_run.h"

#include <chrono>
#include <stdexcept>
#include <utility>

namespace transom::bench {
namespace {

// The longest run, a burst through the peer on a busy machine, takes some 15 s.
constexpr guint kMaxRunSeconds = 60;

}  // namespace

Task<Samples> PageRun::begin() {
  source_ = {};
  startTimer();
  return source_.task();
}

void PageRun::end(Samples samples) {
  stopTimer();
  app_.post([source = source_, samples = std::move(samples)] { source.resolve(samples); });
}

void PageRun::fail(const std::string& why) {
  stopTimer();
  app_.post([source = source_, why] { source.reject(std::runtime_error(why)); });
}

void PageRun::startTimer() {
  stopTimer();
  timer_ = g_timeout_add_seconds(kMaxRunSeconds, onTimer, this);
}

void PageRun::stopTimer() {
  if (timer_ != 0) g_source_remove(std::exchange(timer_, 0));
}

gboolean PageRun::onTimer(gpointer self) {
  static_cast<PageRun*>(self)->fail("the page did not end within " + std::to_string(kMaxRunSeconds) + " s");
  return G_SOURCE_REMOVE;
}

Task<Samples> PageRun::beginRoundTrips(const Budget& budget) {
  recorder_.emplace(budget);
  return begin();
}

bool PageRun::roundTripped() {
  const bool goOn = recorder_->tick();
  if (!goOn) end(recorder_->takeSamples());
  return goOn;
}

Task<Samples> PageRun::beginBurst(const Budget& budget) {
  burst_ = budget.burst;
  arrived_ = 0;
  began_ = Clock::now();
  return begin();
}

void PageRun::messageArrived() {
  if (++arrived_ == burst_) endBurst();
}

void PageRun::endBurst() {
  const std::chrono::duration<double> took = Clock::now() - began_;
  end({static_cast<double>(burst_) / took.count()});
}

Task<Samples> PageRun::beginStream(std::size_t bytes) {
  streamBytes_ = bytes;
  began_ = Clock::now();
  return begin();
}

void PageRun::endStream() {
  end({megabytesPerSecond(streamBytes_, Clock::now() - began_)});
}

}  // namespace transom::bench
