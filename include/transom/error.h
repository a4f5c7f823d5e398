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
  /// What JavaScript calls the kind of error: `TypeError`.
  std::string name = "Error";
  /// What went wrong, for a person to read.
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
  /// An error without code and data.
  Error(std::string name, std::string message);
  /// An error of these parts.
  explicit Error(ErrorOptions options);
  Error(const Error&) = default;
  Error& operator=(const Error&) = default;
  ~Error() override;

  /// The kind of error, as JavaScript calls it. Valid as long as the object, as what the others give.
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  /// What went wrong.
  [[nodiscard]] const std::string& message() const noexcept { return message_; }
  /// What programs look at; empty: none.
  [[nodiscard]] const std::string& code() const noexcept { return code_; }
  /// What else the page should know; undefined: nothing.
  [[nodiscard]] const Value& data() const noexcept { return data_; }
  /// The message.
  [[nodiscard]] const char* what() const noexcept override { return message_.c_str(); }

 private:
  std::string name_;
  std::string message_;
  std::string code_;
  Value data_;
};

/// An Error of the name TypeError: a value is of the wrong kind.
[[nodiscard]] TRANSOM_API Error typeError(std::string message);
/// An Error of the name RangeError: a value is out of bounds.
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

  /// What was asked for. Valid as long as the object, as what the others give.
  [[nodiscard]] const std::string& expected() const noexcept { return expected_; }
  /// What came, described within bounds.
  [[nodiscard]] const std::string& got() const noexcept { return got_; }
  /// The way to it from the value that was converted; empty: that itself.
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
