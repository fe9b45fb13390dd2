// Text of others must not hide, reorder or become what it is not.
#include "ui/cases/foreign_text.h"

#include <QTextDocument>
#include <Qt>

#include <gtest/gtest.h>

namespace snitt {
namespace {

QString shown(std::string_view text, qsizetype mostLetters = 200, Breaks breaks = Breaks::marked) {
  return shownText(text, mostLetters, breaks);
}

TEST(ForeignText, WhatHidesOrReordersIsSeen) {
  EXPECT_EQ(shown("a\xE2\x80\xAE"
                  "b"),
            QStringLiteral("a‹U+202E›b"));
  EXPECT_EQ(shown("a\nb\tc"), QStringLiteral("a‹U+000A›b‹U+0009›c"));
  EXPECT_EQ(shown(std::string_view("a\0b", 3)), QStringLiteral("a‹U+0000›b"));
  EXPECT_EQ(shown("a\xE2\x80\x8B"
                  "b"),
            QStringLiteral("a‹U+200B›b"))
      << "a blank without width";
  EXPECT_EQ(shown("\xF3\xA0\x81\xA1"), QStringLiteral("‹U+E0061›")) << "a tag beyond the first plane";
  EXPECT_EQ(shown("a\x1b[31mb"), QStringLiteral("a‹U+001B›[31mb"));
}

TEST(ForeignText, LettersOfAllLanguagesStay) {
  EXPECT_EQ(shown("Ødegård-Wálsh, Kristín"), QStringLiteral("Ødegård-Wálsh, Kristín"));
  EXPECT_EQ(shown("王小明"), QStringLiteral("王小明"));
  EXPECT_EQ(shown("כהן"), QStringLiteral("\u2068כהן\u2069")) << "set apart from what stands beside it";
}

TEST(ForeignText, BytesThatAreNoTextAreShownAsSuch) {
  EXPECT_EQ(shown("a\xFF"
                  "b"),
            QStringLiteral("a\uFFFDb"));
}

TEST(ForeignText, LongTextsAreCut) {
  const QString cut = shown(std::string(1 << 20, 'x'), 20);
  EXPECT_EQ(cut, QString(20, u'x') + u'…');
  EXPECT_EQ(shown(std::string(20, 'x'), 20), QString(20, u'x'));
  std::string heap = "a";
  for (int i = 0; i < 100000; ++i) heap += "\xCC\x81";
  EXPECT_LE(shown(heap, 40).size(), 8) << "marks piled on one letter";
}

TEST(ForeignText, TellsWhatCanBeReadAsItStands) {
  EXPECT_TRUE(showsAsItIs("26-H-10002"));
  EXPECT_TRUE(showsAsItIs("כהן"));
  EXPECT_FALSE(showsAsItIs("a\nb"));
  EXPECT_FALSE(showsAsItIs("abcdef", 5));
}

TEST(ForeignText, LineBreaksStayWhereThereIsRoom) {
  EXPECT_EQ(shown("a\r\nb", 50, Breaks::kept), QStringLiteral("a\nb"));
}

TEST(ForeignText, ToolTipsAndLabelsTakeItAsItIs) {
  const QString tip = asToolTip(shown("<img src=x> & <b>bold</b>"));
  QTextDocument document;
  document.setHtml(tip);
  EXPECT_EQ(document.toPlainText(), QStringLiteral("<img src=x> & <b>bold</b>"));
  EXPECT_EQ(asLabel(QStringLiteral("A & B")), QStringLiteral("A && B"));
}

}  // namespace
}  // namespace snitt
