// Links of a laboratory's system: what they name, and that nothing else is understood. The oracle of the encoding is
// RFC 3986, 2.1 and 3.3.
#include "core/cases/case_link.h"

#include <gtest/gtest.h>

#include "core/text/utf8.h"

namespace snitt {
namespace {

void expectRefused(const std::string& link) {
  const auto name = parseCaseLink(link);
  ASSERT_FALSE(name) << link;
  EXPECT_EQ(name.error().kind, ErrorKind::usage) << link;
  const std::string& told = name.error().message;
  EXPECT_LT(told.size(), 300U) << told;
  EXPECT_FALSE(firstNotUtf8(told)) << link;
  for (const char letter : told)
    EXPECT_TRUE(static_cast<unsigned char>(letter) >= 0x20 && letter != 0x7F)
        << "one line that hides nothing: " << told;
  EXPECT_EQ(told.find("\u202e"), std::string::npos) << told;
}

TEST(CaseLink, NamesACase) {
  EXPECT_EQ(*parseCaseLink("snitt://case/NORTH/H24-12345"), (CaseName{"NORTH", "H24-12345"}));
  EXPECT_EQ(*parseCaseLink("SNITT://CASE/NORTH/H24-12345"), (CaseName{"NORTH", "H24-12345"}))
      << "scheme and host have no case";
  EXPECT_EQ(*parseCaseLink("snitt://case/St%20James/26%2FH%2f1"), (CaseName{"St James", "26/H/1"}));
  EXPECT_EQ(*parseCaseLink("snitt://case/%C3%98st/a:b@c+d"), (CaseName{"\u00d8st", "a:b@c+d"}))
      << "a plus sign is one, not a blank";
}

TEST(CaseLink, IsMadeOfEveryNameThatItCanCarry) {
  for (const CaseName& name : {CaseName{"NORTH", "H24-12345"}, CaseName{"St James & Sons", "26/H/1?x#y"},
                               CaseName{"\u05d1\u05d9\u05ea", "100%"}, CaseName{"a", "..."},
                               CaseName{"a", "'; DROP TABLE lab_case; --"}, CaseName{"a", "<b>&amp;</b>"}}) {
    const std::string link = caseLinkOf(name);
    for (const char letter : link) EXPECT_TRUE(letter > ' ' && letter < 0x7F) << link;
    EXPECT_EQ(parseCaseLink(link).value_or(CaseName{}), name) << link;
  }
  EXPECT_EQ(caseLinkOf({"NORTH", "26/1"}), "snitt://case/NORTH/26%2F1");
  for (const CaseName& name : {CaseName{"", "1"}, CaseName{"a", ""}, CaseName{"a", ".."}, CaseName{".", "1"},
                               CaseName{"a:b", "1"}, CaseName{"a", "1\n2"}, CaseName{"a", std::string(101, 'x')}})
    EXPECT_EQ(caseLinkOf(name), "");
}

TEST(CaseLink, NothingElseIsUnderstood) {
  for (const char* link : {"",
                           "snitt:",
                           "snitt://",
                           "snitt://case",
                           "snitt://case/",
                           "snitt://case//1",
                           "snitt://case/a",
                           "snitt://case/a/",
                           "snitt://case/a/1/",
                           "snitt://case/a/1/erase",
                           "snitt://case/a/1?score=1",
                           "snitt://case/a/1#top",
                           "snitt://case/a?b/1",
                           "snitt://case:80/a/1",
                           "snitt://user@case/a/1",
                           "snitt://user:pin@case/a/1",
                           "snitt://slide/a/1",
                           "snitt://score/a/1",
                           "snitt://localhost/a/1",
                           "snitt:case/a/1",
                           "snitt:/case/a/1",
                           "snitt:///case/a/1",
                           "snitt://case\\a\\1",
                           "file:///etc/passwd",
                           "https://case/a/1",
                           "xsnitt://case/a/1",
                           " snitt://case/a/1"})
    expectRefused(link);
}

TEST(CaseLink, HostileOnesAreRefused) {
  for (const char* link :
       {// Paths.
        "snitt://case/../etc", "snitt://case/a/..", "snitt://case/%2e%2e/1", "snitt://case/a/%2E%2e",
        "snitt://case/./1",
        // Bytes that are none of a link, as they are or encoded badly.
        "snitt://case/a/1 2", "snitt://case/a/<b>", "snitt://case/a/\"1\"", "snitt://case/a/1\n2",
        "snitt://case/\xC3\xA6/1", "snitt://case/a/%", "snitt://case/a/%4", "snitt://case/a/%4g", "snitt://case/a/%-1",
        "snitt://case/a/%%31",
        // What hides, encoded: NUL, line breaks, escape, C1, turned writing, letters of no width, bytes that are no
        // UTF-8.
        "snitt://case/a/%00", "snitt://case/a/1%00.svs", "snitt://case/a%0A/1", "snitt://case/a/%0d%0a1",
        "snitt://case/a/%1B[2J", "snitt://case/a/%1B%5B2J", "snitt://case/a/1%7F", "snitt://case/a/%C2%85",
        "snitt://case/a/%E2%80%AE1-H", "snitt://case/%E2%81%A6a/1", "snitt://case/a/1%E2%80%8B", "snitt://case/a/%FF",
        "snitt://case/a/%C0%AF", "snitt://case/a/%ED%A0%80",
        // Blanks around it, and the colon that would name another laboratory.
        "snitt://case/a/%201", "snitt://case/a/1%20", "snitt://case/a%3Ab/1"})
    expectRefused(link);
  expectRefused("snitt://case/a/" + std::string(101, 'x'));
  expectRefused("snitt://case/a/" + std::string(2000, 'x'));
  expectRefused("snitt://case/a/" + std::string(1000000, '%'));
  expectRefused(std::string("snitt://case/a/1\0", 17));
  EXPECT_TRUE(parseCaseLink("snitt://case/a/" + std::string(100, 'x')));
}

// Such a number is a number like any other: it is looked for, and never more.
TEST(CaseLink, TextOfOtherLanguagesIsANumber) {
  EXPECT_EQ(parseCaseLink("snitt://case/a/1%27%20OR%20%271%27=%271")->accession, "1' OR '1'='1");
  EXPECT_EQ(parseCaseLink("snitt://case/a/%3Cimg%20src=x%3E")->accession, "<img src=x>");
  EXPECT_EQ(parseCaseLink("snitt://case/a/..%2F..%2Fetc%2Fpasswd")->accession, "../../etc/passwd");
  EXPECT_EQ(parseCaseLink("snitt://case/a/%D7%901")->accession, "\u05d01");
}

TEST(CaseLink, IsKnownByItsScheme) {
  EXPECT_TRUE(isCaseLink("snitt:anything"));
  EXPECT_TRUE(isCaseLink("SNITT://case/a/1"));
  for (const char* text : {"", "snit", "snitt", "slide.svs", "/snitt:/a", "snitt-1:2.svs"})
    EXPECT_FALSE(isCaseLink(text));
}

TEST(CaseLink, ACommandLineNamesACaseWithOrWithoutItsSite) {
  EXPECT_EQ(*parseCaseArgument("NORTH:H24-1"), (CaseName{"NORTH", "H24-1"}));
  EXPECT_EQ(*parseCaseArgument("NORTH:H24:1"), (CaseName{"NORTH", "H24:1"}));
  EXPECT_EQ(*parseCaseArgument("H24-1"), (CaseName{"", "H24-1"}));
  for (const char* text : {"", ":", ":1", "a:", "a: 1", " 1", "1\n", "a:\u202e1", "a:\xFF"}) {
    const auto name = parseCaseArgument(text);
    ASSERT_FALSE(name) << text;
    EXPECT_EQ(name.error().kind, ErrorKind::usage);
    EXPECT_NE(name.error().message.find("SITE:ACCESSION"), std::string::npos);
  }
}

}  // namespace
}  // namespace snitt
