// SPDX-License-Identifier: MIT
// Streams as a native process reads them from a main that is written by hand: what it says of them to main, and what it
// makes of one that breaks the rules. tests/native has the same with real processes.
#include "codec/codec.h"
#include "codec/remote_error.h"
#include "peer/environment.h"
#include "wire/frame_head.h"
#include "wire/frame_reader.h"
#include "wire/little_endian.h"

#include <transom/ipc_renderer.h>

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <sys/socket.h>
#include <unistd.h>

namespace transom::renderer {
namespace {

using wire::FrameHeader;
using wire::Kind;
using Strings = std::vector<std::string>;

constexpr std::uint32_t kMaxPendingCalls = 4;

class MainByHand {
 public:
  MainByHand() {
    std::array<int, 2> ends{};
    EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
    socket_ = ends[0];
    setenv(peer::kSocketVariable, std::to_string(ends[1]).c_str(), 1);
    std::array<std::byte, wire::kWelcomeNumbersBytes> limits{};
    wire::storeLittleEndian<std::uint64_t>(limits, std::uint64_t{256} << 20);
    wire::storeLittleEndian<std::uint32_t>(std::span(limits).subspan(8), 1000);
    wire::storeLittleEndian<std::uint32_t>(std::span(limits).subspan(12), kMaxPendingCalls);
    say({.kind = Kind::welcome, .flags = wire::kFlagIpcExposed, .call = 1}, limits);
  }
  ~MainByHand() { hangUp(); }
  MainByHand(const MainByHand&) = delete;
  MainByHand& operator=(const MainByHand&) = delete;

  void say(const FrameHeader& header, ByteView payload) const {
    const wire::FrameHead head(header, {}, payload.size());
    sendAll(head.bytes());
    sendAll(payload);
  }
  void chunk(std::uint32_t call, const Value& value) const {
    say({.kind = Kind::chunk, .document = 1, .call = call}, codec::encodeValue(value));
  }
  void end(std::uint32_t call) const {
    say({.kind = Kind::reply, .document = 1, .call = call}, codec::encodeValue({}));
  }
  void fail(std::uint32_t call, const Error& error) const {
    say({.kind = Kind::reply, .flags = wire::kFlagFailed, .document = 1, .call = call},
        codec::encodeInvokeError(error, 4096));
  }
  void hangUp() {
    if (socket_ >= 0) close(std::exchange(socket_, -1));
  }

  /// What it has been told of streams since it was asked last: `stream 1`, `credit 1: 4`, `cancel 1`.
  Strings heard() {
    for (;;) {
      const auto buffer = reader_.readBuffer();
      const ssize_t count = recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
      if (count <= 0) break;
      EXPECT_TRUE(reader_.bytesRead(static_cast<std::size_t>(count)));
    }
    Strings heard;
    while (const auto frame = reader_.next()) {
      if (const std::string text = textOf(*frame); !text.empty()) heard.push_back(text);
    }
    return heard;
  }

 private:
  static std::string textOf(const wire::Frame& frame) {
    const std::string call = std::to_string(frame.header.call);
    switch (frame.header.kind) {
      case Kind::invoke: return ((frame.header.flags & wire::kFlagStream) != 0 ? "stream " : "invoke ") + call;
      case Kind::cancel: return "cancel " + call;
      case Kind::credit:
        return "credit " + call + ": " + std::to_string(wire::loadLittleEndian<std::uint32_t>(frame.payload()));
      default: return {};
    }
  }
  void sendAll(ByteView bytes) const {
    ASSERT_EQ(send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
  }

  int socket_ = -1;
  wire::FrameReader reader_{{.maxPayloadBytes = UINT32_MAX, .maxChannelBytes = UINT32_MAX}};
};

/// What a task for the next value has come to: a number, `end`, an error as text, or `waits`.
using Answer = std::shared_ptr<const std::string>;

template <class T>
Answer answerOf(const Task<std::optional<T>>& task) {
  auto text = std::make_shared<std::string>("waits");
  task.then([text](const TaskResult<std::optional<T>>& result) {
    try {
      *text = result.value() ? detail::valueOf(*result.value()).inspect() : "end";
    } catch (const Error& error) {
      *text = error.name() + ": " + error.message();
    }
  });
  return text;
}

template <class T>
Answer ask(MainStream<T>& stream) {
  return answerOf(stream.next());
}

template <class T>
std::string next(MainStream<T>& stream) {
  return *ask(stream);
}

/// To be made in place: it doesn't move.
struct Renderer {
  IpcRenderer ipc = IpcRenderer::connect();
};

class MainStreams : public ::testing::Test {
 protected:
  MainStreams() { renderer_.emplace(); }

