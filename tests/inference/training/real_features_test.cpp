// A published extractor on real tissue, with a head that was trained in seconds.
#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "inference/training/tuning.h"
#include "tests/inference/training/feature_fixture.h"
#include "tests/support/load_picture.h"
#include "tests/support/shared_data.h"
#include "tests/support/temp_folder.h"

namespace snitt {
namespace {

constexpr std::size_t kTilesOfABag = 5;

// Adenocarcinoma (poor) against healthy mucosa. Of each class the tiles [first, end) in the order of their names.
class ColorectalBags : public BagSource {
 public:
  ColorectalBags(std::size_t first, std::size_t end) {
    for (const char* folder : {"H", "AC"}) {
      std::vector<std::filesystem::path> files;
      for (const auto& entry : std::filesystem::directory_iterator(test::sharedData() / "tiles/colorectal" / folder))
        files.push_back(entry.path());
      std::ranges::sort(files);
      for (std::size_t i = first; i < end; i += kTilesOfABag) {
        m_poor.push_back(std::string(folder) == "AC");
        m_files.emplace_back(files.begin() + static_cast<std::ptrdiff_t>(i),
                             files.begin() + static_cast<std::ptrdiff_t>(i + kTilesOfABag));
      }
    }
  }
  std::size_t bagCount() const override { return m_files.size(); }
  BagOutcome outcome(std::size_t bag) const override { return {m_poor[bag], -1, false}; }
  std::size_t tileCount(std::size_t bag) const override { return m_files[bag].size(); }
  Result<void> read(std::size_t bag, std::span<const std::uint32_t> tiles, std::span<std::uint8_t> rgb) const override {
    const std::size_t bytes = rgb.size() / tiles.size();
    for (std::size_t i = 0; i < tiles.size(); ++i) {
      const Image image = test::loadPicture(m_files[bag][tiles[i]]);
      std::copy_n(image.bytes.begin(), bytes, rgb.begin() + static_cast<std::ptrdiff_t>(i * bytes));
    }
    return {};
  }

 private:
  std::vector<bool> m_poor;
  std::vector<std::vector<std::filesystem::path>> m_files;
};

TEST(SoakRealFeatures, APublishedExtractorTellsCancerFromHealthyMucosa) {
  SNITT_NEEDS_SHARED_DATA();
  const test::TempFolder folder;
  const auto weights = test::sharedData() / "weights/mobilenet_v2_imagenet_half.torchscript.pt";
  CodeFile file("extractor.pt", readFile(weights).value());
  file.allow({}, true);
  NetworkSpec network = test::scriptMember();
  network.script.features = 1280;
  ResolutionSpec tiles = test::featureTiles();
  tiles.tilePx = 224;
  const auto encoder = TileEncoder::ofScript(network, tiles, file, {}).value();
  const ColorectalBags training(0, 40);
  const ColorectalBags unseen(40, 80);
  FeatureRun run;
  run.folder = folder / "cache";
  run.threads = 2;
  const auto learned = FeatureBags::compute(
      training, [](std::size_t b) { return "t" + std::to_string(b); }, *encoder, {1, {}, 1}, run);
  ASSERT_TRUE(learned) << learned.error().message;
  const auto judged = FeatureBags::compute(
      unseen, [](std::size_t b) { return "u" + std::to_string(b); }, *encoder, {}, run);
  ASSERT_TRUE(judged) << judged.error().message;
  TrainingOptions options;
  options.epochs = 15;
  options.bagsPerStep = 4;
  const auto trained = train(encoder->headSpec(network), options, **learned, judged->get(), {});
  ASSERT_TRUE(trained) << trained.error().message;
  // Of the last epoch: none was chosen by these bags.
  EXPECT_GE(trained->history.back().tuningMetric, 0.95);
}

}  // namespace
}  // namespace snitt
