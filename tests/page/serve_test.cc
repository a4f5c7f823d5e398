// SPDX-License-Identifier: MIT
// App::serve(): pages of the application's own, at app://.
#include "support/processes.h"
#include "support/served_test.h"

#include <ui_resources.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <sys/stat.h>

namespace transom::test {
namespace {

class ApplicationPages : public ServedTest {
 protected:
  /// The message of what `action` throws.
  template <class Exception, class F>
  static std::string messageOf(F&& action) {
    try {
      action();
    } catch (const Exception& error) {
      return error.what();
    }
    return "nothing was thrown";
  }
};

TEST_F(ApplicationPages, areASecureContextWithTheirHostAsOrigin) {
  serve();
  open();
  EXPECT_EQ(text("location.origin"), "app://" + host());
  EXPECT_EQ(text("self.origin"), "app://" + host());
  EXPECT_EQ(text("isSecureContext"), "true");
  EXPECT_EQ(text("crypto.subtle.digest('SHA-256', new Uint8Array(3)).then((hash) => hash.byteLength)"), "32");
}

TEST_F(ApplicationPages, areAtHostMainUnlessToldOtherwise) {
  restart();
  app().serve("app", files().path() / "pages");
  write("index.html", "<!doctype html><title>the index</title>");
  load(window(), "app://main/");
  EXPECT_EQ(text("document.title + ' ' + location.origin"), "the index app://main");
}

TEST_F(ApplicationPages, haveTheOriginThatRulesOfAccessName) {
  serve();
  ipcMain().handle("save", {.allow = {Origin("app://" + host())}}, [] { return "saved"; });
  open();
  EXPECT_EQ(contents().mainFrame()->origin(), "app://" + host());
  EXPECT_EQ(text("transom.ipcRenderer.invoke('save')"), "saved");
  app().serve("app", files().path() / "pages", {.host = host() + ".evil"});
  load(window(), "app://" + host() + ".evil/index.html");
  EXPECT_EQ(text("transom.ipcRenderer.invoke('save').catch(() => 'refused')"), "refused");
  load(window(), page("<!doctype html>"));
  EXPECT_EQ(text("transom.ipcRenderer.invoke('save').catch(() => 'refused')"), "refused");
  ipcMain().removeAccess("save");
}

TEST_F(ApplicationPages, loadModulesStylesAndDataOfTheirOwn) {
  write("index.html", "<!doctype html><link rel=stylesheet href=a.css><script type=module src=a.js></script>");
  write("a.css", "body { color: rgb(1, 2, 3) }");
  write("a.js", "import {b} from './b.mjs'; globalThis.a = import('./c.js').then((c) => b + c.default);");
  write("b.mjs", "export const b = 'b';");
  write("c.js", "export default 'c';");
  write("data.json", R"({"answer": 42})");
  serve();
  open();
  // The engine doesn't wait for imports before it says that the page has loaded.
  EXPECT_TRUE(runUntil([this] { return text("globalThis.a") == "bc"; }));
  EXPECT_EQ(text("getComputedStyle(document.body).color"), "rgb(1, 2, 3)");
  EXPECT_EQ(text("fetch('data.json').then((answer) => answer.json()).then(({answer}) => answer)"), "42");
}

TEST_F(ApplicationPages, haveWorkersOfAllKinds) {
  write("worker.js", "onmessage = ({data}) => postMessage(`${data} ${location.origin} ${isSecureContext}`);");
  write("shared.js", "let n = 0; onconnect = ({ports: [port]}) => port.postMessage(++n);");
  serve();
  open();
  EXPECT_EQ(text(R"js(new Promise((resolve, reject) => {
    const worker = new Worker('worker.js');
    worker.onmessage = ({data}) => resolve(data);
    worker.onerror = () => reject(new Error('no worker'));
    worker.postMessage('hi');
  }))js"),
            "hi app://" + host() + " true");
  const std::string connect = R"js(new Promise((resolve) => {
    new SharedWorker('shared.js').port.onmessage = ({data}) => resolve(data);
  }))js";
  EXPECT_EQ(text(connect), "1");
  EXPECT_EQ(text(connect), "2");
}

