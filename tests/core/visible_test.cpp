#include "core/text/visible.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

TEST(Visible, OrdinaryTextIsItself) {
  EXPECT_EQ(visibleText("Ærlig Ånd, 山田", 100), "Ærlig Ånd, 山田");
  EXPECT_EQ(visibleText("<b>'; DROP TABLE person; --", 100), "<b>'; DROP TABLE person; --");
}

TEST(Visible, WhatWouldMoveOrTurnATerminalIsItsCode) {
  EXPECT_EQ(visibleText("a\x1b[2Jb\n\tc\x7f\u0085", 100), "a‹U+001B›[2Jb‹U+000A›‹U+0009›c‹U+007F›‹U+0085›");
  EXPECT_EQ(visibleText("gnp\u202Egpj.exe\u2066\u2028\uFEFF", 100), "gnp‹U+202E›gpj.exe‹U+2066›‹U+2028›‹U+FEFF›");
  EXPECT_EQ(visibleText(std::string("a\0b", 3), 100), "a‹U+0000›b");
}

TEST(Visible, BrokenAndEndlessTextIsCut) {
  EXPECT_EQ(visibleText("a\xFF\xC3", 100), "a\uFFFD\uFFFD");
  EXPECT_EQ(visibleText(std::string(1 << 20, 'x'), 5), "xxxxx…");
  EXPECT_EQ(visibleText("ææææ", 3), "ææ…");
  EXPECT_EQ(visibleText("", 5), "");
}

}  // namespace
}  // namespace snitt
