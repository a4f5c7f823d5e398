// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace transom {

/// Names and values, in their order; a name may come twice.
using HeaderList = std::vector<std::pair<std::string, std::string>>;

/// What a page's process asks of a scheme of the application's. All of it is that process's word.
struct SchemeRequest {
  std::string method;  ///< in upper case
  /// Whole, as the engine gives it.
  std::string url;
  HeaderList headers;  ///< names in whatever case they came in
};

/// Where the body of an answer comes from.
class BodyReader {
 public:
  virtual ~BodyReader() = default;
  /// Fills the beginning of `buffer`, which isn't empty. In any thread, one call at a time; may wait for a disk, never
  /// for anything else. @return how many bytes; 0 at the end; -1 if they can't be read
  virtual std::ptrdiff_t read(std::span<std::byte> buffer) = 0;
};

/// The answer to a request.
struct SchemeResponse {
  /// Of HTTP.
  int status = 200;
  /// Besides the type and length of the body.
  HeaderList headers;
  /// The body's MIME type.
  std::string contentType;
  std::uint64_t length = 0;          ///< of the body
  std::unique_ptr<BodyReader> body;  ///< null: there is none
};

/// Answers one request. Called in the loop's thread. Throws nothing.
using SchemeHandler = std::function<SchemeResponse(const SchemeRequest&)>;

}  // namespace transom
