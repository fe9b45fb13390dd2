#include "inference/training/train.h"

#include <cmath>
#include <fstream>

#include <gtest/gtest.h>

#include "core/atomic_file.h"
#include "inference/training/plan_options.h"
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

// The tuning bags are looked at when it is their turn and at the end, and patience asks only then.
TEST_F(Train, LooksAtTheTuningBagsEveryFewEpochs) {
  const test::NoiseBags training(6, 3, 64, 11);
  const test::NoiseBags tuning(6, 3, 64, 12);
  TrainingOptions options = quickOptions();
  options.epochs = 8;
  options.checkEveryEpochs = 3;
  options.normTiles = 4;
  const auto judged = [](const TrainedNetwork& trained) {
    std::vector<std::int64_t> epochs;
    for (const EpochReport& report : trained.history)
      if (!std::isnan(report.tuningMetric)) epochs.push_back(report.epoch);
    return epochs;
  };
  options.optimiser.learningRate = 0;
  const auto trained = train(test::smallSpec(), options, training, &tuning, run);
  ASSERT_TRUE(trained) << trained.error().message;
  EXPECT_EQ(judged(*trained), (std::vector<std::int64_t>{2, 5, 7}));
  EXPECT_EQ(trained->bestEpoch, 2);
  options.patience = 1;
  const auto early = train(test::smallSpec(), options, training, &tuning, run);
  ASSERT_TRUE(early) << early.error().message;
  EXPECT_EQ(judged(*early), (std::vector<std::int64_t>{2, 5}));
  EXPECT_EQ(early->history.size(), 6U);
}

TEST_F(Train, TheEncoderStaysAsItIsInTheFirstEpochs) {
  const test::NoiseBags training(6, 3, 64, 11);
  TrainingOptions options = quickOptions();
  options.epochs = 2;
  options.frozenEpochs = 2;
  options.normTiles = 4;
  const SafetensorsFile start =
      SafetensorsFile::parse(writeSafetensors(BagNetwork::create(test::smallSpec(), 1).value()->tensors())).value();
  run.startFrom = &start;
  const auto weights = [](const NetworkTensors& tensors, const std::string& name) { return tensors.at(name).values; };
  const NetworkTensors begin = BagNetwork::create(test::smallSpec(), 1).value()->tensors();
  const auto frozen = train(test::smallSpec(), options, training, nullptr, run);
  ASSERT_TRUE(frozen) << frozen.error().message;
  const std::string encoder = "features.4.conv.0.0.weight";
  EXPECT_EQ(weights(frozen->tensors, encoder), weights(begin, encoder));
  EXPECT_NE(weights(frozen->tensors, "head.instance.weight"), weights(begin, "head.instance.weight"));

  options.frozenEpochs = 1;
  const auto whole = train(test::smallSpec(), options, training, nullptr, run);
  ASSERT_TRUE(whole) << whole.error().message;
  EXPECT_NE(weights(whole->tensors, encoder), weights(begin, encoder));
  // Stopped in the frozen epoch and after it, it ends with the same bits.
  run.checkpoint = folder / "run.checkpoint";
  Result<TrainedNetwork> last = fail(ErrorKind::cancelled, "not begun");
  for (int starts = 0; !last && last.error().kind == ErrorKind::cancelled && starts < 9; ++starts) {
    std::stop_source stop;
    run.stop = stop.get_token();
    run.progress = [&](const TrainingProgress&) { stop.request_stop(); };
    last = train(test::smallSpec(), options, training, nullptr, run);
  }
  ASSERT_TRUE(last) << last.error().message;
  EXPECT_EQ(writeSafetensors(last->tensors), writeSafetensors(whole->tensors));
}