TEST_F(ApplicationPages, runWebAssemblyAsItArrives) {
  constexpr std::array<unsigned char, 34> kModule{0, 'a', 's', 'm', 1, 0, 0,   0, 1, 5,  1, 0x60, 0, 1, 0x7f, 3,  2,
                                                  1, 0,   7,   5,   1, 1, 'n', 0, 0, 10, 6, 1,    4, 0, 0x41, 42, 0x0b};
  const std::string module(kModule.begin(), kModule.end());  // exports n() = 42
  write("answer.wasm", module);
  serve();
  open();
  EXPECT_EQ(text("WebAssembly.instantiateStreaming(fetch('answer.wasm')).then(({instance}) => instance.exports.n())"),
            "42");
}

TEST_F(ApplicationPages, keepLocalStorageOfTheirOrigin) {
  serve();
  open();
  text("localStorage.setItem('kept', 'yes')");
  load(openWindow(), url("/"));
  EXPECT_EQ(text("localStorage.getItem('kept')"), "yes");
  app().serve("app", files().path() / "pages", {.host = host() + ".other"});
  load(window(), "app://" + host() + ".other/");
  EXPECT_EQ(text("localStorage.getItem('kept')"), "null");
}

TEST_F(ApplicationPages, haveTheirTypesFromAFixedTable) {
  serve();
  open();
  const std::vector<std::pair<std::string, std::string>> types{{"a.html", "text/html; charset=utf-8"},
                                                               {"a.js", "text/javascript; charset=utf-8"},
                                                               {"a.wasm", "application/wasm"},
                                                               {"a.svg", "image/svg+xml; charset=utf-8"},
                                                               {"a.webm", "video/webm"},
                                                               {"a.unheard-of", "application/octet-stream"}};
  for (const auto& [name, type] : types) {
    write(name, "<html>x</html>");
    EXPECT_EQ(text("fetch('" + name + "').then(({headers}) => headers.get('content-type'))"), type);
  }
}

TEST_F(ApplicationPages, areReadAsUtf8) {
  write("index.html", "<!doctype html><title>Gr\xC3\xBC\xC3\x9F\x65</title>");
  serve();
  open();
  EXPECT_EQ(text("document.title + ' ' + document.characterSet"), "Gr\xC3\xBC\xC3\x9F\x65 UTF-8");
}

TEST_F(ApplicationPages, giveParts) {
  write("digits", "0123456789");
  serve();
  open();
  EXPECT_EQ(fetch("digits", "{headers: {Range: 'bytes=2-5'}}"), "206 2345");
  EXPECT_EQ(fetch("digits", "{headers: {Range: 'bytes=-3'}}"), "206 789");
  EXPECT_EQ(fetch("digits", "{headers: {Range: 'bytes=10-'}}"), "416 ");
  EXPECT_EQ(text("fetch('digits', {headers: {Range: 'bytes=2-5'}}).then(({headers}) => headers.get('content-range'))"),
            "bytes 2-5/10");
}

TEST_F(ApplicationPages, answerHeadAndRefuseWhatSends) {
  write("digits", "0123456789");
  serve();
  open();
  EXPECT_EQ(fetch("digits", "{method: 'HEAD'}"), "200 ");
  EXPECT_EQ(text("fetch('digits', {method: 'HEAD'}).then(({headers}) => headers.get('content-length'))"), "10");
  EXPECT_EQ(fetch("digits", "{method: 'POST', body: 'x'}"), "405 ");
}

TEST_F(ApplicationPages, showEditsOnReload) {
  write("index.html", "<!doctype html><title>old</title><script src=a.js></script>");
  write("a.js", "var script = 'old'");
  serve();
  open();
  EXPECT_EQ(text("document.title + script"), "oldold");
  write("index.html", "<!doctype html><title>new</title><script src=a.js></script>");
  write("a.js", "var script = 'new'");
  open();
  EXPECT_EQ(text("document.title + script"), "newnew");
  EXPECT_EQ(fetch("a.js"), "200 var script = 'new'");
}

