#include "core/cohort/cohort_estimate.h"

#include <optional>
#include <vector>

#include <gtest/gtest.h>

namespace snitt {
namespace {

// 0.5 µm/px, tiles of 200 px: a tenth of a millimetre; 100 tiles a mm².
Manifest manifest(bool network, int mostTiles = 0) {
  Manifest out;
  out.segmentation.useNetwork = network;
  out.segmentation.mpp = 1;
  out.segmentation.tilePx = 1100;
  out.segmentation.overlapPx = 100;
  ResolutionSpec spec;
  spec.mpp = 0.5;
  spec.tilePx = 200;
  spec.mostTiles = mostTiles;
  out.resolutions = {spec, spec};
  return out;
}

TEST(CohortEstimate, IsTheTilesTimesWhatOneNeeds) {
  const ScoringRate rate{2, {0.1, 0.2}};
  const std::vector<std::optional<double>> areas{100.0, 200.0};
  // All tissue is scored: 0.3 · 300 mm² · 100 tiles · 0.3 s.
  EXPECT_NEAR(networkSeconds(rate, manifest(false), areas), 2700, 1e-6);
  // With a network 90 mm² in tiles of 1 mm², 2 s each; of the tissue 0.3 is tumour.
  EXPECT_NEAR(networkSeconds(rate, manifest(true), areas), 180 + 810, 1e-6);
  // At most 50 tiles a slide and resolution.
  EXPECT_NEAR(networkSeconds(rate, manifest(false, 50), areas), 2 * 50 * 0.3, 1e-6);
}

TEST(CohortEstimate, ASlideOfUnknownScaleCountsAsTheMeanOfTheOthers) {
  const ScoringRate rate{0, {0.1, 0.2}};
  const std::vector<std::optional<double>> known{100.0, 300.0};
  const std::vector<std::optional<double>> more{100.0, std::nullopt, 300.0};
  EXPECT_NEAR(networkSeconds(rate, manifest(false), more), 1.5 * networkSeconds(rate, manifest(false), known), 1e-6);
  const std::vector<std::optional<double>> none{std::nullopt};
  EXPECT_EQ(networkSeconds(rate, manifest(false), none), 0);
}

TEST(CohortEstimate, ARateComesBackAsALine) {
  const auto back = parseRate(formatRate({1.5, {0.25, 0.5}}));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->segmentationTile, 1.5);
  EXPECT_EQ(back->tilesOfMembers, (std::vector<double>{0.25, 0.5}));
  EXPECT_EQ(parseRate("").error().kind, ErrorKind::corrupt);
  EXPECT_EQ(parseRate("{\"format\":\"snitt-scoring-rate/2\"}").error().kind, ErrorKind::unsupported);
  EXPECT_EQ(parseRate(R"({"format":"snitt-scoring-rate/1","segmentationTile":-1,"tilesOfMembers":[]})").error().kind,
            ErrorKind::corrupt);
}

TEST(CohortEstimate, ReadsAsAPersonWouldSayIt) {
  EXPECT_EQ(describeDuration(2), "about 5 s");
  EXPECT_EQ(describeDuration(42), "about 40 s");
  EXPECT_EQ(describeDuration(1810), "about 30 min");
  EXPECT_EQ(describeDuration(12100), "about 3.4 h");
  EXPECT_EQ(describeDuration(300000), "about 3.5 days");
}

}  // namespace
}  // namespace snitt
