// SPDX-License-Identifier: MIT
#include "engines/process/output_reader.h"

#include "loops/epoll/epoll_event_loop.h"

#include <gtest/gtest.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

namespace transom::process {
namespace {

using Lines = std::vector<std::string>;

class OutputReaderTest : public testing::Test {
 protected:
  OutputReaderTest() {
    std::array<int, 2> ends{};
    EXPECT_EQ(pipe2(ends.data(), O_CLOEXEC), 0);
    writing_ = FileDescriptor(ends[1]);
    reader_.emplace(FileDescriptor(ends[0]), loop_, [this](const std::string& line) {
      lines_.push_back(line);
      if (line == "end") reader_.reset();
    });
  }

  void print(std::string_view text) const {
    ASSERT_EQ(::write(writing_.get(), text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }
  void runUntilLines(std::size_t count) {
    while (lines_.size() < count) {
      loop_.wait();
      loop_.dispatch();
    }
  }

  EpollEventLoop loop_;
  FileDescriptor writing_;
  std::optional<OutputReader> reader_;
  Lines lines_;
};

TEST_F(OutputReaderTest, givesWholeLines) {
  print("one\ntw");
  runUntilLines(1);
  print("o\n\nthree\n");
  runUntilLines(4);
  EXPECT_EQ(lines_, (Lines{"one", "two", "", "three"}));
}

TEST_F(OutputReaderTest, givesWhatIsLeftWhenTheOutputEnds) {
  print("no newline");
  writing_.reset();
  runUntilLines(1);
  EXPECT_EQ(lines_, Lines{"no newline"});
}

TEST_F(OutputReaderTest, neverKeepsMoreThanOnePieceOfALine) {
  const std::string half(OutputReader::kMaxLineBytes / 2, 'x');
  for (int i = 0; i < 5; ++i) {
    print(half);
    loop_.dispatch();
    loop_.dispatch();
    loop_.dispatch();
  }
  runUntilLines(2);
  EXPECT_EQ(lines_[0].size(), OutputReader::kMaxLineBytes);
  EXPECT_EQ(lines_[1].size(), OutputReader::kMaxLineBytes);
}

TEST_F(OutputReaderTest, drainsWhatIsThere) {
  print("one\ntwo\nthree");
  reader_->drain();
  EXPECT_EQ(lines_, (Lines{"one", "two", "three"}));
}

TEST_F(OutputReaderTest, mayEndInsideALine) {
  print("one\nend\nthree\n");
  reader_->drain();
  EXPECT_EQ(lines_, (Lines{"one", "end"}));
  EXPECT_FALSE(reader_);
}

}  // namespace
}  // namespace transom::process
