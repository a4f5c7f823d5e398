// SPDX-License-Identifier: MIT
#include "api/types/type_names.h"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

namespace transom::detail {
namespace {

TypeDeclaration declared(std::string_view name, std::string_view scope = "app") {
  return {std::string(name), std::string(scope)};
}

TEST(NamesOfTypes, areTheirOwnWhereTheyAreTheOnlyOnes) {
  EXPECT_EQ(namesOf({declared("Document"), declared("Page<int>")}), (std::vector<std::string>{"Document", "Page_int"}));
}

TEST(NamesOfTypes, haveTheirNamespaceBeforeThemWhereTwoAreTheSame) {
  EXPECT_EQ(namesOf({declared("Document", "a::b"), declared("Document", "c")}),
            (std::vector<std::string>{"a_b_Document", "c_Document"}));
}

TEST(NamesOfTypes, areNumberedWhereNoNamespaceTellsThemApart) {
  EXPECT_EQ(namesOf({declared("Document", ""), declared("Document", ""), declared("Document_2", "")}),
            (std::vector<std::string>{"Document", "Document_3", "Document_2"}));
}

/// `interface keyof {}` compiles, but no reference to it does.
TEST(NamesOfTypes, areNoWordsOfTypeScriptAndNothingThatTheWrittenTextRefersTo) {
  constexpr std::array<std::string_view, 12> kNames{"keyof",  "infer",      "readonly", "unique",
                                                    "typeof", "any",        "in",       "Date",
                                                    "Record", "Uint8Array", "Transom",  "ApplicationSendChannels"};
  for (const std::string_view name : kNames) {
    EXPECT_EQ(namesOf({declared(name)}).front(), "app_" + std::string(name));
    EXPECT_EQ(namesOf({declared(name, "")}).front(), std::string(name) + "_2");
  }
}

TEST(NamesOfProperties, needNoQuotesOnlyWhereTheyAreOfAscii) {
  EXPECT_TRUE(isIdentifier("$path_2"));
  EXPECT_FALSE(isIdentifier("2path"));
  EXPECT_FALSE(isIdentifier("gr\u00f6\u00dfe"));
  EXPECT_FALSE(isIdentifier(""));
}

}  // namespace
}  // namespace transom::detail
