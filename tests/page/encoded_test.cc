// SPDX-License-Identifier: MIT
// Messages as bytes, as bindings to other languages have them.
#include "support/hex.h"
#include "support/page_test.h"

#include <transom/encoded.h>
#include <transom/error.h>
#include <transom/web_frame_main.h>

#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace transom::test {
namespace {

/// What came, kept beyond the call.
struct Received {
  std::string kind;
  std::string channel;
  std::string hex;
  std::shared_ptr<WebContents> sender;
  std::shared_ptr<WebFrameMain> frame;
  std::uint32_t document = 0;
  bool isAllowed = false;
  encoded::Ports ports{};
  std::unique_ptr<encoded::Reply> reply{};
  encoded::StreamReply* stream = nullptr;
  std::stop_token stop{};
};

using Inbox = std::deque<Received>;

class Recorder final : public encoded::Receiver {
 public:
  explicit Recorder(Inbox& inbox) : inbox_(inbox) {}

  void message(const encoded::Message& message) override { add("message", message); }
  void postMessage(const encoded::Message& message, const encoded::Ports& ports) override {
    add("posted", message).ports = ports;
  }
  void syncCall(const encoded::Message& message, std::unique_ptr<encoded::Reply> reply) override {
    add("sync", message).reply = std::move(reply);
  }
  void invoke(const encoded::Message& message, std::unique_ptr<encoded::Reply> reply, std::stop_token stop) override {
    Received& received = add("invoke", message);
    received.reply = std::move(reply);
    received.stop = std::move(stop);
  }
  void stream(const encoded::Message& message, std::unique_ptr<encoded::StreamReply> reply,
              std::stop_token stop) override {
    Received& received = add("stream", message);
    received.stream = reply.get();
    received.reply = std::move(reply);
    received.stop = std::move(stop);
  }

 private:
  Received& add(std::string kind, const encoded::Message& message) {
    return inbox_.emplace_back(Received{.kind = std::move(kind),
                                        .channel = std::string(message.channel),
                                        .hex = toHex(message.payload),
                                        .sender = message.sender,
                                        .frame = message.frame,
                                        .document = message.document,
                                        .isAllowed = message.isAllowed});
  }

  Inbox& inbox_;
};

class Encoded : public PageTest {
 protected:
  Encoded() {
    restart();
    encoded::setReceiver(app(), std::make_unique<Recorder>(inbox_));
  }

  Received next() {
    if (!runUntil([this] { return !inbox_.empty(); })) throw Error("Error", "nothing came in time");
    Received first = std::move(inbox_.front());
    inbox_.pop_front();
    return first;
  }

 private:
  Inbox inbox_;
};

class PortInbox final : public encoded::PortListener {
 public:
  void message(ByteView value, const encoded::Ports& ports) override {
    values.push_back(toHex(value));
    received.insert(received.end(), ports.begin(), ports.end());
  }
  void closed() override { isClosed = true; }