TEST_F(ApplicationPages, thatAreNotThereAreAnswered404AndLogged) {
  serve();
  open();
  EXPECT_EQ(fetch("typo.js"), "404 ");
  EXPECT_TRUE(
      logged("not found: " + url("/typo.js") + ": no file 'typo.js' in " + (files().path() / "pages").string()));
  EXPECT_EQ(fetch("app://nobody/index.html", "{mode: 'no-cors'}"), "TypeError");
}

TEST_F(ApplicationPages, thatAreNotThereFillNoLog) {
  serve();
  open();
  text("Promise.all(Array.from({length: 300}, (_, i) => fetch(`absent${i}`)))");
  EXPECT_LE(log().size(), 101u);
}

TEST_F(ApplicationPages, neverComeFromOutsideTheirDirectory) {
  files().write("secret", "secret");
  write("inside", "inside");
  write(".hidden", "hidden");
  std::filesystem::create_symlink("../secret", files().path() / "pages/out");
  std::filesystem::create_symlink(files().path() / "secret", files().path() / "pages/absolute");
  std::filesystem::create_symlink("..", files().path() / "pages/up");
  serve();
  open();
  for (const char* path : {"../secret",
                           "/../secret",
                           "%2e%2e/secret",
                           "..%2fsecret",
                           "%2e%2e%2fsecret",
                           "%252e%252e/secret",
                           "..%5csecret",
                           "x/../../secret",
                           "//../secret",
                           "out",
                           "absolute",
                           "up/secret",
                           "up/pages/inside",
                           "inside%00",
                           "inside%00.html",
                           ".hidden",
                           "%2ehidden",
                           "inside/",
                           "inside/x",
                           "x%2f..%2finside",
                           "%"}) {
    EXPECT_EQ(fetch(url("/") + path), "404 ") << path;
  }
  EXPECT_EQ(fetch(url("//") + "etc/passwd"), "404 ");
  EXPECT_EQ(fetch(url("/inside?../secret#../secret")), "200 inside");
}

TEST_F(ApplicationPages, areFilesAndNothingThatMakesMainWait) {
  ASSERT_EQ(::mkfifo((files().path() / "pages/fifo").c_str(), 0600), 0);
  std::filesystem::create_directory(files().path() / "pages/directory");
  serve();
  open();
  EXPECT_EQ(fetch("fifo"), "404 ");
  EXPECT_EQ(fetch("directory"), "404 ");
}

TEST_F(ApplicationPages, mayHaveAddressesOfAnyLength) {
  serve();
  open();
  EXPECT_EQ(fetch(url("/") + std::string(5000, 'x')), "404 ");
  EXPECT_EQ(fetch(url("/index.html?") + std::string(100000, 'x')), "200 <!doctype html><title>served</title>");
}

TEST_F(ApplicationPages, ofAnySizeCostMainNoMemory) {
  constexpr std::uintmax_t kSize = std::uintmax_t{128} << 20;
  write("large", "");
  std::filesystem::resize_file(files().path() / "pages/large", kSize);
  serve();
  open();
  const std::size_t before = heapBytes();
  const Task<Value> reading = contents().executeJavaScript(R"js((async () => {
    let size = 0;
    const reader = (await fetch('large')).body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) size += part.value.length;
    return size;
  })())js");
  std::size_t most = 0;
  ASSERT_TRUE(runUntil([&] {
    most = std::max(most, heapBytes());
    return reading.isDone();
  }));
  EXPECT_EQ(wait(reading), Value(static_cast<double>(kSize)));
  EXPECT_LT(most, before + (std::size_t{32} << 20));
}

TEST_F(ApplicationPages, areAllAnsweredHoweverManyAreAskedForAtOnce) {
  for (int i = 0; i < 1000; ++i) write("file" + std::to_string(i), std::to_string(i));
  serve();
  open();
  const std::size_t before = openDescriptors();
  EXPECT_EQ(
      text(R"js(Promise.all(Array.from({length: 1000}, (_, i) => fetch(`file${i}`).then((answer) => answer.text())))
    .then((texts) => texts.filter((text, i) => text === String(i)).length))js"),
      "1000");
  EXPECT_LE(openDescriptors(), before + 64);
  EXPECT_TRUE(runUntil([&] { return text("1") == "1" && openDescriptors() <= before + 2; }));
}

