#include "core/text/visible.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

TEST(VisibleText, LettersAreAsTheyAre) {
  EXPECT_EQ(visibleText("H24-17 Åse Ø. <b>'; DROP TABLE"), "H24-17 Åse Ø. <b>'; DROP TABLE");
  EXPECT_EQ(visibleText("\xF0\x9F\x94\xAC 顕微鏡"), "\xF0\x9F\x94\xAC 顕微鏡");
  EXPECT_EQ(visibleText(""), "");
}

TEST(VisibleText, ControlCharactersAreShown) {
  EXPECT_EQ(visibleText("a\nb\tc\x1B[31m\x7F"), "a␊b␉c␛[31m␡");
  EXPECT_EQ(visibleText(std::string_view("a\0b", 3)), "a␀b");
  EXPECT_EQ(visibleText("\xC2\x9B"), "⟨U+009B⟩");
}

TEST(VisibleText, DirectionsAndWhatShowsNothingAreNamed) {
  EXPECT_EQ(visibleText("gpj.\xE2\x80\xAE"
                        "exe"),
            "gpj.⟨U+202E⟩exe");
  EXPECT_EQ(visibleText("a\xE2\x80\x8B"
                        "b\xEF\xBB\xBF"),
            "a⟨U+200B⟩b⟨U+FEFF⟩");
  EXPECT_EQ(visibleText("\xF3\xA0\x80\xA0"), "⟨U+E0020⟩");
  EXPECT_EQ(visibleText("a\xEF\xBF\xBE"
                        "\xEF\xBF\xBF"),
            "a⟨U+FFFE⟩⟨U+FFFF⟩");
}

TEST(VisibleText, BytesThatAreNoLettersAreReplaced) {
  EXPECT_EQ(visibleText("a\xFF\xE2\x80z\xC3"), "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz\xEF\xBF\xBD");
}

TEST(VisibleText, LongTextIsCutBetweenLetters) {
  EXPECT_EQ(visibleText("ÅÅÅÅ", 5), "ÅÅ…");
  EXPECT_EQ(visibleText("ÅÅ", 4), "ÅÅ");
  EXPECT_EQ(visibleText(std::string(1 << 20, 'a'), 3), "aaa…");
}

}  // namespace
}  // namespace snitt
