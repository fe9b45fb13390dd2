#include "core/training/leakage.h"

#include <gtest/gtest.h>

namespace snitt::training {
namespace {

std::vector<PlacedSlide> slides() {
  return {{"A", "a.svs", 2, "aa", 0x0F0F, Side::train},
          {"B", "b.svs", 3, "bb", 0xF0F00000, Side::train},
          {"C", "c.svs", 4, "cc", 0xFFFF000000000000, Side::tune},
          {"D", "d.svs", 5, "", std::nullopt, Side::test}};
}

std::string refusal(const std::vector<PlacedSlide>& placed) {
  const auto result = refuseLeaks(placed, 4);
  if (result) return "no leak";
  EXPECT_EQ(result.error().kind, ErrorKind::refused);
  return result.error().message;
}

TEST(Leakage, NothingIsFoundAmongDifferentSlides) { EXPECT_EQ(refusal(slides()), "no leak"); }

TEST(Leakage, APatientOnTwoSidesIsRefused) {
  auto placed = slides();
  placed[2].patient = placed[0].patient;
  EXPECT_EQ(
      refusal(placed),
      "one patient is on two sides: slides \"a.svs\" of patient \"A\" (train, row 2) and \"c.svs\" of patient \"A\" "
      "(tune, row 4)");
}

TEST(Leakage, AFileOnTwoSidesIsRefused) {
  auto placed = slides();
  placed[2].sha256 = placed[1].sha256;
  EXPECT_EQ(refusal(placed),
            "one file is on two sides: slides \"b.svs\" of patient \"B\" (train, row 3) and \"c.svs\" of patient \"C\" "
            "(tune, row 4) have the same SHA-256");
}

TEST(Leakage, ANearlyEqualThumbnailOnTwoSidesIsRefused) {
  auto placed = slides();
  placed[2].imageFingerprint = 0x0F0F ^ 0b11011;  // four bits
  EXPECT_EQ(
      refusal(placed),
      "one image is on two sides: the thumbnails of slides \"a.svs\" of patient \"A\" (train, row 2) and \"c.svs\" "
      "of patient \"C\" (tune, row 4) are nearly the same (4 of 64 bits differ)");
  placed[2].imageFingerprint = 0x0F0F ^ 0b111011;  // five
  EXPECT_EQ(refusal(placed), "no leak");
  placed[2].imageFingerprint = 0x0F0F;
  placed[2].side = Side::train;  // on one side it is no leak
  EXPECT_EQ(refusal(placed), "no leak");
}

TEST(Leakage, EachPairIsFoundOnceTheWorstFirst) {
  auto placed = slides();
  placed[2].imageFingerprint = placed[0].imageFingerprint;
  placed[3].patient = placed[1].patient;
  placed[3].sha256 = placed[1].sha256;
  const auto leaks = findLeaks(placed, 4);
  EXPECT_EQ(leaks, (std::vector<Leak>{{LeakKind::patient, 1, 3, 0}, {LeakKind::thumbnail, 0, 2, 0}}));
  EXPECT_TRUE(refusal(placed).ends_with(", and 1 more pair"));
}

}  // namespace
}  // namespace snitt::training
