#include "core/cases/slide_identity.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

using enum IdentitySource;

SaidIdentity says(IdentitySource source, const std::string& text, const SlideIdentity& identity,
                  const std::string& site = "north") {
  return {source, text, site, identity};
}

SaidIdentity saysNothing(IdentitySource source, const std::string& text) { return {source, text, "north", {}}; }

TEST(SlideIdentity, OneSourceIsEnough) {
  const auto result = agreed({says(barcode, "H24-17;A;2;1;HE", {"H24-17", "A", "2", "1", "HE"})});
  ASSERT_TRUE(result.name);
  EXPECT_EQ(*result.name, (CaseName{"north", "H24-17"}));
  EXPECT_EQ(result.identity, (SlideIdentity{"H24-17", "A", "2", "1", "HE"}));
  EXPECT_EQ(result.barcode, "H24-17;A;2;1;HE");
  EXPECT_EQ(result.reason, "");
}

TEST(SlideIdentity, OneSourceAddsWhatAnotherLeavesOut) {
  const auto result =
      agreed({says(barcode, "H24-17", {"H24-17", "", "", "", ""}), says(fileName, "A2-HE", {"", "A", "2", "", "HE"}),
              says(list, "line 7", {"H24-17", "A", "2", "3", ""})});
  ASSERT_TRUE(result.name) << result.reason;
  EXPECT_EQ(result.identity, (SlideIdentity{"H24-17", "A", "2", "3", "HE"}));
}

TEST(SlideIdentity, LaterSourceNeverReplacesAnEarlierOne) {
  const auto result = agreed(
      {says(barcode, "x", {"H24-17", "A", "01", "", "H&E"}), says(fileName, "y", {"h24-17", "a", "1", "", "HE"})});
  ASSERT_TRUE(result.name) << result.reason;
  EXPECT_EQ(result.identity, (SlideIdentity{"H24-17", "A", "01", "", "H&E"}));
}

TEST(SlideIdentity, ContradictionGivesNobodyTheSlide) {
  const SaidIdentity first = says(barcode, "x", {"H24-17", "A", "1", "1", "HE"});
  const auto with = [&](const SlideIdentity& other, const std::string& site = "north") {
    const auto result = agreed({first, says(fileName, "y", other, site)});
    EXPECT_FALSE(result.name);
    EXPECT_EQ(result.identity, SlideIdentity{});
    return result.reason;
  };
  EXPECT_EQ(with({"H24-18", "", "", "", ""}), "the barcode and the file's name disagree about the accession number");
  EXPECT_EQ(with({"H24-17", "B", "", "", ""}), "the barcode and the file's name disagree about the specimen");
  EXPECT_EQ(with({"H24-17", "A", "2", "", ""}), "the barcode and the file's name disagree about the block");
  EXPECT_EQ(with({"H24-17", "A", "1", "2", ""}), "the barcode and the file's name disagree about the slide's number");
  EXPECT_EQ(with({"", "", "", "", "CK20"}), "the barcode and the file's name disagree about the stain");
  EXPECT_EQ(with({"H24-17", "", "", "", ""}, "south"), "the barcode and the file's name disagree about the site");
}

// "H24-017" may be another case than "H24-17"; only the laboratory's pattern could say.
TEST(SlideIdentity, ZerosOfAnAccessionNumberCount) {
  EXPECT_FALSE(agreed({says(barcode, "x", {"0017", "", "", "", ""}), says(list, "y", {"17", "", "", "", ""})}).name);
}

TEST(SlideIdentity, BarcodesOfTwoSlidesDisagree) {
  const auto result =
      agreed({says(barcode, "x", {"H24-17", "A", "1", "", ""}), says(barcode, "y", {"H24-18", "A", "1", "", ""})});
  EXPECT_FALSE(result.name);
  EXPECT_EQ(result.reason, "the barcodes on the label disagree about the accession number");
}

TEST(SlideIdentity, TextThatMatchesNoPatternContradictsNothing) {
  const auto result = agreed({saysNothing(barcode, "SCANNER-7"), says(barcode, "H24-17", {"H24-17", "A", "1", "", ""}),
                              saysNothing(fileName, "image")});
  ASSERT_TRUE(result.name);
  EXPECT_EQ(result.barcode, "H24-17");
}

TEST(SlideIdentity, OneStrangeBarcodeIsKeptAndOfSeveralNone) {
  EXPECT_EQ(agreed({saysNothing(barcode, "77812"), says(fileName, "f", {"H24-17", "", "", "", ""})}).barcode, "77812");
  EXPECT_EQ(agreed({saysNothing(barcode, "77812"), saysNothing(barcode, "SCANNER-7")}).barcode, "");
}

TEST(SlideIdentity, SaysWhyNobodyKnows) {
  EXPECT_EQ(agreed({}).reason, "nothing says whose slide it is");
  const auto result = agreed({saysNothing(barcode, "WALSH"), says(fileName, "A1", {"", "A", "1", "", ""})});
  EXPECT_FALSE(result.name);
  EXPECT_EQ(result.reason, "no accession number in the barcode, the file's name");
}

// The reason is kept in the clear.
TEST(SlideIdentity, ReasonHoldsNothingThatWasRead) {
  const auto result = agreed(
      {says(barcode, "WALSH 1", {"WALSH1", "", "", "", ""}), says(fileName, "WALSH 2", {"WALSH2", "", "", "", ""})});
  EXPECT_EQ(result.reason.find("WALSH"), std::string::npos);
}

}  // namespace
}  // namespace snitt
