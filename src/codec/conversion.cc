// SPDX-License-Identifier: MIT
#include "codec/conversion.h"

#include "codec/nodes.h"

#include <transom/convert.h>
#include <transom/error.h>
#include <transom/limits.h>

#include <string>
#include <unordered_set>

namespace transom::detail {
namespace {

/// What may be converted more than once: because it is referred to more than once, or for an alternative of a
/// std::variant that didn't fit in the end.
constexpr std::size_t kMaxRepeatedBytes = std::size_t{64} << 20;

/// What an empty container and one level of unwinding count for: about the time that they take, in bytes copied.
constexpr std::size_t kScopeBytes = 64;
constexpr std::size_t kUnwindBytes = 512;

/// How much of an error the reasons may take.
constexpr std::size_t kMaxReasonsBytes = 400;

/// Of the conversion that is going on in this thread.
struct Conversion {
  int depth = 0;
  bool isRepeating = false;  // inside of something that was converted before
  bool isOver = false;       // a bound was reached: nothing else is attempted
  std::size_t work = 0;      // all that was done, in bytes
  std::size_t repeatedBytes = 0;
  std::unordered_set<const Node*> seen;  // of the objects that may be referred to again
};

Conversion& currentConversion() {
  thread_local Conversion conversion;
  return conversion;
}

/// How many structs deep the conversion is that makes a Value in this thread.
int& outwardDepth() {
  thread_local int depth = 0;
  return depth;
}

/// Counts what is done again. Throws ConversionError with these words where that is too much.
void chargeRepetition(Conversion& conversion, std::size_t bytes, const char* expected, const char* got) {
  if (bytes > kMaxRepeatedBytes - conversion.repeatedBytes) {
    conversion.isOver = true;
    throw ConversionError(expected, got);
  }
  conversion.repeatedBytes += bytes;
}

void chargeShared(Conversion& conversion, std::size_t bytes) {
  chargeRepetition(conversion, bytes, "a tree", "the same objects too many times over");
}

std::size_t contentBytes(const Value& value) {
  return value.type() == ValueType::arrayBuffer ? value.asBytes().size() : value.size() * sizeof(Value);
}

void requireDepth(Conversion& conversion) {
  if (conversion.depth < kMaxValueDepth) return;
  conversion.isOver = true;
  throw ConversionError("a depth of at most " + std::to_string(kMaxValueDepth), "more");
}

}  // namespace

void chargeText(std::size_t bytes) {
  Conversion& conversion = currentConversion();
  if (conversion.depth == 0) return;
  conversion.work += bytes;
  if (conversion.isRepeating) chargeShared(conversion, bytes);
}

ConversionScope::ConversionScope(const Value& value) : wasRepeating_(currentConversion().isRepeating) {
  Conversion& conversion = currentConversion();
  requireDepth(conversion);
  const std::size_t bytes = contentBytes(value);
  const Node* node = ValueAccess::node(value);
  const bool wasSeen = node->mayBeShared() && !conversion.seen.insert(node).second;
  if (wasRepeating_ || wasSeen) {
    chargeShared(conversion, bytes);
    conversion.isRepeating = true;
  }
  conversion.work += bytes + kScopeBytes;
  ++conversion.depth;
}

ConversionScope::~ConversionScope() {
  Conversion& conversion = currentConversion();
  conversion.isRepeating = wasRepeating_;
  if (--conversion.depth > 0) return;
  conversion.isOver = false;
  conversion.work = 0;
  conversion.repeatedBytes = 0;
  conversion.seen.clear();
}

void throwWithin(const ConversionError& error, std::string_view step) {
  currentConversion().work += kUnwindBytes;
  throw error.within(step);
}

void Attempts::begin() {
  workBefore_ = currentConversion().work;
}

void Attempts::failed(const std::string& alternative, const ConversionError& error) {
  Conversion& conversion = currentConversion();
  if (conversion.isOver) throw;
  // Outside of everything nothing is left to be doubled, and the count has ended with what failed.
  if (conversion.depth > 0) {
    chargeRepetition(conversion, conversion.work - workBefore_ + kUnwindBytes, "values whose type shows at once",
                     "too many that had to be tried");
  }
  refused(alternative, error.message());
}

void Attempts::refused(const std::string& alternative, const std::string& why) {
  if (why.empty() || reasons_.size() + alternative.size() + why.size() > kMaxReasonsBytes) return;
  reasons_ += (reasons_.empty() ? " (no " : "; no ") + alternative + ": " + why;
}

void Attempts::giveUp(std::string expected, const Value& value) const {
  throw ConversionError(std::move(expected), describeValue(value) + (reasons_.empty() ? "" : reasons_ + ")"));
}

OutwardScope::OutwardScope() {
  if (outwardDepth() >= kMaxValueDepth) {
    throw rangeError("The value is nested deeper than " + std::to_string(kMaxValueDepth));
  }
  ++outwardDepth();
}

OutwardScope::~OutwardScope() {
  --outwardDepth();
}

}  // namespace transom::detail
