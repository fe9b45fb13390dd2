#include "core/outcomes/icd10.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

TEST(OutcomesIcd10, ReadsTheCodesOfACell) {
  const auto read = [](std::string_view cell) {
    const auto codes = icdCodes(cell);
    if (!codes) return codes.error().message;
    std::string joined;
    for (const std::string& code : *codes) joined += code + " ";
    return joined;
  };
  EXPECT_EQ(read("C18.7"), "C187 ");
  EXPECT_EQ(read("c187"), "C187 ");
  EXPECT_EQ(read("C18"), "C18 ");
  EXPECT_EQ(read(" C18.7; I21.9, J18 / E11.9|X59"), "C187 I219 J18 E119 X59 ");
  EXPECT_EQ(read("A17.0† G01*"), "A170 G01 ");
  EXPECT_EQ(read(""), "");
  EXPECT_EQ(read("153.3"), "\"153.3\" is no ICD-10 code") << "ICD-9";
  EXPECT_EQ(read("C18.7 cancer"), "\"cancer\" is no ICD-10 code");
  EXPECT_EQ(read("C1"), "\"C1\" is no ICD-10 code");
  EXPECT_EQ(read("C18.7.1"), "\"C18.7.1\" is no ICD-10 code");
  EXPECT_EQ(read("unknown"), "\"unknown\" is no ICD-10 code");
}

TEST(OutcomesIcd10, ARangeRunsToTheEndOfItsLastCategory) {
  const IcdSet set = IcdSet::parse({"C18-C20", "C26.0", "D37.4–D37.5"}).value();
  for (const char* code : {"C18", "C180", "C189", "C19", "C199", "C20", "C209", "C260", "C2601", "D374", "D375"})
    EXPECT_TRUE(set.contains(code)) << code;
  for (const char* code : {"C179", "C21", "C210", "C26", "C269", "D37", "D376", "I219", "B180"})
    EXPECT_FALSE(set.contains(code)) << code;
  const IcdSet cut = IcdSet::parse({"C18.5-C20.1"}).value();
  EXPECT_FALSE(cut.contains("C18")) << "C18.0 to C18.4 are outside";
  EXPECT_FALSE(cut.contains("C184"));
  EXPECT_TRUE(cut.contains("C185"));
  EXPECT_TRUE(cut.contains("C19"));
  EXPECT_FALSE(cut.contains("C20"));
  EXPECT_TRUE(cut.contains("C201"));
  EXPECT_FALSE(IcdSet().contains("C18"));
}

TEST(OutcomesIcd10, RefusesWhatIsNoRange) {
  const auto message = [](const std::string& text) {
    const auto set = IcdSet::parse({text});
    return set ? std::string("accepted") : set.error().message;
  };
  EXPECT_EQ(message("C20-C18"), "the range \"C20-C18\" runs backwards");
  EXPECT_EQ(message("C18-C18.5"), "accepted");
  EXPECT_EQ(message("colon"), "\"colon\" is no ICD-10 code and no range of them");
  EXPECT_EQ(message("C18-"), "\"C18-\" is no ICD-10 code and no range of them");
  EXPECT_EQ(message("-"), "\"-\" is no ICD-10 code and no range of them");
}

}  // namespace
}  // namespace snitt