  std::vector<std::string> values;
  encoded::Ports received;
  bool isClosed = false;
};

TEST_F(Encoded, messagesComeAsTheyWereSentWithoutAListener) {
  runPage("const {ipcRenderer} = require('electron'); ipcRenderer.send('greet', 'hi', 7);");
  const Received greeting = next();
  EXPECT_EQ(greeting.kind, "message");
  EXPECT_EQ(greeting.channel, "greet");
  EXPECT_EQ(greeting.hex, "8262686907");
  EXPECT_EQ(greeting.sender.get(), &contents());
  EXPECT_EQ(greeting.frame, contents().mainFrame());
  EXPECT_EQ(greeting.document, encoded::documentOf(*greeting.frame));
  EXPECT_TRUE(greeting.isAllowed);
}

TEST_F(Encoded, messagesOfThoseWhoMayNotUseTheChannelSaySo) {
  ipcMain().setAccess("secret", {.nobody = true});
  runPage("const {ipcRenderer} = require('electron'); ipcRenderer.send('secret');");
  EXPECT_FALSE(next().isAllowed);
}

TEST_F(Encoded, callsAreAnsweredWithBytes) {
  runPage(R"js(
    const {ipcRenderer} = require("electron");
    ipcRenderer.invoke('ask').then((answer) => ipcRenderer.send('answered', answer));
    ipcRenderer.invoke('fail').catch((error) => ipcRenderer.send('failed', error.message));
  )js");
  next().reply->send(fromHex("07"));
  const Received answered = next();
  EXPECT_EQ(answered.kind, "invoke");  // 'fail', which was asked before the answer could come
  answered.reply->fail(
      fromHex("82"
              "d81b82"
              "65"
              "4572726f72"
              "a1"
              "67"
              "6d657373616765"
              "61"
              "78"
              "a0"));
  EXPECT_EQ(next().hex, "8107");
  EXPECT_NE(next().hex.find(toHex(std::as_bytes(std::span("Error: x", 8)))), std::string::npos);
}

TEST_F(Encoded, aCallThatIsDroppedFails) {
  runPage(
      "const {ipcRenderer} = require('electron'); ipcRenderer.invoke('ask').catch((error) => "
      "ipcRenderer.send('failed', error.cause.message));");
  static_cast<void>(next());
  const std::string text = "reply was never sent";
  EXPECT_NE(next().hex.find(toHex(std::as_bytes(std::span(text)))), std::string::npos);
}

TEST_F(Encoded, aBlockedPageGetsItsAnswer) {
  runPage(
      "const {ipcRenderer} = require('electron'); setTimeout(() => ipcRenderer.send('got', "
      "ipcRenderer.sendSync('ask')));");
  const Received question = next();
  EXPECT_EQ(question.kind, "sync");
  question.reply->send(fromHex("f5"));
  EXPECT_EQ(next().hex, "81f5");
}

TEST_F(Encoded, streamsOfChunksEnd) {
  runPage(R"js(
    const {ipcRenderer} = require("electron");
    (async () => {
      const chunks = [];
      for await (const chunk of ipcRenderer.stream('count')) chunks.push(chunk);
      ipcRenderer.send('counted', chunks);
    })();
  )js");
  const Received request = next();
  ASSERT_TRUE(request.stream);
  ASSERT_TRUE(request.stream->hasRoom());
  request.stream->chunk(fromHex("01"));
  request.stream->chunk(fromHex("02"));
  request.reply->send({});
  EXPECT_EQ(next().hex, "81820102");
}

TEST_F(Encoded, stopIsRequestedWhenThePageGoes) {
  runPage("const {ipcRenderer} = require('electron'); ipcRenderer.invoke('ask');");
  const Received question = next();
  window().destroy();
  EXPECT_TRUE(question.stop.stop_requested());
}

TEST_F(Encoded, whatIsSentArrivesAsValues) {
  runPage(
      "const {ipcRenderer} = require('electron'); ipcRenderer.on('sum', (event, a, b) => ipcRenderer.send('is', a + "
      "b));");
  encoded::send(contents(), {}, "sum", fromHex("820203"));
  EXPECT_EQ(next().hex, "8105");
  encoded::send(contents(), encoded::documentOf(*contents().mainFrame()), "sum", fromHex("820304"));
  EXPECT_EQ(next().hex, "8107");
}

TEST_F(Encoded, questionsToThePageAreAnsweredWithBytes) {
  runPage("const {ipcRenderer} = require('electron'); ipcRenderer.handle('double', (event, n) => 2 * n);");
  std::vector<std::string> answers;
  const auto note = [&](const encoded::Answer& answer) {
    EXPECT_EQ(answer.outcome, encoded::Answer::Outcome::answered);
    answers.push_back(toHex(answer.payload));
  };
  encoded::invoke(contents(), {}, "double", fromHex("8104"), note);
  encoded::evaluate(contents(), {}, 0, "[1, 2]", note);
  ASSERT_TRUE(runUntil([&] { return answers.size() == 2; }));
  EXPECT_EQ(answers, (std::vector<std::string>{"08", "820102"}));
}

TEST_F(Encoded, aQuestionToADestroyedPageEndsAtOnce) {
  runPage("");
  WebContents& page = contents();
  window().destroy();
  auto outcome = encoded::Answer::Outcome::answered;
  encoded::evaluate(page, {}, 0, "1", [&](const encoded::Answer& answer) { outcome = answer.outcome; });
  EXPECT_EQ(outcome, encoded::Answer::Outcome::gone);
}

TEST_F(Encoded, whatIsOverALimitIsRefusedBeforeItIsSent) {
  restart({.limits = {.maxMessageBytes = 1000}});
  runPage("");
  const Bytes large(1001);
  EXPECT_THROW(encoded::send(contents(), {}, "x", large), Error);
  EXPECT_THROW(encoded::invoke(contents(), {}, "x", large, [](const encoded::Answer&) {}), Error);
  EXPECT_THROW(encoded::Port::makeChannel(app()).first->post(large, {}), Error);
}

TEST_F(Encoded, portsCarryBytesBetweenMainAndPage) {
  runPage(R"js(
    const {ipcRenderer} = require("electron");
    ipcRenderer.on('port', ({ports: [port]}) => {
      port.onmessage = ({data}) => port.postMessage(data + 1);
    });
  )js");
  const auto [mine, theirs] = encoded::Port::makeChannel(app());
  const auto inbox = std::make_shared<PortInbox>();
  mine->listen(inbox);
  mine->start();
  encoded::postMessage(contents(), {}, "port", fromHex("f6"), {theirs});
  mine->post(fromHex("04"), {});
  ASSERT_TRUE(runUntil([&] { return !inbox->values.empty(); }));
  EXPECT_EQ(inbox->values.front(), "05");
  EXPECT_THROW(encoded::postMessage(contents(), {}, "port", fromHex("f6"), {theirs}), Error);
  window().destroy();
  EXPECT_TRUE(runUntil([&] { return inbox->isClosed; }));
}

TEST_F(Encoded, aFramesCompanionLivesAsLongAsTheFrame) {
  runPage("");
  evaluate("document.body.append(Object.assign(document.createElement('iframe'), {srcdoc: 'x'}))");
  ASSERT_TRUE(runUntil([&] { return !contents().mainFrame()->frames().empty(); }));
  std::weak_ptr<int> companion;
  {
    const auto frame = contents().mainFrame()->frames().front();
    const auto made = std::make_shared<int>(1);
    companion = made;
    encoded::attach(*frame, made);
    EXPECT_EQ(encoded::companionOf(*frame), made);
  }
  EXPECT_FALSE(companion.expired());
  evaluate("document.querySelector('iframe').remove()");
  EXPECT_TRUE(runUntil([&] { return companion.expired(); }));
}

}  // namespace
}  // namespace transom::test
