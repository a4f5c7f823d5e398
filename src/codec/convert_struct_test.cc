// SPDX-License-Identifier: MIT
#include "codec/codec.h"

#include <transom/convert.h>
#include <transom/limits.h>

#include <support/complaint.h>
#include <support/dump.h>

#include <gtest/gtest.h>

#include <memory>

namespace notes {
namespace {

struct Author {
  std::string name;
  std::optional<int> age;

  friend bool operator==(const Author&, const Author&) = default;
};
TRANSOM_STRUCT(Author, name, age)

struct Document {
  std::string path;
  std::vector<std::string> tags;
  Author author;
  std::optional<Author> editor;

  friend bool operator==(const Document&, const Document&) = default;
};
TRANSOM_STRUCT(Document, path, tags, author, editor);

struct Node {
  int id = 0;
  std::vector<Node> children;
};
TRANSOM_STRUCT(Node, id, children)

struct Wide {
  int a00, a01, a02, a03, a04, a05, a06, a07, a08, a09, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21;
  int a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37, a38, a39, a40, a41, a42, a43;
  int a44, a45, a46, a47, a48, a49, a50, a51, a52, a53, a54, a55, a56, a57, a58, a59, a60, a61, a62, a63;
  std::vector<Wide> inner;
};
TRANSOM_STRUCT(Wide, a00, a01, a02, a03, a04, a05, a06, a07, a08, a09, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19,
               a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, a36, a37, a38, a39, a40,
               a41, a42, a43, a44, a45, a46, a47, a48, a49, a50, a51, a52, a53, a54, a55, a56, a57, a58, a59, a60, a61,
               a62, a63, inner)

struct Nothing {};
TRANSOM_STRUCT(Nothing)

struct Base {
  int inherited = 0;
};
struct Derived : Base {
  bool own = false;
  struct Inner {
    transom::Value anything;
  };
  Inner inner;
};
TRANSOM_STRUCT(Derived::Inner, anything)
TRANSOM_STRUCT(Derived, inherited, own, inner)

/// What only ever goes out may be made of views.
struct Announcement {
  std::string_view text;
  const char* channel = "";
};
TRANSOM_STRUCT(Announcement, text, channel)

template <class T>
struct Page {
  std::vector<T> items;
};
using AuthorPage = Page<Author>;
TRANSOM_STRUCT(AuthorPage, items)

}  // namespace
}  // namespace notes

struct InNoNamespace {
  bool flag = false;
};
TRANSOM_STRUCT(InNoNamespace, flag)

