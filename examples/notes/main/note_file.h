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

/// A system call failed: throws an Error with a message for the user, its code NOT_FOUND, EXISTS, BAD_NAME or IO.
[[noreturn]] void throwSystemError(std::string_view name, int number);

/// Throws as throwSystemError() where there is nothing of that name.
FileState stateOf(const Descriptor& folder, const std::string& name);

/// The first `maxBytes` of a file. Throws NOT_FOUND for what is no regular file.
std::string readFile(const Descriptor& folder, const std::string& name, std::size_t maxBytes);

/// Adds a file with this content: a reader, and a computer that loses power, have all of it or none.
/// Throws EXISTS, and changes nothing, if there is one of that name.
void addFile(const Descriptor& folder, const std::string& name, std::string_view text);

/// Puts a file with this content, and the same permissions, in place of the one called `name` at `version`: a reader,
/// and a computer that loses power, have the former content or the new one. Other names of the former file, hard links,
/// keep the former content. Throws READ_ONLY if nobody may write the file, CONFLICT if it is not at `version`.
void replaceFile(const Descriptor& folder, const std::string& name, std::string_view text, std::string_view version);

/// Throws EXISTS if something is called `to`.
void renameFile(const Descriptor& folder, const std::string& from, const std::string& to);

}  // namespace notes
