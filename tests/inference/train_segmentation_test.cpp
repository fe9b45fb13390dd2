#include "inference/learning/train_segmentation.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "inference/engine/engine.h"
#include "inference/learning/tumour_truth.h"
#include "inference/tumour.h"
#include "phantom_slides.h"
#include "support/soak.h"
#include "support/temp_folder.h"
#include "tiling/slide_reader.h"

namespace snitt {
namespace {

training::SegmentationTraining smallConfig() {
  training::SegmentationTraining config;
  config.source = training::SegmentationSource::train;
  config.baseChannels = 8;
  config.depth = 3;
  config.tilePx = 256;
  config.overlapPx = 32;
  config.epochs = 10;
  config.batch = 2;
  config.tilesPerSlide = 6;
  config.learningRate = 0.005;
  return config;
}

std::vector<SegmentationSlide> phantoms(const test::TempFolder& folder, std::uint64_t first, int count, int edgePx,
                                        double mpp = 0.5) {
  std::vector<SegmentationSlide> slides;
  for (int i = 0; i < count; ++i)
    slides.push_back(test::phantomSlide(folder.path(), first + static_cast<std::uint64_t>(i), edgePx, mpp));
  return slides;
}

struct Found {
  double byNetwork = 0;  // Dice
  double byTissue = 0;
};

// The engine's own way, from a bundle's network to the tumour of a slide that training never saw.
Found findOn(const SegmentationSlide& slide, const TrainedSegmentation& trained) {
  Bundle bundle;
  bundle.manifest.segmentation = trained.spec;
  bundle.networks.emplace(trained.spec.network.file, SafetensorsFile::parse(writeSafetensors(trained.tensors)).value());
  const auto network = loadSegmentationNetwork(bundle, {});
  if (!network) throw std::runtime_error(network.error().message);
  const auto reader = openSlide(slide.path).value();
  const SlideScale scale = resolveScale(reader->info(), {}).value();
  const TissueMap tissue = findTissue(*reader, scale, {}).value();
  const auto tumour = segmentTumour(*reader, scale, tissue, trained.spec, **network, 2, {});
  if (!tumour) throw std::runtime_error(tumour.error().message);
  const Level& base = reader->info().levels.front();
  TumourRegion truth;
  truth.downsample = scale.downsampleFor(4);
  const auto edge = [&](std::int64_t px) { return static_cast<int>(static_cast<double>(px) / truth.downsample); };
  truth.mask =
      readTumourTruth(slide.tumour, reader->info(), scale, {truth.downsample, edge(base.widthPx), edge(base.heightPx)})
          .value();
  return {dice(*tumour, truth), dice(tumourIsTissue(tissue, scale), truth)};
}

TEST(TrainSegmentation, FindsTheTumourOfASlideThatItNeverSaw) {
  const test::TempFolder folder;
  const auto train = phantoms(folder, 100, 8, 2400);
  const auto tune = phantoms(folder, 200, 3, 2400);
  SegmentationRun run;
  run.folder = folder / "work";
  run.threads = 2;
  int epochs = 0;
  run.progress = [&](const TrainingProgress& progress) { epochs += progress.epochReport != nullptr ? 1 : 0; };
  const auto trained = trainSegmentation(smallConfig(), train, tune, run);
  ASSERT_TRUE(trained) << trained.error().message;
  EXPECT_EQ(epochs, smallConfig().epochs);
  EXPECT_EQ(trained->cropPx, 152);
  EXPECT_TRUE(trained->spec.useNetwork);
  EXPECT_EQ(trained->spec.network.file, "networks/segmentation.safetensors");
  EXPECT_GE(trained->facts.bestDice, trained->facts.dice);
  EXPECT_GT(trained->facts.dice, 0.8);
  // Sure enough for the post-processing, which asks for more than an even chance.
  EXPECT_GT(trained->facts.tumourAboveHigh, 0.5);
  RecordProperty(
      "facts", std::to_string(trained->facts.dice) + ", above high " + std::to_string(trained->facts.tumourAboveHigh));

  double byNetwork = 0;
  double byTissue = 0;
  for (const SegmentationSlide& slide : phantoms(folder, 300, 3, 2400)) {
    const Found found = findOn(slide, *trained);
    RecordProperty(slide.name, std::to_string(found.byNetwork) + " against " + std::to_string(found.byTissue));
    byNetwork += found.byNetwork / 3;
    byTissue += found.byTissue / 3;
  }
  EXPECT_GT(byNetwork, 0.8);
  EXPECT_GT(byNetwork, byTissue + 0.1);

  // Once more the checkpoint answers.
  const auto again = trainSegmentation(smallConfig(), train, tune, run);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(writeSafetensors(again->tensors), writeSafetensors(trained->tensors));
  EXPECT_EQ(epochs, smallConfig().epochs);
}

TEST(TrainSegmentation, RefusesSlidesWithoutTumourAndStopsWhenTold) {
  const test::TempFolder folder;
  auto slides = phantoms(folder, 400, 1, 1000);
  SegmentationRun run;
  run.folder = folder / "work";
  std::stop_source stop;
  stop.request_stop();
  run.control.stop = stop.get_token();
  auto refused = trainSegmentation(smallConfig(), slides, {}, run);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::cancelled);