namespace transom {
namespace {

using notes::Author;
using notes::Document;
using notes::Node;
using test::complaint;
using test::dump;

const Value kAda = Value::object({{"name", "Ada"}});

Value documentWith(std::string_view field, const Value& value) {
  Value document = Value::object({{"path", "a.md"}, {"tags", Value::array({"x"})}, {"author", kAda}});
  document.set(field, value);
  return document;
}

/// A tree of `depth` nodes, each the only child of the one before.
Value chain(int depth) {
  Value node = Value::object({{"id", 0}, {"children", Value::array()}});
  for (int i = 1; i < depth; ++i) node = Value::object({{"id", i}, {"children", Value::array({node})}});
  return node;
}

TEST(ConvertStruct, goesFieldByFieldBothWays) {
  const Document document{"a.md", {"x", "y"}, {"Ada", 36}, Author{"Bob", {}}};
  const Value value = toValue(document);
  EXPECT_EQ(dump(value),
            R"({"path": "a.md", "tags": ["x", "y"], "author": {"name": "Ada", "age": 36}, "editor": {"name": "Bob"}})");
  EXPECT_EQ(fromValue<Document>(value), document);
}

TEST(ConvertStruct, leavesOutOptionalsThatHoldNothing) {
  EXPECT_EQ(dump(toValue(Author{"Ada", {}})), R"({"name": "Ada"})");
}

TEST(ConvertStruct, takesMissingUndefinedAndNullFieldsForNothing) {
  for (const Value& nothing : {Value(), Value(nullptr)}) {
    EXPECT_EQ(fromValue<Document>(documentWith("editor", nothing)).editor, std::nullopt);
  }
  EXPECT_EQ(fromValue<Author>(kAda), (Author{"Ada", {}}));
}

TEST(ConvertStruct, ignoresFieldsItDoesNotKnow) {
  EXPECT_EQ(fromValue<Document>(documentWith("__proto__", 1)).path, "a.md");
}

TEST(ConvertStruct, saysWhichFieldIsMissingOrWrong) {
  EXPECT_EQ(complaint<Author>(Value::object()), "at .name: expected string, got undefined");
  EXPECT_EQ(complaint<Document>(documentWith("tags", Value::array({"x", "y", 7}))),
            "at .tags[2]: expected string, got number 7");
  EXPECT_EQ(complaint<Document>(documentWith("editor", Value::object({{"name", "Bob"}, {"age", 1.5}}))),
            "at .editor.age: expected integer (32 bit), got number 1.5");
  EXPECT_EQ(complaint<Document>(documentWith("author", "Ada")), "at .author: expected Author, got string \"Ada\"");
  EXPECT_EQ(complaint<std::vector<Author>>(5), "expected array of Author, got number 5");
}

TEST(ConvertStruct, takesPlainObjectsOnly) {
  for (const Value& other : {Value::array(), Value::mapOf(), Value::date(0), Value(nullptr)}) {
    EXPECT_EQ(complaint<notes::Nothing>(other).rfind("expected Nothing, got ", 0), 0u);
  }
  EXPECT_EQ(complaint<notes::Nothing>(Value::object()), "none");
}

TEST(ConvertStruct, mayHaveManyFields) {
  notes::Wide wide{};
  wide.a00 = 1;
  wide.a63 = 64;
  const auto back = fromValue<notes::Wide>(toValue(wide));
  EXPECT_EQ(back.a00, 1);
  EXPECT_EQ(back.a63, 64);
  EXPECT_EQ(toValue(wide).size(), 65u);
}

TEST(ConvertStruct, mayBeInheritedFromLieInsideOfAClassOrInNoNamespace) {
  notes::Derived derived;
  derived.inherited = 7;
  derived.inner.anything = "x";
  EXPECT_EQ(dump(toValue(derived)), R"({"inherited": 7, "own": false, "inner": {"anything": "x"}})");
  EXPECT_EQ(fromValue<notes::Derived>(toValue(derived)).inherited, 7);
  EXPECT_EQ(complaint<notes::Derived>(Value::object({{"inherited", 1}, {"own", true}, {"inner", 1}})),
            "at .inner: expected Inner, got number 1");
  EXPECT_TRUE(fromValue<InNoNamespace>(Value::object({{"flag", true}})).flag);
}

TEST(ConvertStruct, mayBeATemplateUnderAnAlias) {
  EXPECT_EQ(fromValue<notes::AuthorPage>(Value::object({{"items", Value::array({kAda})}})).items.at(0).name, "Ada");
  EXPECT_EQ(complaint<notes::AuthorPage>(1), "expected AuthorPage, got number 1");
}

TEST(ConvertStruct, ofViewsGoesOut) {
  EXPECT_EQ(dump(toValue(notes::Announcement{"hello", "news"})), R"({"text": "hello", "channel": "news"})");
}

TEST(ConvertStruct, isAnArgumentLikeAnyOther) {
  EXPECT_EQ(dump(Arguments::of(Author{"Ada", {}}, std::vector{Author{"Bob", 1}})),
            R"([{"name": "Ada"}, [{"name": "Bob", "age": 1}]])");
}

TEST(ConvertStruct, thatContainsItselfMayBeAsDeepAsValuesMay) {
  const auto node = fromValue<Node>(chain(kMaxValueDepth / 2));
  EXPECT_EQ(node.id, kMaxValueDepth / 2 - 1);
  EXPECT_EQ(dump(toValue(node)), dump(chain(kMaxValueDepth / 2)));
}

TEST(ConvertStruct, thatContainsItselfIsNoDeeperAndSaysSoShortly) {
  const std::string message = complaint<Node>(chain(kMaxValueDepth));
  EXPECT_NE(message.find("expected a depth of at most 1000, got more"), std::string::npos) << message;
  EXPECT_LT(message.size(), 500u);

  const auto nested = std::make_unique<Node>();
  for (int i = 0; i < 2 * kMaxValueDepth; ++i) {
    std::vector<Node> children = std::move(nested->children);
    nested->children.clear();
    nested->children.push_back({i, std::move(children)});
  }
  EXPECT_THROW(static_cast<void>(toValue(*nested)), Error);
}

TEST(ConvertStruct, ofManyFieldsThatContainsItselfTakesNoMoreOfTheStack) {
  Value wide = toValue(notes::Wide{});
  for (int i = 1; i < kMaxValueDepth / 2; ++i) {
    Value outer = toValue(notes::Wide{});
    outer.set("inner", Value::array({wide}));
    wide = outer;
  }
  EXPECT_EQ(complaint<notes::Wide>(wide), "none");
}

TEST(ConvertStruct, aCycleEnds) {
  Value node = Value::object({{"id", 1}});
  node.set("children", Value::array({Value::weak(node)}));
  EXPECT_NE(complaint<Node>(node).find("expected a depth of at most 1000"), std::string::npos);
}

TEST(ConvertStruct, surroundsTheWireUnchanged) {
  const Document document{"a.md", {}, {"Ada", {}}, {}};
  const Arguments sent = codec::decodeArguments(codec::encodeArguments(Arguments::of(document), {}), {});
  EXPECT_EQ(fromValue<Document>(sent[0]), document);
}

}  // namespace
}  // namespace transom
