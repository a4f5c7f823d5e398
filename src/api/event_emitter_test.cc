// SPDX-License-Identifier: MIT
#include <transom/event_emitter.h>

#include <gtest/gtest.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace transom {
namespace {

struct Event {
  int number = 0;
};

using Names = std::vector<std::string>;

class Emitter : public ::testing::Test {
 protected:
  auto noting(std::string name) {
    return [this, name = std::move(name)] { called_.push_back(name); };
  }
  Names emit(std::string_view name, const Arguments& arguments = {}) {
    called_.clear();
    Event event;
    emitter_.emit(name, event, arguments);
    return called_;
  }
  EventEmitter<Event> emitter_;
  Names called_;
};

TEST_F(Emitter, emitTellsWhetherAnybodyListened) {
  Event event;
  EXPECT_FALSE(emitter_.emit("name", event, {}));
  emitter_.on("name", noting("a"));
  EXPECT_TRUE(emitter_.emit("name", event, {}));
}

TEST_F(Emitter, emitWithoutListenersIsSilentEvenForError) {
  Event event;
  EXPECT_FALSE(emitter_.emit("error", event, {}));
}

TEST_F(Emitter, listenersGetTheVeryEvent) {
  emitter_.on("name", [](Event& event) { ++event.number; });
  emitter_.on("name", [](Event& event) { event.number *= 10; });
  Event event{1};
  emitter_.emit("name", event, {});
  EXPECT_EQ(event.number, 20);
}

TEST_F(Emitter, listenersAreCalledInOrder) {
  emitter_.on("name", noting("a"));
  emitter_.addListener("name", noting("b"));
  emitter_.prependListener("name", noting("c"));
  emitter_.once("name", noting("d"));
  emitter_.prependOnceListener("name", noting("e"));
  EXPECT_EQ(emit("name"), (Names{"e", "c", "a", "b", "d"}));
  EXPECT_EQ(emit("name"), (Names{"c", "a", "b"}));
}

TEST_F(Emitter, whatAListenerThrowsEndsEmitAndComesOut) {
  emitter_.on("name", noting("a"));
  emitter_.on("name", []() -> void { throw std::runtime_error("mine"); });
  emitter_.on("name", noting("c"));
  EXPECT_THROW(emit("name"), std::runtime_error);
  EXPECT_EQ(called_, Names{"a"});
}

TEST_F(Emitter, onceIsGoneBeforeItIsCalledEvenIfItEmitsAgain) {
  emitter_.once("name", [this] {
    called_.emplace_back("once");
    Event event;
    emitter_.emit("name", event, {});
  });
  EXPECT_EQ(emit("name"), Names{"once"});
}

TEST_F(Emitter, onceIsCalledOnceEvenByAnEmitThatBeganEarlier) {
  emitter_.once("name", [this] {
    called_.emplace_back("first");
    Event event;
    emitter_.emit("name", event, {});
  });
  emitter_.once("name", noting("second"));
  EXPECT_EQ(emit("name"), (Names{"first", "second"}));
}

TEST_F(Emitter, removeListenerTakesOffOneRegistrationOfThatName) {
  const auto twice = noting("twice");
  const Listener first = emitter_.on("name", twice);
  emitter_.on("name", twice);
  emitter_.removeListener("other", first);
  EXPECT_EQ(emitter_.listenerCount("name"), 2u);
  emitter_.off("name", first);
  emitter_.off("name", first);
  EXPECT_EQ(emit("name"), Names{"twice"});
}

TEST_F(Emitter, takesNoTokenOfAnotherEmitterForItsOwn) {
  EventEmitter<Event> other;
  const Listener foreign = other.on("name", noting("foreign"));
  const Listener own = emitter_.on("name", noting("own"));
  EXPECT_NE(foreign, own);
  emitter_.removeListener("name", foreign);
  EXPECT_EQ(emit("name"), Names{"own"});
}

TEST_F(Emitter, removingWhatNeverWasIsSilent) {
  emitter_.removeListener("name", Listener());
  emitter_.removeAllListeners("name");
  EXPECT_TRUE(emitter_.eventNames().empty());
}

TEST_F(Emitter, removeAllListenersTakesOffOneNameOrAll) {
  emitter_.on("a", noting("a"));
  emitter_.on("b", noting("b"));
  emitter_.on("c", noting("c"));
  emitter_.removeAllListeners("b");
  EXPECT_EQ(emitter_.eventNames(), (Names{"a", "c"}));
  emitter_.removeAllListeners();
  EXPECT_TRUE(emitter_.eventNames().empty());
}

TEST_F(Emitter, namesAreInTheOrderInWhichTheyGotListeners) {
  const Listener first = emitter_.on("z", noting("z"));
  emitter_.on("a", noting("a"));
  emitter_.prependListener("z", noting("z again"));
  emitter_.removeListener("z", first);
  EXPECT_EQ(emitter_.eventNames(), (Names{"z", "a"}));
  emitter_.removeAllListeners("z");
  emitter_.on("z", noting("z"));
  EXPECT_EQ(emitter_.eventNames(), (Names{"a", "z"}));
}

TEST_F(Emitter, namesWithoutListenersAreForgotten) {
  EXPECT_TRUE(emitter_.eventNames().empty());
  const Listener listener = emitter_.on("name", noting("a"));
  emitter_.once("other", noting("b"));
  EXPECT_EQ(emitter_.eventNames(), (Names{"name", "other"}));
  emitter_.removeListener("name", listener);
  emit("other");
  EXPECT_TRUE(emitter_.eventNames().empty());
  EXPECT_EQ(emitter_.listenerCount("name"), 0u);
}

TEST_F(Emitter, emitRunsOverTheListAsItWasWhenItBegan) {
  Listener removed;
  emitter_.once("name", [&] {
    emitter_.removeListener("name", removed);
    emitter_.on("name", noting("added"));
  });
  removed = emitter_.on("name", noting("removed"));
  EXPECT_EQ(emit("name"), Names{"removed"});
  EXPECT_EQ(emit("name"), Names{"added"});
}

TEST_F(Emitter, aScopedListenerEndsWithItsScope) {
  {
    const ScopedListener scoped = emitter_.scoped("name", noting("scoped"));
    EXPECT_EQ(emit("name"), Names{"scoped"});
  }
  EXPECT_EQ(emit("name"), Names{});
}

TEST_F(Emitter, aScopedListenerThatMovesStaysOneRegistration) {
  ScopedListener a = emitter_.scoped("name", noting("a"));
  ScopedListener b = std::move(a);
  EXPECT_EQ(emit("name"), Names{"a"});
  b = emitter_.scoped("name", noting("b"));
  EXPECT_EQ(emit("name"), Names{"b"});
  b.reset();
  b.reset();
  EXPECT_EQ(emit("name"), Names{});
}

TEST(ScopedListener, mayOutliveItsEmitter) {
  ScopedListener scoped;
  {
    EventEmitter<Event> emitter;
    scoped = emitter.scoped("name", [] {});
  }
  scoped.reset();
}

TEST(EventEmitter, mayBeDestroyedByAListener) {
  int calls = 0;
  std::optional<EventEmitter<Event>> emitter(std::in_place);
  emitter->once("name", [&] { emitter.reset(); });
  emitter->on("name", [&] { ++calls; });
  Event event;
  emitter->emit("name", event, {});
  EXPECT_EQ(calls, 1);
  EXPECT_FALSE(emitter);
}

}  // namespace
}  // namespace transom
