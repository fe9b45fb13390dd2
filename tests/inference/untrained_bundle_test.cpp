#include "inference/untrained_bundle.h"

#include <algorithm>
#include <array>
#include <thread>

#include <gtest/gtest.h>

#include "core/bundle/bundle.h"
#include "inference/engine/engine.h"
#include "support/make_slide.h"
#include "support/temp_folder.h"

namespace snitt {
namespace {

UntrainedOptions narrow() {
  UntrainedOptions options;
  options.width = 0.25;
  options.membersPerResolution = 1;
  return options;
}

Bundle written(const std::filesystem::path& folder, const UntrainedOptions& options) {
  auto done = writeUntrainedBundle(folder, options);
  if (!done) throw std::runtime_error(done.error().message);
  auto bundle = loadBundle(folder);
  if (!bundle) throw std::runtime_error(bundle.error().message);
  return std::move(*bundle);
}

TEST(UntrainedBundle, LoadsWithEveryHeadAndSaysThatItMeansNothing) {
  for (const HeadKind head : {HeadKind::noisyAnd, HeadKind::attention, HeadKind::linear}) {
    const test::TempFolder temp;
    UntrainedOptions options = narrow();
    options.head = head;
    options.segmentationNetwork = true;
    const Bundle bundle = written(temp / "bundle", options);
    EXPECT_EQ(bundle.manifest.status, BundleStatus::untrained);
    EXPECT_NE(bundle.card.find("CARRY NO MEANING"), std::string::npos);
    for (const auto& resolution : bundle.manifest.resolutions) {
      const auto networks = loadTileNetworks(bundle, resolution, {});
      EXPECT_TRUE(networks) << networks.error().message;
    }
    const auto segmentation = loadSegmentationNetwork(bundle, {});
    EXPECT_TRUE(segmentation) << segmentation.error().message;
  }
}

TEST(UntrainedBundle, HasTheTilesOfThePublishedMethod) {
  const Manifest manifest = untrainedManifest({});
  ASSERT_EQ(manifest.resolutions.size(), 2U);
  EXPECT_EQ(manifest.resolutions[0].mpp, 0.92);
  EXPECT_EQ(manifest.resolutions[1].mpp, 0.23);
  for (const auto& resolution : manifest.resolutions) {
    EXPECT_EQ(resolution.tilePx, 512);
    EXPECT_EQ(resolution.members.size(), 5U);
  }
  EXPECT_FALSE(manifest.segmentation.useNetwork);
}

TEST(UntrainedBundle, GivesTheSameBytesForTheSameSeedOnAnyThread) {
  const test::TempFolder temp;
  UntrainedOptions options = narrow();
  options.segmentationNetwork = true;
  const std::string first = written(temp / "a", options).sha256;  // over the hashes of all files
  std::string again;
  std::jthread([&] { again = written(temp / "b", options).sha256; }).join();
  EXPECT_EQ(again, first);
  options.seed = 2;
  EXPECT_NE(written(temp / "c", options).sha256, first);
}

TEST(UntrainedBundle, KeepsWhatATestChangedInTheManifest) {
  const test::TempFolder temp;
  Manifest manifest = untrainedManifest(narrow());
  manifest.resolutions[0].tilePx = 64;
  ASSERT_TRUE(writeUntrainedBundle(temp / "bundle", manifest, 1));
  EXPECT_EQ(loadBundle(temp / "bundle").value().manifest.resolutions[0].tilePx, 64);
}

// The scores of one member for several seeds on tissue: both classes occur, and tiles of one slide differ.
TEST(UntrainedBundle, ScoresTissueOnBothSidesOfTheThreshold) {
  constexpr int tilePx = 128;
  constexpr int tiles = 4;
  std::vector<std::uint8_t> rgb;
  const auto paint = test::paintTissue(2048, 2048, 1);
  for (int t = 0; t < tiles; ++t) {
    Image tile(tilePx, tilePx);
    paint(500 + 250 * t, 400 + 250 * t, tile);
    rgb.insert(rgb.end(), tile.bytes.begin(), tile.bytes.end());
  }
  const test::TempFolder temp;
  int poor = 0;
  double spread = 0;
  constexpr int seeds = 12;
  for (int seed = 0; seed < seeds; ++seed) {
    Manifest manifest = untrainedManifest(narrow());
    manifest.resolutions.resize(1);
    manifest.decision.thresholds.erase("40x");
    manifest.assessable.leastTiles.erase("40x");
    manifest.resolutions[0].tilePx = tilePx;
    manifest.resolutions[0].batch = tiles;
    const auto folder = temp / std::to_string(seed);
    ASSERT_TRUE(writeUntrainedBundle(folder, manifest, static_cast<std::uint64_t>(seed)));
    const Bundle bundle = loadBundle(folder).value();
    const auto networks = loadTileNetworks(bundle, bundle.manifest.resolutions[0], {}).value();
    std::vector<float> embeddings(static_cast<std::size_t>(tiles * networks->embeddingSize(0)));
    const std::array<std::span<float>, 1> spans{embeddings};
    ASSERT_TRUE(networks->embed(rgb, spans, {}));
    const PooledScore pooled = networks->pool(0, embeddings).value();
    if (pooled.score > bundle.manifest.decision.thresholds.at("10x")) ++poor;
    const auto [least, most] = std::ranges::minmax(pooled.tileScores);
    spread = std::max(spread, most - least);
  }
  EXPECT_GE(poor, 2);
  EXPECT_LE(poor, seeds - 2);
  EXPECT_GT(spread, 0.05);
}

}  // namespace
}  // namespace snitt
