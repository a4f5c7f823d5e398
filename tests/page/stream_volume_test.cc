// SPDX-License-Identifier: MIT
// A gigabyte as a stream. A program of its own: AddressSanitizer must not keep what was freed here, or its quarantine
// would be what is measured. See CMakeLists.txt.
#include "support/messaging_test.h"
#include "support/processes.h"

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <string>

namespace transom::test {
namespace {

constexpr std::size_t kMebibyte = std::size_t{1} << 20;
constexpr std::size_t kGibibyte = std::size_t{1} << 30;

/// How much more memory a process holds than when this began, at its most.
class Growth {
 public:
  explicit Growth(int process) : process_(process), before_(residentBytes(process)), most_(before_) {}
  void look() { most_ = std::max(most_, residentBytes(process_)); }
  std::size_t mebibytes() const { return (most_ - before_) / kMebibyte; }

 private:
  int process_;
  std::size_t before_;
  std::size_t most_;
};

class StreamVolume : public MessagingTest {
 protected:
  void streamGibibyteIn(std::size_t chunkBytes) {
    runPage("");
    Growth main(getpid());
    Growth page(contents().osProcessId());
    ipcMain().handle("gibibyte", [&](IpcMainInvokeEvent&) -> AsyncGenerator<Bytes> {
      for (std::size_t i = 0; i < kGibibyte / chunkBytes; ++i) {
        if (i * chunkBytes % (8 * kMebibyte) == 0) {
          main.look();
          page.look();
        }
        co_yield Bytes(chunkBytes, static_cast<std::byte>(i));
      }
    });
    const Value bytes = inPage(R"js(
      let bytes = 0, count = 0;
      for await (const chunk of ipcRenderer.stream('gibibyte')) {
        if (chunk[0] !== count % 256 || chunk[chunk.length - 1] !== count % 256) throw new Error(`chunk ${count} is wrong`);
        ++count;
        bytes += chunk.length;
      }
      return bytes;
    )js");
    EXPECT_EQ(bytes, Value(static_cast<double>(kGibibyte)));
    EXPECT_LT(main.mebibytes(), 64u);
    EXPECT_LT(page.mebibytes(), 64u);
  }
};

TEST_F(StreamVolume, aGibibyteInLargeChunksTakesLittleMemoryOnBothSides) {
  streamGibibyteIn(kMebibyte);
}

TEST_F(StreamVolume, aGibibyteInSmallerChunksTakesLittleMemoryOnBothSides) {
  streamGibibyteIn(kMebibyte / 16);
}

}  // namespace
}  // namespace transom::test
