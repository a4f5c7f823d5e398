// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <unordered_map>

namespace notes {

/// Remembers how the text of each file begins, so that a list reads only the files that changed since the last one.
/// May be used on any thread.
class ExcerptCache {
 public:
  /// @param version of the file, as FileState has it
  /// @param read gives the excerpt where it is not known; it is called while nothing is locked
  std::string get(const std::string& name, const std::string& version, const std::function<std::string()>& read);
  /// Forgets the files that `isThere` says false of.
  void keepOnly(const std::function<bool(const std::string& name)>& isThere);

 private:
  struct Known {
    std::string version;
    std::string excerpt;
  };
  std::mutex mutex_;
  std::unordered_map<std::string, Known> known_;
};

}  // namespace notes
