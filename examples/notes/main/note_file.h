// SPDX-License-Identifier: MIT
// Files of one folder, by descriptors: whatever is renamed or linked meanwhile, nothing outside of it is opened.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace notes {

/// A descriptor that is closed with the object.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor();
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;

  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] bool isOpen() const { return number_ >= 0; }

 private:
  int number_;
};

/// What a file is at one moment.
struct FileState {
  bool isFile = false;  ///< a regular one; links are none
  std::size_t bytes = 0;
  std::chrono::system_clock::time_point modified;
  std::string version;  ///< changes with the content
};

/// A system call failed: throws an Error with a message for the user, its code NOT_FOUND, EXISTS or IO.
[[noreturn]] void throwSystemError(std::string_view name, int number);

/// Throws as throwSystemError() where there is nothing of that name.
FileState stateOf(const Descriptor& folder, const std::string& name);

/// The first `maxBytes` of a file. Throws NOT_FOUND for what is no regular file.
std::string readFile(const Descriptor& folder, const std::string& name, std::size_t maxBytes);

/// Puts a file with this content in place of `name`, or beside all others if there is none: a reader, and a computer
/// that loses power, have the former content or the new one.
/// @param mustBeNew throws EXISTS, and changes nothing, if there is one of that name
void writeFile(const Descriptor& folder, const std::string& name, std::string_view text, bool mustBeNew);

/// Throws EXISTS if something is called `to`.
void renameFile(const Descriptor& folder, const std::string& from, const std::string& to);

}  // namespace notes
