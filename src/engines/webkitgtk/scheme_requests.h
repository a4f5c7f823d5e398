// SPDX-License-Identifier: MIT
#pragma once

#include <transom/interfaces/scheme.h>

#include <webkit/webkit.h>

#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <unordered_set>

namespace transom::webkitgtk {

/// The requests of all pages for one scheme. Only some are answered at a time, each of which may hold a file open; the
/// rest waits its turn, so that no page can use up the descriptors of this process.
class SchemeRequests {
 public:
  /// `context` begins to ask at once.
  SchemeRequests(WebKitWebContext* context, const std::string& scheme, SchemeHandler handler);
  /// After the last view: nothing is asked any more.
  ~SchemeRequests();
  SchemeRequests(const SchemeRequests&) = delete;
  SchemeRequests& operator=(const SchemeRequests&) = delete;

 private:
  class Waiting;
  static void onRequest(WebKitURISchemeRequest* request, gpointer data);
  static void onRequestGone(gpointer data, GObject* request);
  void answerNext();
  void answer(WebKitURISchemeRequest* request);

  SchemeHandler handler_;
  std::deque<std::unique_ptr<Waiting>> waiting_;
  std::unordered_set<GObject*> answered_;  // those whose body the engine reads: no references
  bool answering_ = false;
};

}  // namespace transom::webkitgtk
