#include "inference/training/tile_features.h"

#include <fstream>
#include <set>

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "core/os/os.h"
#include "tests/inference/training/feature_fixture.h"
#include "tests/support/soak.h"
#include "tests/support/temp_folder.h"

namespace snitt {
namespace {

using Rows = std::vector<std::vector<float>>;

// All views of a bag's tiles, those of a tile together.
Rows rowsOf(const FeatureBags& bags, std::size_t bag) {
  Rows rows;
  for (std::uint32_t tile = 0; tile < bags.tileCount(bag); ++tile)
    for (std::uint32_t view = 0; view < bags.viewCount(); ++view) {
      rows.emplace_back(bags.featureCount());
      const FeatureBags::Row row{tile, view};
      if (const auto read = bags.read(bag, {&row, 1}, rows.back()); !read)
        throw std::runtime_error(read.error().message);
    }
  return rows;
}

// A linear head with a single 1 in its weights gives a feature as it is: so the engine tells what it works with.
TEST(TileFeatures, AreThoseThatTheEngineScoresWith) {
  const test::TempFolder folder;
  const test::NoiseBags source(2, 5, 64, 5);
  const auto encoder = test::narrowEncoder();
  const auto bags = test::featuresOf(source, *encoder, folder / "cache");
  for (const std::size_t feature : {0U, 7U, 1279U}) {
    NetworkTensors head{{"head.output.weight", {{1, 1280}, std::vector<float>(1280, 0.0F)}},
                        {"head.output.bias", {{1}, {0.0F}}}};
    head["head.output.weight"].values[feature] = 1;
    const NetworkSpec network = test::narrowMember(HeadKind::linear);
    const auto bundle =
        test::writtenBundle(folder / std::to_string(feature), network, encoder->memberFiles(network, head).value());
    ASSERT_TRUE(bundle) << bundle.error().message;
    const auto engine = loadTileNetworks(*bundle, bundle->manifest.resolutions[0], {});
    ASSERT_TRUE(engine) << engine.error().message;
    std::vector<std::uint8_t> rgb(5 * 64 * 64 * 3);
    ASSERT_TRUE(source.read(1, drawTiles(5, 0, {1, 1}), rgb));
    std::vector<float> embeddings(5);
    const std::vector<std::span<float>> perMember{embeddings};
    ASSERT_TRUE((*engine)->embed(rgb, perMember, {}));
    const Rows rows = rowsOf(*bags, 1);
    for (std::size_t tile = 0; tile < 5; ++tile) EXPECT_EQ(rows[tile][feature], embeddings[tile]);
  }
}

TEST(TileFeatures, AreFoundAgainAndTheSameWhateverTheThreads) {
  const test::TempFolder folder;
  const test::NoiseBags source(4, 9, 64, 5);
  const auto encoder = test::narrowEncoder();
  test::CountedRun first(folder / "a", 3);
  const auto made = FeatureBags::compute(source, test::bagName, *encoder, {2, {}, 1}, first.run).value();
  EXPECT_EQ(first.computed, 4U);
  test::CountedRun second(folder / "a", 1);
  const auto found = FeatureBags::compute(source, test::bagName, *encoder, {2, {}, 1}, second.run).value();
  EXPECT_EQ(second.computed, 0U);
  EXPECT_EQ(second.cached, 4U);
  test::CountedRun elsewhere(folder / "b", 1);
  const auto alone = FeatureBags::compute(source, test::bagName, *encoder, {2, {}, 1}, elsewhere.run).value();
  EXPECT_EQ(made->identity(), alone->identity());
  for (std::size_t bag = 0; bag < 4; ++bag) {
    EXPECT_EQ(readFile(made->file(bag)).value(), readFile(alone->file(bag)).value());
    EXPECT_EQ(rowsOf(*made, bag), rowsOf(*found, bag));
  }
}

TEST(TileFeatures, WhatIsDamagedOrOfSomethingElseIsMadeAnew) {
  const test::TempFolder folder;
  const test::NoiseBags source(4, 3, 64, 5);
  const auto encoder = test::narrowEncoder();
  test::CountedRun run(folder / "cache");
  const auto made = FeatureBags::compute(source, test::bagName, *encoder, {}, run.run).value();
  std::vector<std::string> good;
  for (std::size_t bag = 0; bag < 4; ++bag) good.push_back(readFile(made->file(bag)).value());
  std::string flipped = good[0];
  flipped[flipped.size() / 2] ^= 1;
  ASSERT_TRUE(writeFileAtomically(made->file(0), flipped));
  ASSERT_TRUE(writeFileAtomically(made->file(1), good[1].substr(0, good[1].size() - 1)));
  ASSERT_TRUE(writeFileAtomically(made->file(2), good[3]));
  test::CountedRun again(folder / "cache");
  const auto mended = FeatureBags::compute(source, test::bagName, *encoder, {}, again.run).value();
  EXPECT_EQ(again.computed, 3U);
  for (std::size_t bag = 0; bag < 4; ++bag) EXPECT_EQ(readFile(mended->file(bag)).value(), good[bag]);
}

// Other weights, other tiles, other views, another normalisation: never an old file.
TEST(TileFeatures, ArePartOfWhatTheyWereMadeOf) {
  const test::TempFolder folder;
  const test::NoiseBags source(2, 3, 64, 5);
  const auto computed = [&](const TileEncoder& encoder, const auto& names, const FeatureOptions& options) {
    test::CountedRun run(folder / "cache");
    EXPECT_TRUE(FeatureBags::compute(source, names, encoder, options, run.run));
    return run.computed;
  };
  const auto encoder = test::narrowEncoder();
  const auto other = [](std::size_t bag) { return "another plan " + std::to_string(bag); };
  EXPECT_EQ(computed(*encoder, test::bagName, {}), 2U);
  EXPECT_EQ(computed(*encoder, other, {}), 2U);
  EXPECT_EQ(computed(*test::narrowEncoder(4), test::bagName, {}), 2U);
  EXPECT_EQ(computed(*encoder, test::bagName, {1, {}, 1}), 2U);
  EXPECT_EQ(computed(*encoder, test::bagName, {1, {}, 2}), 2U);
  ResolutionSpec tiles = test::featureTiles();
  tiles.normalisation.mean = {0.4, 0.5, 0.5};
  const auto shifted = TileEncoder::ofTensors(test::narrowMember(), tiles, test::narrowWeights(), "w", {}).value();
  EXPECT_EQ(computed(*shifted, test::bagName, {}), 2U);
  EXPECT_EQ(computed(*encoder, test::bagName, {0, {}, 2}), 0U);
}

// A changed view is that of a tile, wherever its bag stands in the list; training sees all of them, tuning none.
TEST(TileFeatures, ViewsAreDrawnAnewInEachEpoch) {
  const test::TempFolder folder;
  const test::NoiseBags source(2, 6, 64, 5);
  const auto encoder = test::narrowEncoder();
  const auto plain = test::featuresOf(source, *encoder, folder / "cache");
  const auto viewed = test::featuresOf(source, *encoder, folder / "cache", {3, {}, 1});
  const Rows rows = rowsOf(*viewed, 0);
  for (std::size_t tile = 0; tile < 6; ++tile) {
    EXPECT_EQ(rows[tile * 4], rowsOf(*plain, 0)[tile]);
    EXPECT_NE(rows[tile * 4 + 1], rows[tile * 4]);
    EXPECT_NE(rows[tile * 4 + 2], rows[tile * 4 + 1]);
  }
  const auto seen = [&](bool augment, std::uint64_t epoch) {
    BagPreparation preparation;
    if (augment) preparation.augment = AugmentOptions{};
    preparation.epoch = epoch;
    const auto bag = viewed->prepare(0, {1, 2, 3, 5}, preparation);
    std::vector<float> values(4 * viewed->featureCount());
    EXPECT_TRUE(bag->read(0, 4, values));
    return values;
  };
  const auto first = [](const std::vector<float>& values) {
    return std::vector(values.begin(), values.begin() + 1280);
  };
  EXPECT_EQ(first(seen(false, 1)), rows[4]);
  EXPECT_EQ(seen(false, 1), seen(false, 2));
  EXPECT_EQ(seen(true, 1), seen(true, 1));
  std::set<std::vector<float>> views;
  for (std::uint64_t epoch = 0; epoch < 40; ++epoch) views.insert(first(seen(true, epoch)));
  EXPECT_EQ(views, std::set<std::vector<float>>(rows.begin() + 4, rows.begin() + 8));
}

TEST(TileFeatures, AStopLosesNoBagThatIsDone) {
  const test::TempFolder folder;
  const test::NoiseBags source(4, 9, 64, 5);
  const auto encoder = test::narrowEncoder();
  std::stop_source stop;
  FeatureRun run;
  run.folder = folder / "cache";
  run.threads = 2;
  run.stop = stop.get_token();
  run.progress = [&](const FeatureProgress& progress) {
    if (progress.bag == 2) stop.request_stop();
  };
  const auto stopped = FeatureBags::compute(source, test::bagName, *encoder, {}, run);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::cancelled);
  for (const auto& entry : std::filesystem::directory_iterator(run.folder))
    EXPECT_EQ(entry.path().extension(), ".features") << entry.path();
  test::CountedRun again(folder / "cache");
  ASSERT_TRUE(FeatureBags::compute(source, test::bagName, *encoder, {}, again.run));
  EXPECT_EQ(again.computed, 2U);
}

TEST(TileFeatures, SayWhatIsWrong) {
  const test::TempFolder folder;
  const test::NoiseBags source(2, 3, 64, 5);
  NetworkSpec network = test::scriptMember();
  const CodeFile stranger("extractor.pt", test::grainScript());
  EXPECT_EQ(TileEncoder::ofScript(network, test::featureTiles(), stranger, {}).error().kind, ErrorKind::refused);
  network.script.features = 7;
  const auto wide = TileEncoder::ofScript(network, test::featureTiles(), test::allowedScript(test::grainScript()), {});
  ASSERT_FALSE(wide);
  EXPECT_NE(wide.error().message.find("network.pt: "), std::string::npos) << wide.error().message;
  EXPECT_NE(wide.error().message.find("[1, 6]"), std::string::npos) << wide.error().message;

  NetworkTensors cut = randomTileNetwork(test::narrowMember(), {}, 1).value();
  cut.erase("features.0.0.weight");
  const auto file = SafetensorsFile::parse(writeSafetensors(cut)).value();
  const auto lacking = TileEncoder::ofTensors(test::narrowMember(), test::featureTiles(), file, "w.safetensors", {});
  ASSERT_FALSE(lacking);
  EXPECT_NE(lacking.error().message.find("w.safetensors: tensor features.0.0.weight is missing"), std::string::npos)
      << lacking.error().message;

  std::ofstream(folder / "file") << "in the way";
  FeatureRun run;
  run.folder = folder / "file";
  EXPECT_FALSE(FeatureBags::compute(source, test::bagName, *test::narrowEncoder(), {}, run));
}

// One bag of as many tiles as are asked for.
class OneBag : public BagSource {
 public:
  explicit OneBag(std::size_t tiles) : m_tiles(tiles) {}
  std::size_t bagCount() const override { return 1; }
  BagOutcome outcome(std::size_t) const override { return {}; }
  std::size_t tileCount(std::size_t) const override { return m_tiles; }
  Result<void> read(std::size_t, std::span<const std::uint32_t> tiles, std::span<std::uint8_t> rgb) const override {
    for (std::size_t i = 0; i < rgb.size(); ++i)
      rgb[i] = static_cast<std::uint8_t>(i + tiles[i / (rgb.size() / tiles.size())]);
    return {};
  }

