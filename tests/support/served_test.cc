// SPDX-License-Identifier: MIT
#include "served_test.h"

namespace transom::test {
namespace {

/// The application is shared by the tests of a suite, and serves each host once.
std::string newHost() {
  static int last = 0;
  return "site" + std::to_string(++last);
}

}  // namespace

ServedTest::ServedTest() : host_(newHost()) {
  write("index.html", "<!doctype html><title>served</title>");
}

void ServedTest::serve(ServeOptions options) {
  options.host = host_;
  app().serve("app", files_.path() / "pages", options);
}

void ServedTest::open() {
  load(window(), url("/index.html"));
}

std::string ServedTest::fetch(const std::string& address, const std::string& options) {
  return text("fetch('" + address + "', " + options +
              ").then(async (answer) => `${answer.status} ${await answer.text()}`, (error) => error.name)");
}

std::string ServedTest::text(std::string_view expression) {
  const Value value = evaluate("(async () => String(await (" + std::string(expression) + ")))()");
  return value.isString() ? std::string(value.asString()) : value.inspect();
}

}  // namespace transom::test
