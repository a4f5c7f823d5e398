// SPDX-License-Identifier: MIT
#include <transom/listener_traits.h>

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

namespace transom {
namespace {

struct Event {
  int calls = 0;
};
struct DerivedEvent : Event {};

int countPlus(Event& event, int number) noexcept {
  return ++event.calls + number;
}

/// What calling `listener` with `arguments` complains about.
std::string complaint(auto listener, const Arguments& arguments) {
  Event event;
  try {
    callWithArguments(listener, event, arguments);
    return "none";
  } catch (const ArgumentError& error) {
    EXPECT_EQ(error.name(), "TypeError");
    EXPECT_EQ(event.calls, 0);
    return error.message();
  }
}

TEST(CallWithArguments, convertsEachArgumentToWhatTheParameterIs) {
  Event event;
  auto listener = [](Event& e, const std::string& text, int number, std::vector<bool> flags) {
    ++e.calls;
    return text + std::to_string(number) + (flags.at(0) ? "yes" : "no");
  };
  EXPECT_EQ(callWithArguments(listener, event, Arguments{"a", 1, Value::array({true})}), "a1yes");
  EXPECT_EQ(event.calls, 1);
}

TEST(CallWithArguments, fillsOptionalsAndIgnoresSpareArguments) {
  Event event;
  auto listener = [](Event&, const std::string& path, std::optional<int> line) {
    return path + std::to_string(line.value_or(-1));
  };
  EXPECT_EQ(callWithArguments(listener, event, Arguments{"p"}), "p-1");
  EXPECT_EQ(callWithArguments(listener, event, Arguments{"p", 3, "spare"}), "p3");
}

TEST(CallWithArguments, callsWhateverCanBeCalled) {
  Event event;
  const Arguments seven{7};
  auto* pointer = &countPlus;
  EXPECT_EQ(callWithArguments(pointer, event, seven), 8);
  std::function<int(Event&, double)> function = [](Event&, double number) { return static_cast<int>(number); };
  EXPECT_EQ(callWithArguments(function, event, seven), 7);
  auto counting = [count = 0](Event&, int number) mutable { return count += number; };
  callWithArguments(counting, event, seven);
  EXPECT_EQ(callWithArguments(counting, event, seven), 14);
  auto moveOnly = [owned = std::make_unique<int>(5)] { return *owned; };
  EXPECT_EQ(callWithArguments(moveOnly, event, seven), 5);
}

TEST(CallWithArguments, givesAllArgumentsUntypedToWhoAsks) {
  Event event;
  auto listener = [](Event&, const Arguments& arguments) { return arguments.size(); };
  EXPECT_EQ(callWithArguments(listener, event, Arguments{1, "a", nullptr}), 3u);
}

TEST(CallWithArguments, worksForEveryKindOfEvent) {
  DerivedEvent event;
  auto ofBase = [](const Event& e, const Value& value) { return e.calls == 0 && value.isUndefined(); };
  EXPECT_TRUE(callWithArguments(ofBase, event, Arguments{}));
  static_assert(std::is_same_v<ListenerResult<decltype(ofBase)>, bool>);
}

TEST(CallWithArguments, saysWhichArgumentIsWrongAndRunsNothing) {
  const auto listener = [](Event& event, const std::string&, const std::vector<std::map<std::string, int>>&) {
    ++event.calls;
  };
  EXPECT_EQ(complaint(listener, Arguments{}), "argument 0: expected string, got undefined");
  EXPECT_EQ(complaint(listener, Arguments{"a"}),
            "argument 1: expected array of object of integer (32 bit), got undefined");
  EXPECT_EQ(complaint(listener, Arguments{"a", Value::array({Value::object({{"age", 1.5}})})}),
            "argument 1, at [0].age: expected integer (32 bit), got number 1.5");
}

TEST(CallWithArguments, tellsPositionAndTypes) {
  Event event;
  auto listener = [](Event&, const Value&, const Bytes&) {};
  try {
    callWithArguments(listener, event, Arguments{1, "x"});
    FAIL();
  } catch (const ArgumentError& error) {
    EXPECT_EQ(error.position(), 1u);
    EXPECT_EQ(error.expected(), "Uint8Array");
    EXPECT_EQ(error.got(), "string \"x\"");
  }
}

TEST(CallWithArguments, passesOnWhatTheListenerThrows) {
  Event event;
  auto listener = [](Event&, int) { static_cast<void>(fromValue<int>("no argument of mine")); };
  try {
    callWithArguments(listener, event, Arguments{1});
    FAIL();
  } catch (const ArgumentError&) {
    FAIL() << "the listener's own trouble is no argument error";
  } catch (const ConversionError&) {
  }
}

}  // namespace
}  // namespace transom
