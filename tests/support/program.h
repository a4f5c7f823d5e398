// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace transom::test {

/// What is different for a program that a test starts; nothing: the variable is not set.
using Environment = std::map<std::string, std::optional<std::string>>;

/// A program that a test starts. It is killed with the object, and where it takes much longer than any test should.
class Program {
 public:
  struct Result {
    int status = 0;  ///< the exit status; of a program that a signal ended, minus its number
    std::string out;
    std::string err;
  };

  explicit Program(const std::vector<std::string>& command, const Environment& changes = {});
  ~Program();
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// Waits until standard output holds `text`. @return whether it ever did
  bool prints(std::string_view text);
  void signal(int number) const;
  /// Waits until the program has ended, and all processes that it started.
  Result finish();

 private:
  struct Pipe {
    int descriptor = -1;
    std::string text;
  };
  bool readSome();
  static void readFrom(Pipe& pipe);

  int process_ = 0;
  Pipe out_;
  Pipe err_;
};

}  // namespace transom::test