  run.control.stop = {};
  ASSERT_TRUE(writeMaskTiff(slides[0].tumour, Mask(125, 125), 4));
  refused = trainSegmentation(smallConfig(), slides, {}, run);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::usage);
  EXPECT_EQ(refused.error().message, "none of the 1 slides to learn the tumour from has any");
}

TEST(TrainSegmentation, LearnsFromCropsThatHoldTheLargestSlide) {
  const training::SegmentationTraining config;  // tiles of 512 px, four halvings
  KeptSlide slide;
  slide.widthPx = 190;
  slide.heightPx = 100;
  EXPECT_EQ(cropPxFor(config, {&slide, 1}), 192);
  slide.heightPx = 3000;
  EXPECT_EQ(cropPxFor(config, {&slide, 1}), 512);
}

// The configuration's defaults on slides of the default size; a tenth of the slides and epochs in the short run.
TEST(SoakTrainSegmentation, FindsTumoursWithTheDefaultConfiguration) {
  const test::TempFolder folder;
  training::SegmentationTraining config;
  config.source = training::SegmentationSource::train;
  config.tilesPerSlide = 4;
  config.epochs = test::soaked(20);
  const auto train = phantoms(folder, 1000, std::max(4, test::soaked(20)), 6000, 0.25);
  const auto tune = phantoms(folder, 2000, std::max(1, test::soaked(8)), 6000, 0.25);
  SegmentationRun run;
  run.folder = folder / "work";
  run.threads = 2;
  const auto trained = trainSegmentation(config, train, tune, run);
  ASSERT_TRUE(trained) << trained.error().message;
  EXPECT_LT(trained->history.back().trainingLoss, trained->history.front().trainingLoss);
  const bool whole = config.epochs == 20;
  const int count = std::max(1, test::soaked(8));
  double byNetwork = 0;
  double byTissue = 0;
  for (const SegmentationSlide& slide : phantoms(folder, 3000, count, 6000, 0.25)) {
    const Found found = findOn(slide, *trained);
    byNetwork += found.byNetwork / count;
    byTissue += found.byTissue / count;
  }
  RecordProperty("dice", std::to_string(byNetwork) + " against " + std::to_string(byTissue));
  RecordProperty(
      "facts", std::to_string(trained->facts.dice) + ", above high " + std::to_string(trained->facts.tumourAboveHigh));
  if (!whole) return;
  EXPECT_GT(byNetwork, 0.88);
  EXPECT_GT(byNetwork, byTissue + 0.15);
}

}  // namespace
}  // namespace snitt
