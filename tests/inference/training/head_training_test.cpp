// Heads that are trained on the features of a frozen encoder.
#include <gtest/gtest.h>

#include "inference/training/tuning.h"
#include "tests/inference/training/feature_fixture.h"
#include "tests/support/temp_folder.h"

namespace snitt {
namespace {

TrainingOptions headOptions() {
  TrainingOptions options;
  options.epochs = 25;
  options.bagsPerStep = 6;
  options.optimiser.learningRate = 1e-2;
  options.normTiles = 32;
  return options;
}

std::vector<double> scoresOf(const BagNetworkSpec& spec, const NetworkTensors& tensors, const FeatureBags& bags) {
  const auto network = BagNetwork::create(spec, 2).value();
  if (const auto restored = network->restore(tensors, "trained"); !restored)
    throw std::runtime_error(restored.error().message);
  std::vector<std::unique_ptr<BagTiles>> prepared;
  Bags pointers;
  for (std::size_t bag = 0; bag < bags.bagCount(); ++bag) {
    prepared.push_back(bags.prepare(bag, drawTiles(bags.tileCount(bag), 0, {1, 1}), {}));
    pointers.push_back(prepared.back().get());
  }
  std::vector<double> scores = network->outputs(pointers, {}).value();
  for (double& score : scores) score = 1 / (1 + std::exp(-score));
  return scores;
}

// From a stranger's extractor to a bundle that scores.
TEST(HeadTraining, ATorchScriptExtractorBecomesAMember) {
  for (const HeadKind head : {HeadKind::attention, HeadKind::noisyAnd}) {
    const test::TempFolder folder;
    const test::NoiseBags training(36, 6, 64, 11);
    const test::NoiseBags tuning(40, 6, 64, 12);
    const auto encoder = test::scriptEncoder();
    const auto learned = test::featuresOf(training, *encoder, folder / "cache", {2, {}, 1});
    const auto judged = test::featuresOf(tuning, *encoder, folder / "cache");
    const NetworkSpec network = test::scriptMember(head);
    const BagNetworkSpec spec = encoder->headSpec(network);
    const auto trained = train(spec, headOptions(), *learned, judged.get(), {});
    ASSERT_TRUE(trained) << trained.error().message;
    const auto& best = trained->history[static_cast<std::size_t>(trained->bestEpoch)];
    EXPECT_GT(best.tuningMetric, 0.95);

    const auto bundle =
        test::writtenBundle(folder / "bundle", network, encoder->memberFiles(network, trained->tensors).value());
    ASSERT_TRUE(bundle) << bundle.error().message;
    const auto engine = loadTileNetworks(*bundle, bundle->manifest.resolutions[0], {});
    ASSERT_TRUE(engine) << engine.error().message;
    const auto scores = scoresOf(spec, trained->tensors, *judged);
    std::vector<BagOutcome> outcomes;
    std::vector<double> engines;
    for (std::size_t bag = 0; bag < tuning.bagCount(); ++bag) {
      engines.push_back(test::engineScore(**engine, tuning, bag));
      EXPECT_NEAR(engines.back(), scores[bag], 1e-5) << bag;
      outcomes.push_back(tuning.outcome(bag));
    }
    EXPECT_EQ(metricOf(engines, outcomes, TuningMetric::auc).value(), best.tuningMetric);
  }
}

TEST(HeadTraining, AMobileNetV2sMemberScoresAsItTuned) {
  const test::TempFolder folder;
  const test::NoiseBags training(10, 5, 64, 11);
  const auto encoder = test::narrowEncoder();
  const auto bags = test::featuresOf(training, *encoder, folder / "cache");
  NetworkSpec network = test::narrowMember(HeadKind::attention);
  network.head.batchNorm = true;
  TrainingOptions options = headOptions();
  options.epochs = 3;
  const BagNetworkSpec spec = encoder->headSpec(network);
  const auto trained = train(spec, options, *bags, nullptr, {});
  ASSERT_TRUE(trained) << trained.error().message;
  const auto bundle =
      test::writtenBundle(folder / "bundle", network, encoder->memberFiles(network, trained->tensors).value());
  ASSERT_TRUE(bundle) << bundle.error().message;
  const auto engine = loadTileNetworks(*bundle, bundle->manifest.resolutions[0], {});
  ASSERT_TRUE(engine) << engine.error().message;
  const auto scores = scoresOf(spec, trained->tensors, *bags);
  for (std::size_t bag = 0; bag < 10; ++bag)
    EXPECT_NEAR(test::engineScore(**engine, training, bag), scores[bag], 1e-5) << bag;
}

// Two ways to one head: features once, or through a network all blocks of which are frozen.
TEST(HeadTraining, IsBackPropagationWithAllBlocksFrozen) {
  const test::TempFolder folder;
  const test::NoiseBags training(12, 5, 64, 11);
  const test::NoiseBags tuning(8, 5, 64, 12);
  for (const HeadKind head : {HeadKind::noisyAnd, HeadKind::attention}) {
    BagNetworkSpec whole = test::smallSpec(head);
    whole.frozenBlocks = 19;
    whole.tilesPerChunk = 1;  // as the engine has it: kernels round differently for other batches
    const NetworkTensors begin = randomTileNetwork(whole.network, {}, 3).value();
    const SafetensorsFile start = SafetensorsFile::parse(writeSafetensors(begin)).value();
    TrainingOptions options = headOptions();
    options.epochs = 3;
    options.mostTilesPerBag = 4;
    options.optimiser.kind = OptimiserKind::sgd;
    options.augment = {0, 0, 0, false, false, 0};
    TrainingRun run;
    run.threads = 2;
    run.startFrom = &start;
    const auto through = train(whole, options, training, &tuning, run);
    ASSERT_TRUE(through) << through.error().message;
    EXPECT_EQ(through->tensors.at("features.5.conv.0.0.weight").values, begin.at("features.5.conv.0.0.weight").values);

    const auto encoder = TileEncoder::ofTensors(whole.network, test::featureTiles(), start, "start", {}).value();
    const auto learned = test::featuresOf(training, *encoder, folder / "cache");
    const auto judged = test::featuresOf(tuning, *encoder, folder / "cache");
    BagNetworkSpec alone = encoder->headSpec(whole.network);
    alone.tilesPerChunk = 1;
    const auto once = train(alone, options, *learned, judged.get(), run);
    ASSERT_TRUE(once) << once.error().message;
    ASSERT_FALSE(once->tensors.empty());
    double moved = 0;
    for (const auto& [name, tensor] : once->tensors) {
      const auto& expected = through->tensors.at(name).values;
      for (std::size_t i = 0; i < tensor.values.size(); ++i) {
        ASSERT_NEAR(tensor.values[i], expected[i], 1e-6) << name;
        moved = std::max<double>(moved, std::abs(tensor.values[i] - begin.at(name).values[i]));
      }
    }
    EXPECT_GT(moved, 1e-3);
    for (std::size_t epoch = 0; epoch < 3; ++epoch)
      EXPECT_NEAR(once->history[epoch].tuningLoss, through->history[epoch].tuningLoss, 1e-6);
  }
}

TEST(HeadTraining, GoesOnWhereItWasStopped) {
  const test::TempFolder folder;
  const test::NoiseBags training(10, 4, 64, 11);
  const auto encoder = test::scriptEncoder();
  const auto bags = test::featuresOf(training, *encoder, folder / "cache", {2, {}, 1});
  const BagNetworkSpec spec = encoder->headSpec(test::scriptMember());
  TrainingOptions options = headOptions();
  options.epochs = 3;
  options.bagsPerStep = 3;
  const auto whole = train(spec, options, *bags, bags.get(), {});
  ASSERT_TRUE(whole) << whole.error().message;
  TrainingRun run;
  run.checkpoint = folder / "checkpoint";
  Result<TrainedNetwork> last = fail(ErrorKind::cancelled, "not begun");
  for (int start = 0; !last && last.error().kind == ErrorKind::cancelled && start < 20; ++start) {
    std::stop_source stop;
    run.stop = stop.get_token();
    run.threads = 1 + start % 3;
    run.progress = [&](const TrainingProgress&) { stop.request_stop(); };
    last = train(spec, options, *bags, bags.get(), run);
  }
  ASSERT_TRUE(last) << last.error().message;
  EXPECT_EQ(writeSafetensors(last->tensors), writeSafetensors(whole->tensors));

  // Not with the features of other tiles.
  const auto others = test::featuresOf(test::NoiseBags(10, 4, 64, 13), *encoder, folder / "cache", {2, {}, 1});
  run.stop = {};
  run.progress = {};
  EXPECT_EQ(train(spec, options, *others, others.get(), run).error().kind, ErrorKind::usage);
}

TEST(HeadTraining, FeaturesAndPixelsAreNotMistakenForEachOther) {
  const test::TempFolder folder;
  const test::NoiseBags source(6, 3, 64, 11);
  const auto encoder = test::narrowEncoder();
  const auto bags = test::featuresOf(source, *encoder, folder / "cache");
  const auto pixels = train(encoder->headSpec(test::narrowMember()), headOptions(), source, nullptr, {});
  ASSERT_FALSE(pixels);
  EXPECT_EQ(pixels.error().message, "pixels are no input of this network");
  const auto features = train(test::smallSpec(), headOptions(), *bags, nullptr, {});
  ASSERT_FALSE(features);
  EXPECT_EQ(features.error().message, "features are no input of this network");
  BagNetworkSpec spec = encoder->headSpec(test::narrowMember());
  spec.features = 1000;
  EXPECT_EQ(BagNetwork::create(spec, 1).error().message, "the network gives 1280 features, not 1000");
}

}  // namespace
}  // namespace snitt
