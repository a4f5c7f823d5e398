// SPDX-License-Identifier: MIT
#pragma once

#include <transom/export.h>
#include <transom/value.h>

#include <exception>
#include <string>
#include <string_view>

namespace transom {

/// What an Error is made of.
struct ErrorOptions {
  std::string name = "Error";
  std::string message{};
  std::string code{};  ///< what programs look at, such as "ENOENT"; empty: none
  Value data{};        ///< what else the page should know; undefined: nothing
};

/// An error as JavaScript knows it: a name ("TypeError", "RangeError", "Error", …) and a message. What a listener or
/// handler throws crosses to the page with both; every other std::exception crosses as an "Error" with its what(). What
/// a handler of `invoke` throws crosses with `code` and `data`, too.
///
///     throw Error({.name = "NotFoundError", .message = "no such note", .code = "ENOENT", .data = name});
class TRANSOM_API Error : public std::exception {
 public:
  Error(std::string name, std::string message);
  explicit Error(ErrorOptions options);
  Error(const Error&) = default;
  Error& operator=(const Error&) = default;
  ~Error() override;

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] const std::string& message() const noexcept { return message_; }
  [[nodiscard]] const std::string& code() const noexcept { return code_; }
  [[nodiscard]] const Value& data() const noexcept { return data_; }
  [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }

 private:
  std::string name_;
  std::string message_;
  std::string code_;
  Value data_;
};

[[nodiscard]] TRANSOM_API Error typeError(std::string message);
[[nodiscard]] TRANSOM_API Error rangeError(std::string message);

/// A value is not what was asked for. A TypeError with the message `expected <expected>, got <got>`, preceded by `at
/// <path>: ` where the trouble lies inside of the value.
class TRANSOM_API ConversionError : public Error {
 public:
  /// `expected` names a type as a JavaScript programmer would ("integer (32 bit)", "array of string"); `got` is a
  /// bounded description of what came ("number 1.5"); `path` leads to it from the value that was converted
  /// ("[2].name"), may be empty, and is cut off where it gets long.
  ConversionError(std::string expected, std::string got, std::string path = {});
  ConversionError(const ConversionError&) = default;
  ConversionError& operator=(const ConversionError&) = default;
  ~ConversionError() override;

  [[nodiscard]] const std::string& expected() const noexcept { return expected_; }
  [[nodiscard]] const std::string& got() const noexcept { return got_; }
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

  /// The same error seen from one level further out: `step` (".name", "[2]") is put before the path.
  [[nodiscard]] ConversionError within(std::string_view step) const;

 protected:
  /// `place` comes first in the message.
  ConversionError(std::string_view place, const ConversionError& cause);

 private:
  std::string expected_;
  std::string got_;
  std::string path_;
};

}  // namespace transom
