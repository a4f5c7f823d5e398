// SPDX-License-Identifier: MIT
#include <transom/convert.h>

#include <support/complaint.h>
#include <support/dump.h>

#include <gtest/gtest.h>

namespace notes {
namespace {

enum class Level { info, warning, error = 7 };
TRANSOM_ENUM(Level, info, warning, error)

enum Plain { plainOne, plainTwo };
TRANSOM_ENUM(Plain, plainOne, plainTwo)

class Holder {
 public:
  enum class Mode { on, off };
};
TRANSOM_ENUM(Holder::Mode, on, off)

enum class Silent { known };
static_assert(!transom::detail::Convertible<Silent>, "a page must not make up enumerators");

}  // namespace
}  // namespace notes

namespace transom {
namespace {

using notes::Level;
using test::complaint;

TEST(ConvertEnum, goesByTheNamesOfItsEnumerators) {
  EXPECT_EQ(toValue(Level::error), Value("error"));
  EXPECT_EQ(fromValue<Level>("warning"), Level::warning);
  EXPECT_EQ(toValue(notes::plainTwo), Value("plainTwo"));
  EXPECT_EQ(fromValue<notes::Plain>("plainOne"), notes::plainOne);
  EXPECT_EQ(fromValue<notes::Holder::Mode>("off"), notes::Holder::Mode::off);
}

TEST(ConvertEnum, takesNothingElse) {
  EXPECT_EQ(complaint<Level>("Info"), R"(expected "info" or "warning" or "error", got string "Info")");
  EXPECT_EQ(complaint<Level>(7), R"(expected "info" or "warning" or "error", got number 7)");
  EXPECT_EQ(complaint<std::vector<Level>>(Value::array({"info", ""})),
            R"(at [1]: expected "info" or "warning" or "error", got string "")");
}

TEST(ConvertEnum, doesNotGoOutWithoutAName) {
  EXPECT_THROW(static_cast<void>(toValue(static_cast<Level>(3))), Error);
}

TEST(ConvertEnum, mayBeWhatAnArgumentIs) {
  EXPECT_EQ(test::dump(Arguments::of(Level::info, std::optional(Level::error))), R"(["info", "error"])");
}

}  // namespace
}  // namespace transom
