#include "core/decision/tnm.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

TEST(Tnm, ReadsCategoriesAsPeopleWriteThem) {
  for (const char* text : {"4a", "pT4a", "T4A", " pt4a "}) EXPECT_EQ(pTCategory(text), "4a") << text;
  EXPECT_EQ(pTCategory("pTis"), "is");
  EXPECT_EQ(pTCategory("Tx"), "X");
  EXPECT_EQ(pNCategory("pN1c"), "1c");
  for (const char* text : {"", "9", "5", "4c", "pN1", "-1", "3.0", "T"}) EXPECT_FALSE(pTCategory(text)) << text;
  for (const char* text : {"", "3", "1d", "is", "4a"}) EXPECT_FALSE(pNCategory(text)) << text;
}

TEST(Tnm, SubcategoryLiesInItsCategory) {
  EXPECT_EQ(coverageOf({"3", "4"}, "4a"), Coverage::covered);
  EXPECT_EQ(coverageOf({"4a"}, "4a"), Coverage::covered);
  EXPECT_EQ(coverageOf({"4a"}, "4b"), Coverage::notCovered);
  EXPECT_EQ(coverageOf({"3"}, "4"), Coverage::notCovered);
  EXPECT_EQ(coverageOf({"4a"}, "4"), Coverage::tooCoarse);
  EXPECT_EQ(coverageOf({"3", "4"}, "X"), Coverage::tooCoarse);
}

// UICC 8th edition, colon and rectum, M0.
TEST(Tnm, DerivesStage) {
  EXPECT_EQ(stageOf("1", "0"), "I");
  EXPECT_EQ(stageOf("2", "0"), "I");
  EXPECT_EQ(stageOf("3", "0"), "II");
  EXPECT_EQ(stageOf("4b", "0"), "II");
  EXPECT_EQ(stageOf("1", "1c"), "III");
  EXPECT_EQ(stageOf("X", "2"), "III");
  EXPECT_FALSE(stageOf("X", "0"));
  EXPECT_FALSE(stageOf("3", "X"));
  EXPECT_FALSE(stageOf("is", "0"));
}

}  // namespace
}  // namespace snitt