  IpcRenderer& ipc() { return renderer_->ipc; }
  /// Handles all that was said to it.
  void settle() {
    for (int turn = 0; turn < 4; ++turn) ipc().dispatch();
  }
  void destroyRenderer() { renderer_.reset(); }
  /// Main sends the chunks from `first` to `last`.
  void chunks(std::uint32_t call, int first, int last) {
    for (int number = first; number <= last; ++number) main_.chunk(call, number);
    settle();
  }

  MainByHand main_;

 private:
  std::optional<Renderer> renderer_;
};

TEST_F(MainStreams, giveTheirValuesInOrderAndThenTheirEndForEver) {
  auto stream = ipc().stream<int>("count");
  chunks(1, 1, 2);
  main_.end(1);
  settle();
  EXPECT_EQ(next(stream), "1");
  EXPECT_EQ(next(stream), "2");
  EXPECT_EQ(next(stream), "end");
  EXPECT_EQ(next(stream), "end");
  EXPECT_EQ(main_.heard(), Strings{"stream 1"});
}

TEST_F(MainStreams, answerWhoeverWaitsAsSoonAsSomethingComes) {
  auto stream = ipc().stream<int>("count");
  const Answer first = ask(stream);
  EXPECT_EQ(*first, "waits");
  chunks(1, 1, 1);
  EXPECT_EQ(*first, "1");
  const Answer second = ask(stream);
  main_.end(1);
  settle();
  EXPECT_EQ(*second, "end");
}

TEST_F(MainStreams, failOnceAfterTheValuesThatCameBefore) {
  auto stream = ipc().stream<int>("count");
  chunks(1, 1, 1);
  main_.fail(1, typeError("no more"));
  settle();
  EXPECT_EQ(next(stream), "1");
  EXPECT_EQ(next(stream), "TypeError: Error invoking remote method 'count': TypeError: no more");
  EXPECT_EQ(next(stream), "end");
}

TEST_F(MainStreams, areRefusedWhereTooManyCallsWaitAlready) {
  std::vector<MainStream<int>> open;
  for (std::uint32_t call = 0; call < kMaxPendingCalls; ++call) open.push_back(ipc().stream<int>("count"));
  static_cast<void>(main_.heard());
  const auto refusalOf = [](const auto& action) {
    try {
      action();
      return std::string("none");
    } catch (const Error& error) {
      return error.name() + ": " + error.message();
    }
  };
  const std::string expected =
      "RangeError: 4 calls wait for main's answer already, which is the limit (Limits::maxPendingCalls)";
  EXPECT_EQ(refusalOf([&] { static_cast<void>(ipc().stream<int>("count")); }), expected);
  EXPECT_EQ(refusalOf([&] { static_cast<void>(ipc().invoke<int>("count")); }), expected);
  EXPECT_EQ(refusalOf([&] { ipc().sendSync<int>("count"); }), expected);
  EXPECT_EQ(main_.heard(), Strings{});
  main_.end(2);
  settle();
  open.push_back(ipc().stream<int>("count"));
  EXPECT_EQ(main_.heard(), Strings{"stream 5"});
}

TEST_F(MainStreams, keepValuesThatAreUndefinedApartFromTheEnd) {
  auto values = ipc().stream("any");
  auto optionals = ipc().stream<std::optional<int>>("any");
  main_.chunk(1, {});
  main_.chunk(2, {});
  settle();
  EXPECT_EQ(next(values), "undefined");
  EXPECT_EQ(next(optionals), "undefined");
}

TEST_F(MainStreams, goOnAfterAValueOfAnotherType) {
  auto stream = ipc().stream<int>("count");
  main_.chunk(1, "text");
  chunks(1, 2, 2);
  EXPECT_EQ(next(stream), "TypeError: expected integer (32 bit), got string \"text\"");
  EXPECT_EQ(next(stream), "2");
}

TEST_F(MainStreams, giveOneValueAtATime) {
  auto stream = ipc().stream<int>("count");
  const Answer first = ask(stream);
  EXPECT_THROW(static_cast<void>(stream.next()), std::logic_error);
  chunks(1, 1, 1);
  EXPECT_EQ(*first, "1");
}

TEST_F(MainStreams, tellMainOfWhatIsTakenLongBeforeItHasToWait) {
  auto stream = ipc().stream<int>("count");
  chunks(1, 1, 16);
  EXPECT_EQ(main_.heard(), Strings{"stream 1"});
  for (int taken = 1; taken <= 3; ++taken) next(stream);
  EXPECT_EQ(main_.heard(), Strings{});
  next(stream);
  EXPECT_EQ(main_.heard(), Strings{"credit 1: 4"});
  for (int taken = 5; taken <= 16; ++taken) next(stream);
  EXPECT_EQ(main_.heard(), (Strings{"credit 1: 4", "credit 1: 4", "credit 1: 4"}));
}

TEST_F(MainStreams, tellMainSoonerWhereValuesAreLarge) {
  auto stream = ipc().stream<Bytes>("large");
  const auto takeLarge = [&] {
    // More than the socket holds.
    std::thread sender([&] { main_.chunk(1, Bytes(600'000)); });
    for (const Answer answer = ask(stream); *answer == "waits";) ipc().dispatch();
    sender.join();
  };
  takeLarge();
  EXPECT_EQ(main_.heard(), Strings{"stream 1"});
  takeLarge();
  EXPECT_EQ(main_.heard(), Strings{"credit 1: 2"});
}

TEST_F(MainStreams, giveNoCreditOnceTheyHaveEnded) {
  auto stream = ipc().stream<int>("count");
  chunks(1, 1, 16);
  main_.end(1);
  settle();
  for (int taken = 1; taken <= 16; ++taken) next(stream);
  EXPECT_EQ(next(stream), "end");
  EXPECT_EQ(main_.heard(), Strings{"stream 1"});
}

TEST_F(MainStreams, areCancelledWithTheirObject) {
  { const auto stream = ipc().stream<int>("count"); }
  auto second = ipc().stream<int>("count");
  second = ipc().stream<int>("count");
  EXPECT_EQ(main_.heard(), (Strings{"stream 1", "cancel 1", "stream 2", "stream 3", "cancel 2"}));
}

TEST_F(MainStreams, giveNothingToOneWhoWaitsWhenTheirObjectGoes) {
  std::optional stream = ipc().stream<int>("count");
  const Answer answer = ask(*stream);
  stream.reset();
  EXPECT_EQ(*answer, "end");
}

TEST_F(MainStreams, mayBeLetGoOfByWhoeverGetsAValue) {
  std::optional stream = ipc().stream<int>("count");
  stream->next().then([&](const TaskResult<std::optional<int>>&) { stream.reset(); });
  chunks(1, 1, 3);
  EXPECT_FALSE(stream);
  EXPECT_EQ(main_.heard(), (Strings{"stream 1", "cancel 1"}));
}

TEST_F(MainStreams, endAtOnceWithAnErrorWhenStopIsRequested) {
  std::stop_source stop;
  auto stream = ipc().streamWithOptions<int>("count", {.stop = stop.get_token()});
  chunks(1, 1, 3);
  stop.request_stop();
  settle();
  EXPECT_EQ(next(stream), "AbortError: The stream was cancelled.");
  EXPECT_EQ(next(stream), "end");
  EXPECT_EQ(main_.heard(), (Strings{"stream 1", "cancel 1"}));
}

TEST_F(MainStreams, thatHaveEndedHearNoRequestToStop) {
  std::stop_source stop;
  auto stream = ipc().streamWithOptions<int>("count", {.stop = stop.get_token()});
  chunks(1, 1, 1);
  main_.end(1);
  settle();
  stop.request_stop();
  settle();
  EXPECT_EQ(next(stream), "1");
  EXPECT_EQ(next(stream), "end");
  EXPECT_EQ(main_.heard(), Strings{"stream 1"});
}

TEST_F(MainStreams, failWhenMainIsGoneAfterWhatHasCome) {
  auto stream = ipc().stream<int>("count");
  auto waiting = ipc().stream<int>("count");
  const Answer answer = ask(waiting);
  chunks(1, 1, 1);
  main_.hangUp();
  settle();
  EXPECT_EQ(*answer, "Error: The main process is gone");
  EXPECT_EQ(next(stream), "1");
  EXPECT_EQ(next(stream), "Error: The main process is gone");
  EXPECT_EQ(next(stream), "end");
  EXPECT_THROW(static_cast<void>(ipc().stream("count")), Error);
}

TEST_F(MainStreams, mayOutliveTheirEmitter) {
  std::optional stream = ipc().stream<int>("count");
  auto waiting = ipc().stream<int>("count");
  const Answer answer = ask(waiting);
  destroyRenderer();
  EXPECT_EQ(*answer, "Error: IPC method called after context was released");
  EXPECT_EQ(next(*stream), "Error: IPC method called after context was released");
  stream.reset();
}

TEST_F(MainStreams, dropWhatMainSendsAfterTheirEndOrWithoutAny) {
  auto stream = ipc().stream<int>("count");
  auto cancelled = std::make_unique<MainStream<int>>(ipc().stream<int>("count"));
  cancelled.reset();
  main_.end(1);
  main_.chunk(1, 1);
  main_.fail(1, typeError("again"));
  main_.chunk(2, 2);
  main_.end(2);
  main_.chunk(77, 3);
  main_.chunk(0, 4);
  settle();
  EXPECT_EQ(next(stream), "end");
  EXPECT_EQ(next(stream), "end");
}

TEST_F(MainStreams, ofAMainThatWaitsForNobodyFailInsteadOfFillingTheProcess) {
  auto stream = ipc().stream<int>("count");
  chunks(1, 1, 17);
  EXPECT_EQ(next(stream), "Error: main sent more of a stream than was taken of it");
  EXPECT_EQ(next(stream), "end");
  EXPECT_EQ(main_.heard(), (Strings{"stream 1", "cancel 1"}));
}

TEST_F(MainStreams, thatAreNotEncodedRightEnd) {
  auto stream = ipc().stream<int>("count");
  main_.say({.kind = Kind::chunk, .document = 1, .call = 1}, Bytes{std::byte{0xff}});
  chunks(1, 2, 2);
  EXPECT_NE(next(stream).find("Malformed message"), std::string::npos);
  EXPECT_EQ(next(stream), "end");
  EXPECT_EQ(main_.heard(), (Strings{"stream 1", "cancel 1"}));
}

TEST_F(MainStreams, withAnErrorThatIsNotEncodedRightFailAllTheSame) {
  auto stream = ipc().stream<int>("count");
  main_.say({.kind = Kind::reply, .flags = wire::kFlagFailed, .document = 1, .call = 1}, Bytes{std::byte{0xff}});
  settle();
  EXPECT_NE(next(stream).find("Malformed message"), std::string::npos);
}

Task<void> sumUp(MainStream<int> stream, int& sum) {
  while (const auto number = co_await stream.next()) sum += *number;
}

TEST_F(MainStreams, areReadByACoroutine) {
  int sum = 0;
  const Task<void> done = sumUp(ipc().stream<int>("count"), sum);
  for (int round = 0; round < 1000; ++round) {
    chunks(1, 1, 10);
    static_cast<void>(main_.heard());
  }
  main_.end(1);
  settle();
  EXPECT_TRUE(done.isDone());
  EXPECT_EQ(sum, 55'000);
}

Task<void> readTwo(IpcRenderer& ipc, bool& over) {
  auto stream = ipc.stream<int>("count");
  static_cast<void>(co_await stream.next());
  static_cast<void>(co_await stream.next());
  over = true;
}

TEST_F(MainStreams, letTheCoroutineGoOnWhenTheEmitterGoes) {
  bool over = false;
  const Task<void> task = readTwo(ipc(), over);
  chunks(1, 1, 1);
  destroyRenderer();
  EXPECT_TRUE(task.isDone());
  EXPECT_FALSE(over);
  std::string text;
  task.then([&](const TaskResult<void>& result) {
    try {
      result.value();
    } catch (const Error& error) {
      text = error.message();
    }
  });
  EXPECT_EQ(text, "IPC method called after context was released");
}

}  // namespace
}  // namespace transom::renderer
