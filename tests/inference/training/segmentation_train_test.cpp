#include "inference/training/segmentation_train.h"

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "support/temp_folder.h"
#include "tests/inference/training/disc_tiles.h"

namespace snitt {
namespace {

SegmentationOptions quickOptions() {
  SegmentationOptions options;
  options.epochs = 12;
  options.cropsPerSlide = 4;
  options.batch = 5;
  options.optimiser.learningRate = 0.01;
  return options;
}

SegmentationOptions shortOptions() {
  SegmentationOptions options = quickOptions();
  options.epochs = 3;
  options.cropsPerSlide = 2;
  options.normCrops = 4;
  return options;
}

TEST(SegmentationTrain, LearnsDiscs) {
  const test::DiscTiles training(20, 1);
  const test::DiscTiles tuning(10, 2);
  TrainingRun run;
  run.threads = 2;
  const auto trained = trainSegmentationNetwork(test::smallUNet(), quickOptions(), training, &tuning, run);
  ASSERT_TRUE(trained) << trained.error().message;
  const EpochReport& best = trained->history[static_cast<std::size_t>(trained->bestEpoch)];
  EXPECT_GT(best.tuningMetric, 0.9);
  EXPECT_EQ(best.tuningMetric, trained->tuning.diceAt(10));
  EXPECT_LT(trained->history.back().trainingLoss, 0.5 * trained->history.front().trainingLoss);
}

// A run that is stopped again and again, with another number of threads each time, ends with the bits of one that was
// left alone.
TEST(SegmentationTrain, GoesOnWhereItWasStopped) {
  const test::DiscTiles training(8, 1);
  const test::DiscTiles tuning(3, 2);
  TrainingRun run;
  const auto whole = trainSegmentationNetwork(test::smallUNet(), shortOptions(), training, &tuning, run);
  ASSERT_TRUE(whole) << whole.error().message;

  const test::TempFolder folder;
  run.checkpoint = folder / "run.checkpoint";
  Result<TrainedSegmentationNetwork> last = fail(ErrorKind::cancelled, "not begun");
  int starts = 0;
  for (; !last && last.error().kind == ErrorKind::cancelled && starts < 20; ++starts) {
    std::stop_source stop;
    run.stop = stop.get_token();
    run.threads = 1 + starts % 2;
    int steps = 0;
    run.progress = [&](const TrainingProgress&) {
      if (++steps > starts % 3) stop.request_stop();
    };
    last = trainSegmentationNetwork(test::smallUNet(), shortOptions(), training, &tuning, run);
  }
  ASSERT_TRUE(last) << last.error().message;
  EXPECT_GT(starts, 3);
  EXPECT_EQ(writeSafetensors(last->tensors), writeSafetensors(whole->tensors));
  EXPECT_EQ(last->bestEpoch, whole->bestEpoch);
  EXPECT_EQ(last->tuning.tumour, whole->tuning.tumour);
  ASSERT_EQ(last->history.size(), whole->history.size());
  for (std::size_t i = 0; i < whole->history.size(); ++i) {
    EXPECT_EQ(last->history[i].trainingLoss, whole->history[i].trainingLoss);
    EXPECT_EQ(last->history[i].tuningLoss, whole->history[i].tuningLoss);
  }

  // Asked for once more it is done already.
  run.stop = {};
  int steps = 0;
  run.progress = [&](const TrainingProgress&) { ++steps; };
  ASSERT_TRUE(trainSegmentationNetwork(test::smallUNet(), shortOptions(), training, &tuning, run));
  EXPECT_EQ(steps, 0);
}

TEST(SegmentationTrain, RefusesTheCheckpointOfAnotherRun) {
  const test::DiscTiles training(4, 1);
  const test::TempFolder folder;
  TrainingRun run;
  run.checkpoint = folder / "run.checkpoint";
  SegmentationOptions options = shortOptions();
  options.epochs = 1;
  ASSERT_TRUE(trainSegmentationNetwork(test::smallUNet(), options, training, nullptr, run));
  for (const int changed : {0, 1}) {
    SegmentationOptions others = options;
    TrainingRun other = run;
    changed == 0 ? static_cast<void>(others.seed = 2) : static_cast<void>(other.data = "other slides");
    const auto refused = trainSegmentationNetwork(test::smallUNet(), others, training, nullptr, other);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::usage);
  }
}

TEST(SegmentationTrain, EndsEarlyWithoutABetterEpoch) {
  const test::DiscTiles training(4, 1);
  // Nothing of these is tumour: Dice is 0 or 1 and soon no better.
  const test::DiscTiles tuning(2, 2, 1);
  SegmentationOptions options = shortOptions();
  options.epochs = 30;
  options.patience = 2;
  const auto trained = trainSegmentationNetwork(test::smallUNet(), options, training, &tuning, {});
  ASSERT_TRUE(trained) << trained.error().message;
  EXPECT_LT(trained->history.size(), 30U);
  EXPECT_EQ(static_cast<std::int64_t>(trained->history.size()), trained->bestEpoch + 3);
}

// Slides without any tumour: a class that never comes is no division by zero.
TEST(SegmentationTrain, TakesSlidesWithoutTumour) {
  const test::DiscTiles training(6, 1, 1);
  const auto trained = trainSegmentationNetwork(test::smallUNet(), shortOptions(), training, &training, {});
  ASSERT_TRUE(trained) << trained.error().message;
  for (const EpochReport& epoch : trained->history) {
    EXPECT_TRUE(std::isfinite(epoch.trainingLoss) && std::isfinite(epoch.tuningLoss));
    EXPECT_LT(epoch.trainingLoss, 3);
  }
}

TEST(SegmentationTrain, NamesWhatCannotBe) {
  const test::DiscTiles training(4, 1);
  SegmentationNetworkSpec spec = test::smallUNet();
  spec.cropPx = 50;
  const auto odd = trainSegmentationNetwork(spec, shortOptions(), training, nullptr, {});
  ASSERT_FALSE(odd);
  EXPECT_EQ(odd.error().message,
            "crops of 50 px cannot be halved as often as the network is deep: a multiple of 4 is needed");
  const test::DiscTiles none(0, 1);
  const auto empty = trainSegmentationNetwork(test::smallUNet(), shortOptions(), none, nullptr, {});
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().kind, ErrorKind::usage);
}

}  // namespace
}  // namespace snitt
