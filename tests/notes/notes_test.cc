// SPDX-License-Identifier: MIT
#include "notes_test.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace transom::test {
namespace {

/// Resolves once a condition holds; looks again every few milliseconds, since conditions may be about anything.
constexpr std::string_view kUntil = R"js(
  const until = (holds) => new Promise((resolve) => {
    const look = () => holds() ? resolve(true) : setTimeout(look, 5);
    look();
  });
)js";

std::string literal(const std::string& text) {
  std::string result = "'";
  for (const char character : text) {
    if (character == '\'' || character == '\\') result += '\\';
    result += character;
  }
  return result + "'";
}

std::string textIn(const std::string& selector) {
  return "document.querySelector(" + literal(selector) + ").innerText.replace(/\\s+/g, ' ').trim()";
}

}  // namespace

std::unique_ptr<PrivateDisplay> NotesTest::display_;

NotesTest::NotesTest() : PageTest({.appPath = TRANSOM_NOTES_DIRECTORY}) {}

NotesTest::~NotesTest() {
  notes_.reset();
}

void NotesTest::SetUpTestSuite() {
  display_ = std::make_unique<PrivateDisplay>();
}

void NotesTest::TearDownTestSuite() {
  PageTest::TearDownTestSuite();
  display_.reset();
}

void NotesTest::TearDown() {
  if (notes_ && !expectsAlerts_ && !notes_->window().isDestroyed()) {
    EXPECT_EQ(lookText("globalThis.alerts ?? ''"), "");
  }
  PageTest::TearDown();
}

void NotesTest::start() {
  restart({.appPath = TRANSOM_NOTES_DIRECTORY});
  notes_ = std::make_unique<notes::NotesApp>(app(), folder());
  user_ = std::make_unique<User>();
  if (!runUntil([this] { return user_->look("Notes"); })) throw std::runtime_error("no window");
  if (!becomes("document.readyState === 'complete' && !(document.querySelector('#workspace').hidden && "
               "document.querySelector('#empty').hidden)")) {
    throw std::runtime_error("the page shows nothing");
  }
  look(
      "globalThis.alerts = '';"
      "new MutationObserver((records) => { for (const {addedNodes} of records) for (const node of addedNodes) "
      "if (node.matches('.alert')) alerts += node.textContent; })"
      ".observe(document.querySelector('#toasts'), {childList: true});"
      "globalThis.keysReleased = globalThis.buttonsReleased = 0;"
      "addEventListener('keyup', () => { keysReleased += 1; }, true);"
      "addEventListener('mouseup', () => { buttonsReleased += 1; }, true); 0");
}

void NotesTest::writeNote(const std::string& name, std::string_view text, std::chrono::hours age) const {
  std::ofstream(folder() / name, std::ios::binary) << text;
  if (age.count() > 0) {
    std::filesystem::last_write_time(folder() / name, std::filesystem::file_time_type::clock::now() - age);
  }
}

std::string NotesTest::onDisk(const std::string& name) const {
  std::ifstream file(folder() / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool NotesTest::becomesOnDisk(const std::string& name, std::string_view text) {
  // Looked at whenever the page has had a turn: the file changes when the page has asked for it.
  return runUntil([&] {
    look("0");
    return onDisk(name) == text;
  });
}

Value NotesTest::look(std::string_view code) {
  return wait(notes_->window().webContents().executeJavaScript(code));
}

std::string NotesTest::lookText(std::string_view code) {
  return fromValue<std::string>(look("String(" + std::string(code) + ")"));
}

int NotesTest::lookNumber(std::string_view code) {
  return fromValue<int>(look(code));
}

bool NotesTest::lookTrue(std::string_view code) {
  return fromValue<bool>(look(code));
}

bool NotesTest::becomes(std::string_view condition) {
  try {
    const std::string code = "(() => {" + std::string(kUntil) + "return until(() => { try { return " +
                             std::string(condition) + "; } catch { return false; } });})()";
    look(code);
    return true;
  } catch (const Error& error) {
    ADD_FAILURE() << condition << ": " << error.message() << "\n" << lookText("document.body.innerText");
    return false;
  }
}

std::string NotesTest::textOf(const std::string& selector) {
  return lookText(textIn(selector));
}

bool NotesTest::comesToShow(const std::string& selector, const std::string& text) {
  return becomes(textIn(selector) + " === " + literal(text));
}

NotesTest::Place NotesTest::placeOf(const std::string& selector, const std::string& text) {
  const std::string find = "[...document.querySelectorAll(" + literal(selector) +
                           ")].find((each) => each.checkVisibility() && each.textContent.includes(" + literal(text) +
                           "))";
  if (!becomes(find)) throw std::runtime_error("nothing to click on: " + selector + " " + text);
  const Value place = look("(() => { const element = " + find +
                           "; element.scrollIntoView({block: 'nearest'}); const r = element.getBoundingClientRect(); "
                           "return [Math.round(r.x + r.width / 2), Math.round(r.y + r.height / 2)]; })()");
  return {fromValue<int>(place[0]), fromValue<int>(place[1])};
}

void NotesTest::clickOn(const std::string& selector, const std::string& text) {
  const Place place = placeOf(selector, text);
  user_->click(place.x, place.y);
}

void NotesTest::clickRightOn(const std::string& selector) {
  const Place place = placeOf(selector, {});
  user_->clickRight(place.x, place.y);
}

void NotesTest::clickInto(const std::string& selector) {
  clickOn(selector);
  awaitClicks("document.activeElement.matches(" + literal(selector) + ")");
}

void NotesTest::awaitClicks(const std::string& condition) {
  const std::string clicks = "buttonsReleased === " + std::to_string(user_->buttonsReleased());
  if (!becomes(clicks + " && " + condition)) throw std::runtime_error(condition);
}

void NotesTest::type(std::string_view text) {
  user_->type(text);
  if (!becomes("keysReleased === " + std::to_string(user_->keysReleased()))) throw std::runtime_error("keys are lost");
}

void NotesTest::openNote(const std::string& title) {
  clickOn("#list .note", title);
  awaitClicks("document.querySelector('#title').value === " + literal(title));
}

}  // namespace transom::test
