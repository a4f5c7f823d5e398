// SPDX-License-Identifier: MIT
// native_child [MODE]: a native child process as an application would write it. What it does is asked of it by
// messages; MODE says how it lives: see run().
#include "child_streams.h"

#include <transom/ipc_renderer.h>

#include <poll.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace transom::test {
namespace {

/// What went wrong in `action`, as `name|code|message`; empty: nothing.
std::string failureOf(const std::function<void()>& action) {
  try {
    action();
    return {};
  } catch (const Error& error) {
    return error.name() + "|" + error.code() + "|" + error.message();
  }
}

void listenToMessages(IpcRenderer& ipc) {
  ipc.on("echo", [](IpcRendererEvent& event, const Arguments& arguments) {
    event.sender().sendArguments("echoed", arguments);
  });
  ipc.on("typed", [](IpcRendererEvent& event, int number, const std::optional<std::string>& text) {
    event.sender().send("typed", number, text.value_or("none"));
  });
  ipc.on("throw", [] { throw std::runtime_error("a listener's own fault"); });
  ipc.once("once", [](IpcRendererEvent& event) { event.sender().send("heard once"); });
  ipc.on("ask", [](IpcRendererEvent& event, const std::string& channel, const Value& argument) {
    Value answer;
    const std::string failure = failureOf([&] { answer = event.sender().sendSync(channel, argument); });
    event.sender().send("asked", failure, answer);
  });
  ipc.on("ask-for-number", [](IpcRendererEvent& event) {
    event.sender().send("asked", failureOf([&] { event.sender().sendSync<int>("question"); }));
  });
  ipc.on("note", [](IpcRendererEvent& event, int number) { event.sender().send("noted", number); });
  ipc.on("too-large", [](IpcRendererEvent& event) {
    IpcRenderer& sender = event.sender();
    const std::string large(2000, 'x');
    sender.send("refused", failureOf([&] { sender.send("large", large); }),
                failureOf([&] { sender.sendSync("large", large); }), failureOf([&] { sender.invoke("large", large); }),
                failureOf([&] { sender.send(large); }));
  });
  ipc.on("mixed", [](IpcRendererEvent& event, int count) {
    IpcRenderer& sender = event.sender();
    for (int i = 0; i < count; ++i) {
      if (i % 3 == 0 && sender.sendSync<int>("mixed-sync", i) != i) std::abort();
      if (i % 3 != 0) sender.send("mixed", i);
    }
  });
  ipc.on("flood", [](IpcRendererEvent& event, int count) {
    for (int i = 0; i < count; ++i) event.sender().send("flooded", i, std::string(1000, 'x'));
  });
}

Task<void> reportInvoke(IpcRenderer& ipc, InvokeOptions options, std::string channel, Value argument) {
  Value answer;
  std::string failure;
  try {
    answer = co_await ipc.invokeWithOptions(channel, options, argument);
  } catch (const Error& error) {
    failure = error.name() + "|" + error.code() + "|" + error.message() + "|" + error.data().inspect();
  }
  ipc.send("invoked", failure, answer);
}

void listenToInvokes(IpcRenderer& ipc) {
  ipc.on("invoke", [](IpcRendererEvent& event, const std::string& channel, const Value& argument) {
    reportInvoke(event.sender(), {}, channel, argument);
  });
  ipc.on("invoke-with-timeout", [](IpcRendererEvent& event, const std::string& channel) {
    reportInvoke(event.sender(), {.timeout = std::chrono::milliseconds(1)}, channel, {});
  });
  const auto stop = std::make_shared<std::stop_source>();
  ipc.on("invoke-to-be-stopped", [stop](IpcRendererEvent& event, const std::string& channel) {
    reportInvoke(event.sender(), {.stop = stop->get_token()}, channel, {});
  });
  ipc.on("stop-in-another-thread", [stop] { std::thread([stop] { stop->request_stop(); }).join(); });
  ipc.on("invoke-for-number", [](IpcRendererEvent& event) {
    event.sender().invoke<int>("text").then([&ipc = event.sender()](const TaskResult<int>& result) {
      ipc.send("invoked", failureOf([&] { static_cast<void>(result.value()); }));
    });
  });
}

void handleQuestions(IpcRenderer& ipc) {
  ipc.handle("double", [](IpcRendererEvent&, int number) { return 2 * number; });
  ipc.handle("fail", [](IpcRendererEvent&, const Value& data) -> int {
    throw Error({.name = "NotFoundError", .message = "no such note", .code = "ENOENT", .data = data});
  });
  ipc.handle("relay", [](IpcRendererEvent& event, std::string channel, Value argument) -> Task<Value> {
    co_return co_await event.sender().invoke(channel, argument);
  });
  const auto kept = std::make_shared<std::vector<TaskSource<Value>>>();
  ipc.handle("keep", [kept] { return kept->emplace_back().task(); });
  ipc.on("drop-kept", [kept] { kept->clear(); });
  ipc.on("answer-kept", [kept](IpcRendererEvent&, const Value& value) {
    for (const auto& source : std::exchange(*kept, {})) source.resolve(value);
  });
  ipc.handleOnce("one-time", [] { return "once"; });
  ipc.on("register-twice", [](IpcRendererEvent& event) {
    event.sender().send("registered", failureOf([&] { event.sender().handle("double", [] { return 0; }); }));
    event.sender().removeHandler("double");
  });
}

using Port = std::shared_ptr<MessagePortMain>;

/// Answers what comes to it, and reports its end.
void echoOn(IpcRenderer& ipc, const Port& port) {
  port->on("message", [](MessageEvent& event, const Value& value) {
    event.target().postMessage(Value::object({{"echo", value}}), event.ports());
  });
  port->on("close", [&ipc] { ipc.send("port closed"); });
  port->start();
}

void listenToPorts(IpcRenderer& ipc) {
  const auto kept = std::make_shared<std::vector<Port>>();
  ipc.on("port", [kept](IpcRendererEvent& event, const Value& value) {
    for (const Port& port : event.ports()) {
      kept->push_back(port);
      echoOn(event.sender(), port);
    }
    event.sender().send("port came", value, event.ports().size());
  });
  ipc.on("keep-port", [kept](IpcRendererEvent& event, const Value&) { kept->push_back(event.ports().at(0)); });
  ipc.on("post", [kept](IpcRendererEvent&, int count) {
    for (int i = 0; i < count; ++i) kept->back()->postMessage(i);
  });
  ipc.on("make-channel", [kept](IpcRendererEvent& event) {
    MessageChannel channel(event.sender());
    kept->push_back(channel.port1());
    echoOn(event.sender(), channel.port1());
    event.sender().postMessage("my port", "for you", {channel.port2()});
  });
  ipc.on("report-port", [kept](IpcRendererEvent& event) {
    kept->back()->on("message",
                     [&ipc = event.sender()](MessageEvent&, const Value& value) { ipc.send("heard", value); });
    kept->back()->start();
  });
  ipc.on("close-ports", [kept] {
    for (const Port& port : *kept) port->close();
    kept->clear();
  });
  ipc.on("misuse-ports", [](IpcRendererEvent& event) {
    IpcRenderer& sender = event.sender();
    MessageChannel channel(sender);
    const Port& port = channel.port1();
    const std::string twice = failureOf([&] { sender.postMessage("port", 1, {port, port}); });
    sender.postMessage("unheard", 1, {port});
    sender.send("misused", twice, failureOf([&] { sender.postMessage("port", 1, {port}); }),
                failureOf([&] { sender.postMessage("port", 1, {nullptr}); }));
  });
}

void listenToItsEnd(IpcRenderer& ipc) {
  ipc.on("quit", [](IpcRendererEvent& event, int status) { event.sender().quit(status); });
  ipc.on("quit-in-another-thread",
         [](IpcRendererEvent& event) { std::thread([&event] { event.sender().quit(5); }).join(); });
  ipc.on("post-in-another-thread", [](IpcRendererEvent& event) {
    IpcRenderer& sender = event.sender();
    std::thread([&sender] { sender.post([&sender] { sender.send("posted"); }); }).join();
  });
  ipc.on("raise", [](IpcRendererEvent&, int signal) { std::raise(signal); });
  ipc.on("exit", [](IpcRendererEvent& event, int status) {
    event.sender().send("last words");
    std::_Exit(status);
  });
  ipc.on("print", [](IpcRendererEvent&, const std::string& out, const std::string& err) {
    std::cout << out << std::flush;
    std::cerr << err << std::flush;
  });
  ipc.on("who", [](IpcRendererEvent& event) {
    const char* const socket = std::getenv("TRANSOM_FD");
    event.sender().send("me", event.sender().serviceName(), socket ? socket : "taken", static_cast<int>(getpid()));
  });
  ipc.on("connect-again", [](IpcRendererEvent& event) {
    event.sender().send("connected", failureOf([] { static_cast<void>(IpcRenderer::connect()); }));
  });
}

void listenToAll(IpcRenderer& ipc) {
  listenToMessages(ipc);
  listenToInvokes(ipc);
  handleQuestions(ipc);
  listenToPorts(ipc);
  listenToStreams(ipc);
  listenToItsEnd(ipc);
}

/// As a program with a loop of its own does it.
int runInAForeignLoop(IpcRenderer& ipc) {
  while (ipc.isConnected()) {
    pollfd descriptor{.fd = ipc.descriptor(), .events = POLLIN, .revents = 0};
    if (poll(&descriptor, 1, -1) > 0) ipc.dispatch();
  }
  return 9;
}

/// Hears nothing, not even that it should end.
int hang() {
  for (;;) pause();
}

int serve() {
  auto ipc = IpcRenderer::connect();
  listenToAll(ipc);
  return ipc.run();
}

int serveInAForeignLoop() {
  auto ipc = IpcRenderer::connect();
  listenToAll(ipc);
  return runInAForeignLoop(ipc);
}

/// The emitter goes while it emits.
int destroyInsideAListener() {
  auto* const ipc = new IpcRenderer(IpcRenderer::connect());
  bool heard = false;
  ipc->on("quit", [ipc, &heard] {
    heard = true;
    delete ipc;
  });
  ipc->on("quit", [&heard] { std::cout << (heard ? "heard" : "first") << std::endl; });
  ipc->run();
  return 4;
}

int callBeforeRunning() {
  auto ipc = IpcRenderer::connect();
  ipc.on("later", [](IpcRendererEvent& event) { event.sender().send("came later"); });
  ipc.send("first", ipc.sendSync<std::string>("early"));
  return ipc.run();
}

int closeAndHang() {
  { auto ipc = IpcRenderer::connect(); }
  return hang();
}

int connectAndHang() {
  std::signal(SIGTERM, SIG_IGN);
  auto ipc = IpcRenderer::connect();
  ipc.send("hanging");
  return hang();
}

/// Whatever it calls once main is gone says so.
int callAfterTheEnd() {
  auto ipc = IpcRenderer::connect();
  auto waiting = ipc.invoke("never");
  const int status = ipc.run();
  bool failed = false;
  waiting.then([&failed](const TaskResult<Value>& result) { failed = !result.ok(); });
  const std::string text = failureOf([&] { ipc.send("late"); }) + "\n" + failureOf([&] { ipc.sendSync("late"); }) +
                           "\n" + failureOf([&] { ipc.invoke("late"); }) + "\n";
  std::cout << text << (failed ? "failed" : "waiting") << "\n"
            << (ipc.isConnected() ? "connected" : "gone") << std::endl;
  return status;
}

int run(int argc, char** argv) {
  const std::map<std::string_view, int (*)()> modes{{"serve", serve},
                                                    {"foreign-loop", serveInAForeignLoop},
                                                    {"destroy-inside", destroyInsideAListener},
                                                    {"call-before-running", callBeforeRunning},
                                                    {"close-and-hang", closeAndHang},
                                                    {"connect-and-hang", connectAndHang},
                                                    {"call-after-the-end", callAfterTheEnd}};
  try {
    return modes.at(argc > 1 ? argv[1] : "serve")();
  } catch (const std::exception& error) {
    std::cerr << error.what() << std::endl;
    return EXIT_FAILURE;
  }
}

}  // namespace
}  // namespace transom::test

int main(int argc, char** argv) {
  return transom::test::run(argc, argv);
}
