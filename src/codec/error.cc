// SPDX-License-Identifier: MIT
#include <transom/error.h>

#include <utility>

namespace transom {
namespace {

/// A path as deep as values may be would fill the log.
constexpr std::size_t kMaxPathBytes = 200;

std::string mismatch(const std::string& expected, const std::string& got) {
  return "expected " + expected + ", got " + got;
}

std::string placeOf(const std::string& path) {
  return path.empty() ? path : "at " + path + ": ";
}

}  // namespace

Error::Error(std::string name, std::string message) : name_(std::move(name)), message_(std::move(message)) {}

Error::Error(ErrorOptions options)
    : name_(std::move(options.name)),
      message_(std::move(options.message)),
      code_(std::move(options.code)),
      data_(std::move(options.data)) {}

Error::~Error() = default;

Error typeError(std::string message) {
  return {"TypeError", std::move(message)};
}

Error rangeError(std::string message) {
  return {"RangeError", std::move(message)};
}

ConversionError::ConversionError(std::string expected, std::string got, std::string path)
    : Error("TypeError", placeOf(path) + mismatch(expected, got)),
      expected_(std::move(expected)),
      got_(std::move(got)),
      path_(std::move(path)) {}

ConversionError::ConversionError(std::string_view place, const ConversionError& cause)
    : Error(cause.name(), std::string(place) + mismatch(cause.expected_, cause.got_)),
      expected_(cause.expected_),
      got_(cause.got_),
      path_(cause.path_) {}

ConversionError::~ConversionError() = default;

ConversionError ConversionError::within(std::string_view step) const {
  std::string path(step);
  path += path_.size() > kMaxPathBytes ? "…" : path_;
  return {expected_, got_, std::move(path)};
}

}  // namespace transom
