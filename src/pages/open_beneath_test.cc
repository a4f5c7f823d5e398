// SPDX-License-Identifier: MIT
#include "open_beneath.h"

#include "support/temporary_directory.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>

namespace transom::pages {
namespace {

using Opener = FileDescriptor (*)(int, const std::string&);

/// A directory `root`, beside a file `secret` that must stay out of reach.
class OpenBeneath : public ::testing::TestWithParam<Opener> {
 protected:
  OpenBeneath() {
    outside_.write("secret", "secret");
    outside_.write("root/page.html", "page");
    outside_.write("root/deep/er/page.html", "deep page");
    directory_ = FileDescriptor(::open(root().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  }

  std::filesystem::path root() const { return outside_.path() / "root"; }
  void link(const std::filesystem::path& target, const char* name) {
    std::filesystem::create_symlink(target, root() / name);
  }
  /// What the file holds; `-` if it isn't opened.
  std::string read(const std::string& path) const {
    const FileDescriptor file = GetParam()(directory_.get(), path);
    if (!file.isOpen()) return "-";
    std::array<char, 64> text{};
    const ssize_t count = ::read(file.get(), text.data(), text.size());
    return {text.data(), static_cast<std::size_t>(count)};
  }

  test::TemporaryDirectory outside_;
  FileDescriptor directory_;
};

TEST_P(OpenBeneath, opensFilesAtAnyDepth) {
  EXPECT_EQ(read("page.html"), "page");
  EXPECT_EQ(read("deep/er/page.html"), "deep page");
  EXPECT_EQ(read("absent.html"), "-");
  EXPECT_EQ(read("page.html/x"), "-");
  EXPECT_EQ(read(std::string(300, 'x')), "-");
  EXPECT_EQ(read(""), "-");
}

TEST_P(OpenBeneath, neverLeavesTheDirectory) {
  EXPECT_EQ(read("../secret"), "-");
  EXPECT_EQ(read("deep/../../secret"), "-");
  EXPECT_EQ(read((outside_.path() / "secret").string()), "-");
}

TEST_P(OpenBeneath, followsNoLinkThatLeadsOut) {
  link("../secret", "relative");
  link(outside_.path() / "secret", "absolute");
  link(outside_.path(), "directory");
  link("..", "parent");
  link("relative", "again");
  link("/proc/self/root", "magic");
  for (const char* path : {"relative", "absolute", "directory/secret", "parent/secret", "again", "magic/etc/passwd"}) {
    EXPECT_EQ(read(path), "-") << path;
  }
}

TEST_P(OpenBeneath, opensNothingButRegularFiles) {
  ASSERT_EQ(::mkfifo((root() / "fifo").c_str(), 0600), 0);
  link("/dev/zero", "device");
  link("loop", "loop");
  for (const char* path : {"fifo", "device", "loop", "deep"}) EXPECT_EQ(read(path), "-") << path;
}

TEST_P(OpenBeneath, isNotOutrunByWhoeverSwapsADirectoryForALink) {
  outside_.write("root/a/secret", "mine");
  outside_.write("elsewhere/secret", "secret");
  link("../elsewhere", "b");
  std::atomic<bool> stop = false;
  std::thread swapper([&] {
    while (!stop) {
      ::renameat2(AT_FDCWD, (root() / "a").c_str(), AT_FDCWD, (root() / "b").c_str(), RENAME_EXCHANGE);
    }
  });
  for (int i = 0; i < 20000; ++i) {
    const std::string text = read("a/secret");
    if (text != "mine" && text != "-") ADD_FAILURE() << text;
  }
  stop = true;
  swapper.join();
}

INSTANTIATE_TEST_SUITE_P(ByTheKernel, OpenBeneath, ::testing::Values(&openBeneath));
INSTANTIATE_TEST_SUITE_P(ByWalking, OpenBeneath, ::testing::Values(&openBeneathByWalking));

TEST(OpenBeneathWithLinks, followsOneThatStaysInside) {
  const test::TemporaryDirectory directory;
  directory.write("real/page.html", "page");
  std::filesystem::create_symlink("real/page.html", directory.path() / "alias.html");
  const FileDescriptor root(::open(directory.path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  EXPECT_TRUE(openBeneath(root.get(), "alias.html").isOpen());
}

}  // namespace
}  // namespace transom::pages
