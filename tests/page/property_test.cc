// SPDX-License-Identifier: MIT
// Random values, both ways around. TRANSOM_TEST_SEED in the environment gives another run.
#include "support/messaging_test.h"
#include "support/random_value.h"
#include "support/values_script.h"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace transom::test {
namespace {

constexpr int kValues = 3000;
constexpr int kValuesPerMessage = 100;

std::uint32_t seed() {
  const char* const variable = std::getenv("TRANSOM_TEST_SEED");
  return variable ? static_cast<std::uint32_t>(std::strtoul(variable, nullptr, 10)) : 20260101;
}

class RandomRoundTrip : public MessagingTest {
 protected:
  RandomRoundTrip() { RecordProperty("seed", std::to_string(seed())); }
};

TEST_F(RandomRoundTrip, fromThePageThroughMainGivesTheSameValues) {
  ipcMain().on("echo", [](IpcMainEvent& event, const Value& value) { event.returnValue = value; });
  const Value found =
      inPage(std::string(kValuesScript) + "const nextValue = newRandomValues(" + std::to_string(seed()) + ");" +
             "for (let i = 0; i < " + std::to_string(kValues) + R"js(; i++) {
      const value = nextValue();
      const different = difference(value, ipcRenderer.sendSync('echo', value));
      if (different) return `value ${i}: ${different}`;
    }
    return '';
  )js");
  EXPECT_EQ(found, Value("")) << "TRANSOM_TEST_SEED=" << seed();
}

TEST_F(RandomRoundTrip, fromMainThroughThePageGivesTheSameValues) {
  RandomValues random(seed());
  inPage("ipcRenderer.on('echo', (event, ...args) => ipcRenderer.send('echo', ...args));");
  for (int sent = 0; sent < kValues; sent += kValuesPerMessage) {
    Arguments values;
    for (int i = 0; i < kValuesPerMessage; ++i) values.push(random.next());
    bool returned = false;
    ipcMain().once("echo", [&](IpcMainEvent&, const Arguments& echoed) {
      returned = true;
      ASSERT_EQ(echoed.size(), values.size());
      for (std::size_t i = 0; i < values.size(); ++i) {
        ASSERT_EQ(dump(echoed[i]), dump(values[i]))
            << "TRANSOM_TEST_SEED=" << seed() << ", value " << sent + static_cast<int>(i);
      }
    });
    contents().sendArguments("echo", values);
    ASSERT_TRUE(runUntil([&] { return returned; }));
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace transom::test