 private:
  std::size_t m_tiles;
};

// 8,192 tiles' features are 42 MB.
TEST(SoakFeatureMemory, IsThatOfAFewTilesHoweverLargeTheBag) {
  os::tuneAllocator();
  const test::TempFolder folder;
  const auto encoder = test::narrowEncoder();
  const auto peakAfter = [&](std::size_t tiles) {
    const OneBag source(tiles);
    test::CountedRun run(folder / "cache");
    const auto name = [&](std::size_t) { return std::to_string(tiles); };
    const auto bags = FeatureBags::compute(source, name, *encoder, {}, run.run).value();
    const auto network = BagNetwork::create(encoder->headSpec(test::narrowMember()), 2).value();
    const auto bag = bags->prepare(0, drawTiles(tiles, 0, {1, 1}), {});
    const auto loss = [](std::span<const double> outputs) { return labelLoss(outputs, std::vector<std::uint8_t>{1}); };
    EXPECT_TRUE(network->gradient({bag.get()}, loss, {}));
    return static_cast<double>(os::peakMemoryBytes()) / 1e6;
  };
  const double small = peakAfter(64);
  const double large = peakAfter(static_cast<std::size_t>(test::soaked(8192)));
  EXPECT_LT(large - small, 12) << small << " MB at first, " << large << " MB at the end";
}

}  // namespace
}  // namespace snitt
