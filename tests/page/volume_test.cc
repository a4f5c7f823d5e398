// SPDX-License-Identifier: MIT
// A gigabyte, as a stream and as messages: how much memory that takes on both sides. A program of its own:
// AddressSanitizer must not keep what was freed here, or its quarantine would be what is measured. See CMakeLists.txt.
#include "support/page_test.h"
#include "support/processes.h"
#include "support/temporary_directory.h"

#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

namespace transom::test {
namespace {

constexpr std::size_t kKibibyte = std::size_t{1} << 10;
constexpr std::size_t kMebibyte = std::size_t{1} << 20;
constexpr std::size_t kGibibyte = std::size_t{1} << 30;
// Enough to fail where nothing is collected in time.
constexpr std::size_t kQuarter = kGibibyte / 4;

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

class Volume : public PageTest {
 protected:
  Volume() {
    ipcMain().handle("chunks", [this](IpcMainInvokeEvent&) -> AsyncGenerator<Bytes> {
      while (made_ < chunks_) co_yield next();
    });
    ipcMain().handle("chunk", [this](IpcMainInvokeEvent&) { return next(); });
    ipcMain().on("chunk", [this](IpcMainEvent& event) { event.returnValue = next(); });
    ipcMain().on("send chunk", [this](IpcMainEvent& event) { event.reply("chunk", next()); });
  }

  void begin() { runPage(""); }

  /// Has the page take `total` bytes from main: `loop` is its script, which hands each chunk to `take`, of `count` in
  /// all. REQUIRES: the page is loaded.
  void expectLittleGrowth(std::size_t total, std::size_t chunkBytes, const std::string& loop) {
    chunkBytes_ = chunkBytes;
    chunks_ = total / chunkBytes;
    made_ = 0;
    main_.emplace(getpid());
    page_.emplace(contents().osProcessId());
    const std::string start = "(async () => { const count = " + std::to_string(chunks_) + R"js(;
      const {ipcRenderer} = globalThis.require ? require('electron') : {};
      let taken = 0, bytes = 0;
      const take = (chunk) => {
        const mark = taken++ % 256;
        if (chunk[0] !== mark || chunk[chunk.length - 1] !== mark) throw new Error(`chunk ${taken} is wrong`);
        bytes += chunk.length;
      };
    )js";
    EXPECT_EQ(evaluate(start + loop + "return bytes; })()"), Value(static_cast<double>(total)));
    look();
    RecordProperty("mainMebibytes", std::to_string(main_->mebibytes()));
    RecordProperty("pageMebibytes", std::to_string(page_->mebibytes()));
    EXPECT_LT(main_->mebibytes(), 64u);
    EXPECT_LT(page_->mebibytes(), 64u);
  }

 private:
  void look() {
    main_->look();
    page_->look();
  }

  Bytes next() {
    if (made_ * chunkBytes_ % (2 * kMebibyte) == 0) look();
    return Bytes(chunkBytes_, static_cast<std::byte>(made_++));
  }

  std::size_t chunkBytes_ = 0;
  std::size_t chunks_ = 0;
  std::size_t made_ = 0;
  std::optional<Growth> main_;
  std::optional<Growth> page_;
};

constexpr const char* kLoop = "for await (const chunk of ipcRenderer.stream('chunks')) take(chunk);";

TEST_F(Volume, ofAGibibyteInOneStreamTakesLittleMemoryOnBothSides) {
  begin();
  expectLittleGrowth(kGibibyte, kMebibyte, kLoop);
}

class VolumeInChunks : public Volume, public testing::WithParamInterface<std::size_t> {};

TEST_P(VolumeInChunks, ofAStreamTakesLittleMemoryOnBothSides) {
  begin();
  expectLittleGrowth(kQuarter, GetParam(), kLoop);
}

INSTANTIATE_TEST_SUITE_P(OfAnySize, VolumeInChunks,
                         testing::Values(16 * kKibibyte, 64 * kKibibyte, 256 * kKibibyte, 4 * kMebibyte),
                         [](const auto& test) { return std::to_string(test.param / kKibibyte) + "KiB"; });

TEST_F(Volume, ofAStreamMayBeReadSlowly) {
  begin();
  expectLittleGrowth(kQuarter, kMebibyte, R"js(
    for await (const chunk of ipcRenderer.stream('chunks')) {
      take(chunk);
      await new Promise((done) => setTimeout(done));
    }
  )js");
}

TEST_F(Volume, ofAStreamMayBeReadAsAReadableStream) {
  begin();
  expectLittleGrowth(kQuarter, kMebibyte / 4, R"js(
    await ipcRenderer.stream('chunks').toReadableStream().pipeTo(new WritableStream({write: take}));
  )js");
}

TEST_F(Volume, ofAStreamMayCrossTheContextBridge) {
  const TemporaryDirectory files;
  WebPreferences preferences;
  preferences.preload = files.write("preload.js", R"js(
    const {ipcRenderer, contextBridge} = require('electron');
    contextBridge.exposeInMainWorld('readChunks', () => {
      const stream = ipcRenderer.stream('chunks');
      return () => stream.next();
    });
  )js");
  openWindow({.webPreferences = preferences});
  begin();
  expectLittleGrowth(kQuarter / 2, kMebibyte, R"js(
    const read = window.readChunks();
    for await (const chunk of {[Symbol.asyncIterator]: () => ({next: read})}) take(chunk);
  )js");
}

TEST_F(Volume, ofMessagesTakesLittleMemoryToo) {
  begin();
  expectLittleGrowth(kQuarter, kMebibyte, R"js(
    while (taken < count) {
      const chunk = new Promise((resolve) => ipcRenderer.once('chunk', (event, bytes) => resolve(bytes)));
      ipcRenderer.send('send chunk');
      take(await chunk);
    }
  )js");
}

TEST_F(Volume, ofAnswersTakesLittleMemoryToo) {
  begin();
  expectLittleGrowth(kQuarter, kMebibyte, "while (taken < count) take(await ipcRenderer.invoke('chunk'));");
  expectLittleGrowth(kQuarter, kMebibyte, "while (taken < count) take(ipcRenderer.sendSync('chunk'));");
}

}  // namespace
}  // namespace transom::test
