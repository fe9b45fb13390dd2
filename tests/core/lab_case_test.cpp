#include "core/cases/lab_case.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

TEST(LabCase, NameIsSplitAtTheFirstColon) {
  EXPECT_EQ(caseNameOf("north:H24:17"), (CaseName{"north", "H24:17"}));
  EXPECT_EQ(caseNameOf(" north : H24-17 "), (CaseName{"north", "H24-17"}));
  EXPECT_EQ(toText(CaseName{"north", "H24-17"}), "north:H24-17");
  for (const char* text : {"", "H24-17", ":H24-17", "north:", "north: "}) EXPECT_EQ(caseNameOf(text), std::nullopt);
}

TEST(LabCase, PatientIsShownByWhatIsKnown) {
  EXPECT_EQ(displayName({{}, "WALSH", "Cathal", "", ""}), "WALSH, Cathal");
  EXPECT_EQ(displayName({{}, "WALSH", "", "", ""}), "WALSH");
  EXPECT_EQ(displayName({{}, "", "Cathal", "", ""}), "Cathal");
  EXPECT_EQ(displayName({}), "");
}

TEST(LabCase, KnowsHaematoxylinAndEosinByItsNames) {
  for (const char* stain : {"HE", "he", "H&E", "H+E", "H.E.", "H and E", "H&E stain", "HES", "Haematoxylin and eosin",
                            "HEMATOXYLIN AND EOSIN", "Hematoxylin and eosin stain", "Haematoxylin-Eosin",
                            "Hämatoxylin-Eosin", "Hematoksylin og eosin"})
    EXPECT_TRUE(isHe(stain)) << stain;
}

// Taken for H&E, a stain of another kind would be scored.
TEST(LabCase, OtherStainsAreNotHaematoxylinAndEosin) {
  for (const char* stain : {"", "HE4", "HER2", "CK20", "PAS", "Haematoxylin", "Eosin", "CDX2", "she", "HHV8", "&",
                            "Elastica van Gieson", "no HE"})
    EXPECT_FALSE(isHe(stain)) << stain;
}

TEST(LabCase, StagingItemsAreNamed) {
  for (int i = 0; i < kStagingItems; ++i) {
    const auto item = static_cast<StagingItem>(i);
    EXPECT_EQ(stagingItemOf(toText(item)), item);
  }
  EXPECT_EQ(stagingItemOf("PT"), StagingItem::pT);
  EXPECT_EQ(stagingItemOf("pM"), std::nullopt);
}

TEST(LabCase, StagingValuesAreStoredInOneForm) {
  EXPECT_EQ(stagingValue(StagingItem::pT, "pT4A"), "4a");
  EXPECT_EQ(stagingValue(StagingItem::pN, "N1b"), "1b");
  EXPECT_EQ(stagingValue(StagingItem::nodes, " 017 "), "17");
  EXPECT_EQ(stagingValue(StagingItem::positiveNodes, "0"), "0");
  EXPECT_EQ(stagingValue(StagingItem::edition, "8th"), "8");
  EXPECT_EQ(stagingValue(StagingItem::edition, "UICC TNM 7"), "7");
  EXPECT_EQ(stagingValue(StagingItem::yPrefix, "Y"), "yes");
  EXPECT_EQ(stagingValue(StagingItem::yPrefix, "no"), "no");
}

TEST(LabCase, StagingValuesThatCannotBeAreRefused) {
  EXPECT_EQ(stagingValue(StagingItem::pT, "5"), std::nullopt);
  EXPECT_EQ(stagingValue(StagingItem::pN, "pT3"), std::nullopt);
  for (const char* text : {"-1", "1.5", "12 of 20", "many", "100000"})
    EXPECT_EQ(stagingValue(StagingItem::nodes, text), std::nullopt) << text;
  EXPECT_EQ(stagingValue(StagingItem::edition, "6"), std::nullopt);
  EXPECT_EQ(stagingValue(StagingItem::yPrefix, "perhaps"), std::nullopt);
}

TEST(LabCase, EmptyTakesAStagingValueAway) {
  for (int i = 0; i < kStagingItems; ++i) EXPECT_EQ(stagingValue(static_cast<StagingItem>(i), " "), "");
}

}  // namespace
}  // namespace snitt