// A head that comes with the start weights has learned something: it is not centred as a random one is.
TEST_F(Train, KeepsTheHeadThatItStartsFrom) {
  const test::NoiseBags training(6, 3, 64, 11);
  TrainingOptions options = quickOptions();
  options.epochs = 1;
  options.normTiles = 4;
  options.optimiser.learningRate = 0;
  NetworkTensors given = BagNetwork::create(test::smallSpec(), 1).value()->tensors();
  given["head.output.bias"].values = {0.75F};
  const SafetensorsFile start = SafetensorsFile::parse(writeSafetensors(given)).value();
  run.startFrom = &start;
  const auto kept = train(test::smallSpec(), options, training, nullptr, run);
  ASSERT_TRUE(kept) << kept.error().message;
  EXPECT_EQ(kept->tensors.at("head.output.bias").values, given["head.output.bias"].values);
  EXPECT_EQ(kept->tensors.at("head.instance.weight").values, given["head.instance.weight"].values);
}

// Whatever of the plan changes what is learned makes another run of it.
TEST_F(Train, EveryOptionIsPartOfTheRunsIdentity) {
  const BagNetworkSpec spec = test::smallSpec();
  const std::string identity = trainingIdentity(spec, {}, "");
  const auto changed = [&](auto change) {
    TrainingOptions options;
    change(options);
    return trainingIdentity(spec, options, "") != identity;
  };
  EXPECT_TRUE(changed([](TrainingOptions& o) { o.optimiser.kind = OptimiserKind::adam; }));
  EXPECT_TRUE(changed([](TrainingOptions& o) { o.optimiser.schedule = LearningSchedule::cosine; }));
  EXPECT_TRUE(changed([](TrainingOptions& o) { o.optimiser.mostGradientNorm = 1; }));
  EXPECT_TRUE(changed([](TrainingOptions& o) { o.frozenEpochs = 1; }));
  EXPECT_TRUE(changed([](TrainingOptions& o) { o.checkEveryEpochs = 2; }));
  EXPECT_TRUE(changed([](TrainingOptions& o) { o.augment.contrast = 0.1; }));
  BagNetworkSpec features = spec;
  features.features = 1280;
  EXPECT_NE(trainingIdentity(features, {}, ""), identity);
}

TEST_F(Train, OptionsAreThoseOfThePlan) {
  training::LearningPlan plan;
  plan.loss = training::Loss::cox;
  plan.optimiser = training::Optimiser::adam;
  plan.schedule = training::Schedule::constant;
  plan.clipNorm = 2;
  plan.frozenEpochs = 3;
  plan.checkEveryEpochs = 4;
  plan.patienceEpochs = 5;
  plan.bagTiles = 6;
  plan.bags = 7;
  plan.momentum = 0.5;
  plan.augmentation.contrast = 0.2;
  TrainingOptions expected;
  expected.target = TrainingTarget::survival;
  expected.metric = TuningMetric::concordance;
  expected.optimiser.kind = OptimiserKind::adam;
  expected.optimiser.schedule = LearningSchedule::constant;
  expected.optimiser.learningRate = plan.learningRate;
  expected.optimiser.weightDecay = plan.weightDecay;
  expected.optimiser.mostGradientNorm = 2;
  expected.augment.contrast = 0.2;
  expected.epochs = plan.epochs;
  expected.frozenEpochs = 3;
  expected.checkEveryEpochs = 4;
  expected.patience = 5;
  expected.mostTilesPerBag = 6;
  expected.bagsPerStep = 7;
  expected.seed = 8;
  const auto options = trainingOptionsOf(plan, training::MemberFigure::concordance, 8);
  EXPECT_EQ(trainingIdentity(test::smallSpec(), options, ""), trainingIdentity(test::smallSpec(), expected, ""));
  plan.optimiser = training::Optimiser::sgd;
  EXPECT_EQ(trainingOptionsOf(plan, training::MemberFigure::auc, 8).optimiser.momentum, 0.5);
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
  const ValueBags training(37, 6, 64, 11);
  const ValueBags tuning(40, 6, 64, 12);
  TrainingOptions options = quickOptions();
  options.target = TrainingTarget::value;
  options.metric = TuningMetric::order;
  const auto trained = train(test::smallSpec(), options, training, &tuning, run);
  ASSERT_TRUE(trained) << trained.error().message;
  const auto& history = trained->history;
  EXPECT_LT(history.back().trainingLoss, 0.7 * history.front().trainingLoss);
  EXPECT_GT(history[static_cast<std::size_t>(trained->bestEpoch)].tuningMetric, 0.9);
}

}  // namespace
}  // namespace snitt