TEST_F(ApplicationPages, thatAreGivenUpDoNotHoldUpOthers) {
  write("large", "");
  std::filesystem::resize_file(files().path() / "pages/large", std::uintmax_t{64} << 20);
  serve();
  open();
  EXPECT_EQ(text(R"js((async () => {
    const stop = new AbortController();
    const all = Array.from({length: 200}, () => fetch('large', {signal: stop.signal}).catch(() => 0));
    stop.abort();
    await Promise.all(all);
    return (await fetch('index.html')).status;
  })())js"),
            "200");
}

TEST_F(ApplicationPages, ofAWindowThatIsClosedDoNotHoldUpOthers) {
  write("large", "");
  std::filesystem::resize_file(files().path() / "pages/large", std::uintmax_t{64} << 20);
  serve();
  open();
  text("void Array.from({length: 200}, () => fetch('large'))");
  window().close();
  BrowserWindow& next = openWindow();
  load(next, url("/"));
  EXPECT_EQ(evaluate(next, "fetch('index.html').then(({status}) => status)"), Value(200));
}

TEST_F(ApplicationPages, worksForWindowsThatWereOpenBefore) {
  restart();
  load(window(), page("<!doctype html>"));
  app().serve("late", files().path() / "pages");
  load(window(), "late://main/index.html");
  EXPECT_EQ(text("location.origin + ' ' + isSecureContext"), "late://main true");
  EXPECT_EQ(fetch("index.html"), "200 <!doctype html><title>served</title>");
}

TEST_F(ApplicationPages, canBePartOfTheExecutable) {
  app().serve("app", resources::ui, {.host = host()});
  load(window(), url("/"));
  const auto shows = [this] { return text("document.getElementById('text').textContent"); };
  EXPECT_TRUE(runUntil([&] { return shows() == "from the bundle, changed by its script"; }));
  EXPECT_EQ(text("getComputedStyle(document.getElementById('text')).color"), "rgb(1, 2, 3)");
  EXPECT_EQ(fetch("empty.txt"), "200 ");
  EXPECT_EQ(fetch("absent.txt"), "404 ");
  EXPECT_EQ(fetch("js/app.js", "{headers: {Range: 'bytes=0-1'}}"), "206 //");
}

TEST_F(ApplicationPages, areNotReadByForeignPages) {
  write("data.txt", "data");
  serve();
  open();
  EXPECT_EQ(fetch(url("/data.txt")), "200 data");
  load(window(), page("<!doctype html>"));
  EXPECT_EQ(fetch(url("/data.txt")), "TypeError");
}

TEST_F(ApplicationPages, refuseDirectoriesThatAreNotThere) {
  const std::string path = (files().path() / "absent").string();
  EXPECT_EQ(messageOf<Error>([&] { app().serve("app", path, {.host = host()}); }),
            "directory of pages not found: " + path +
                " is no directory; relative paths of serve() start at App::appPath(), by default the directory of the "
                "executable");
  EXPECT_THROW(app().serve("app", files().write("file", "x"), {.host = host()}), Error);
}

TEST_F(ApplicationPages, refuseNamesThatMeanSomethingElse) {
  const auto directory = files().path() / "pages";
  for (const char* scheme : {"http", "https", "file", "data", "blob", "about", "javascript", "process", "ws", "webkit",
                             "webkit-x", "", "App", "1app", "my app", "app:", "a/b", "\xC3\xA4pp"}) {
    EXPECT_THROW(app().serve(scheme, directory), std::invalid_argument) << scheme;
  }
  for (const char* name : {"", "Main", "main:80", "a/b", "x@y", ".main", "main.", "a b"}) {
    EXPECT_THROW(app().serve("app", directory, {.host = name}), std::invalid_argument) << name;
  }
}

TEST_F(ApplicationPages, areServedOnceForEachHost) {
  serve();
  EXPECT_EQ(messageOf<std::invalid_argument>([this] { serve(); }),
            "app://" + host() + " is served already: name another ServeOptions::host");
}

}  // namespace
}  // namespace transom::test
