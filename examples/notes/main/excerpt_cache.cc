// SPDX-License-Identifier: MIT
#include "excerpt_cache.h"

namespace notes {

std::string ExcerptCache::get(const std::string& name, const std::string& version,
                              const std::function<std::string()>& read) {
  {
    const std::scoped_lock lock(mutex_);
    const auto found = known_.find(name);
    if (found != known_.end() && found->second.version == version) return found->second.excerpt;
  }
  std::string excerpt = read();
  const std::scoped_lock lock(mutex_);
  known_.insert_or_assign(name, Known{version, excerpt});
  return excerpt;
}

void ExcerptCache::keepOnly(const std::function<bool(const std::string& name)>& isThere) {
  const std::scoped_lock lock(mutex_);
  std::erase_if(known_, [&](const auto& entry) { return !isThere(entry.first); });
}

}  // namespace notes
