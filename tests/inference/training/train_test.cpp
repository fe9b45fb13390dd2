#include "inference/training/train.h"

#include <fstream>

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "tests/inference/training/training_fixture.h"

namespace snitt {
namespace {

TrainingOptions quickOptions() {
  TrainingOptions options;
  options.epochs = 8;
  options.bagsPerStep = 6;
  options.optimiser.learningRate = 3e-3;
  options.normTiles = 32;
  return options;
}

class Train : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder = std::filesystem::path(::testing::TempDir()) / (std::string("snitt-train-") + test->name());
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    run.threads = 2;
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  std::filesystem::path folder;
  TrainingRun run;
};

TEST_F(Train, LearnsWhichTilesTell) {
  const test::NoiseBags training(36, 6, 64, 11);
  const test::NoiseBags tuning(40, 6, 64, 12);
  const auto trained = train(test::smallSpec(), quickOptions(), training, &tuning, run);
  ASSERT_TRUE(trained) << trained.error().message;
  const auto& history = trained->history;
  EXPECT_LT(history.back().trainingLoss, 0.7 * history.front().trainingLoss);
  EXPECT_GT(history[static_cast<std::size_t>(trained->bestEpoch)].tuningMetric, 0.95);
}

TEST_F(Train, LearnsFromSurvivalAlone) {
  const test::NoiseBags training(36, 6, 64, 11);
  const test::NoiseBags tuning(40, 6, 64, 12);
  TrainingOptions options = quickOptions();
  options.target = TrainingTarget::survival;
  options.metric = TuningMetric::concordance;
  options.bagsPerStep = 12;
  options.epochs = 5;
  const auto trained = train(test::smallSpec(), options, training, &tuning, run);
  ASSERT_TRUE(trained) << trained.error().message;
  // Poor ones die first, in no order among themselves.
  const double c = trained->history[static_cast<std::size_t>(trained->bestEpoch)].tuningMetric;
  EXPECT_GT(c, 0.72);
}

// A run that is stopped again and again, each time after another step, ends with the bits of one that was left alone.
TEST_F(Train, GoesOnWhereItWasStopped) {
  const test::NoiseBags training(10, 4, 64, 11);
  const test::NoiseBags tuning(8, 4, 64, 12);
  TrainingOptions options = quickOptions();
  options.epochs = 3;
  options.bagsPerStep = 3;
  options.mostTilesPerBag = 3;
  options.normTiles = 8;
  const auto whole = train(test::smallSpec(), options, training, &tuning, run);
  ASSERT_TRUE(whole) << whole.error().message;

  run.checkpoint = folder / "run.checkpoint";
  Result<TrainedNetwork> last = fail(ErrorKind::cancelled, "not begun");
  int starts = 0;
  for (int allowed = 1; !last && last.error().kind == ErrorKind::cancelled && starts < 20; ++allowed, ++starts) {
    std::stop_source stop;
    run.stop = stop.get_token();
    run.threads = 1 + starts % 2;
    int steps = 0;
    run.progress = [&](const TrainingProgress&) {
      if (++steps >= 1 + allowed % 3) stop.request_stop();
    };
    last = train(test::smallSpec(), options, training, &tuning, run);
  }
  ASSERT_TRUE(last) << last.error().message;
  EXPECT_GT(starts, 3);
  EXPECT_EQ(last->bestEpoch, whole->bestEpoch);
  EXPECT_EQ(writeSafetensors(last->tensors), writeSafetensors(whole->tensors));
  EXPECT_EQ(last->history.back().trainingLoss, whole->history.back().trainingLoss);

  // Asked for once more it is done already.
  run.stop = {};
  int steps = 0;
  run.progress = [&](const TrainingProgress&) { ++steps; };
  const auto again = train(test::smallSpec(), options, training, &tuning, run);
  ASSERT_TRUE(again);
  EXPECT_EQ(steps, 0);
  EXPECT_EQ(writeSafetensors(again->tensors), writeSafetensors(whole->tensors));
}

// Killed without a word: what is left is the file of the last step that was saved.
TEST_F(Train, GoesOnFromAnOlderCheckpoint) {
  const test::NoiseBags training(8, 4, 64, 11);
  TrainingOptions options = quickOptions();
  options.epochs = 2;
  options.bagsPerStep = 2;
  options.normTiles = 8;
  run.checkpoint = folder / "run.checkpoint";
  run.checkpointEvery = std::chrono::seconds(0);
  const auto older = folder / "older";
  int reports = 0;
  run.progress = [&](const TrainingProgress&) {
    if (++reports == 3) std::filesystem::copy_file(run.checkpoint, older);  // after the second step
  };
  const auto whole = train(test::smallSpec(), options, training, nullptr, run);
  ASSERT_TRUE(whole) << whole.error().message;
  std::filesystem::copy_file(older, run.checkpoint, std::filesystem::copy_options::overwrite_existing);
  run.progress = {};
  const auto again = train(test::smallSpec(), options, training, nullptr, run);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(writeSafetensors(again->tensors), writeSafetensors(whole->tensors));
}

TEST_F(Train, RefusesAnotherRunsCheckpointAndADamagedOne) {
  const test::NoiseBags training(6, 3, 64, 11);
  TrainingOptions options = quickOptions();
  options.epochs = 1;
  options.normTiles = 4;
  run.checkpoint = folder / "run.checkpoint";
  ASSERT_TRUE(train(test::smallSpec(), options, training, nullptr, run));
  TrainingOptions other = options;
  other.optimiser.weightDecay *= 2;
  EXPECT_EQ(train(test::smallSpec(), other, training, nullptr, run).error().kind, ErrorKind::usage);
  TrainingRun otherData = run;
  otherData.data = "another list";
  EXPECT_EQ(train(test::smallSpec(), options, training, nullptr, otherData).error().kind, ErrorKind::usage);

  std::string bytes = readFile(run.checkpoint).value();
  bytes[bytes.size() - 100] ^= 1;
  ASSERT_TRUE(writeFileAtomically(run.checkpoint, bytes));
  EXPECT_EQ(train(test::smallSpec(), options, training, nullptr, run).error().kind, ErrorKind::corrupt);
}

TEST_F(Train, StopsEarlyAndKeepsTheBestEpoch) {
  // Nothing to learn: outcomes of the tuning bags belong to other bags.
  const test::NoiseBags training(6, 3, 64, 11);
  const test::NoiseBags tuning(6, 3, 64, 12);
  TrainingOptions options = quickOptions();
  options.epochs = 12;
  options.patience = 1;
  options.normTiles = 4;
  options.optimiser.learningRate = 0;
  const auto trained = train(test::smallSpec(), options, training, &tuning, run);
  ASSERT_TRUE(trained) << trained.error().message;
  // Without a step the metric cannot rise.
  EXPECT_EQ(trained->history.size(), 2U);
  EXPECT_EQ(trained->bestEpoch, 0);
}

TEST_F(Train, SaysWhereThereIsNothingToLearn) {
  class OneLabel : public test::NoiseBags {
   public:
    using NoiseBags::NoiseBags;
    BagOutcome outcome(std::size_t) const override { return {true, 1, false}; }
  };
  const OneLabel training(4, 2, 64, 1);
  const auto refused = train(test::smallSpec(), quickOptions(), training, nullptr, run);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message,
            "there is nothing to learn from 4 bags with tiles and outcome, of which 4 are poor");
}

// Values are learned where there is neither label nor time; bags without one are left out.
class ValueBags : public test::NoiseBags {
 public:
  using NoiseBags::NoiseBags;
  BagOutcome outcome(std::size_t bag) const override {
    BagOutcome outcome;
    if (bag != 4) outcome.value = *NoiseBags::outcome(bag).poor ? 1 : -1;
    return outcome;
  }
};

TEST_F(Train, LearnsNumbers) {
  const ValueBags training(37, 1, 64, 11);
  const ValueBags tuning(40, 1, 64, 12);
  BagNetworkSpec spec = test::smallSpec(HeadKind::attention);
  spec.network.head.encoder = {};
  TrainingOptions options = quickOptions();
  options.target = TrainingTarget::value;
  options.metric = TuningMetric::order;
  const auto trained = train(spec, options, training, &tuning, run);
  ASSERT_TRUE(trained) << trained.error().message;
  const auto& history = trained->history;
  EXPECT_LT(history.back().trainingLoss, 0.6 * history.front().trainingLoss);
  EXPECT_GT(history[static_cast<std::size_t>(trained->bestEpoch)].tuningMetric, 0.9);
}

}  // namespace
}  // namespace snitt
