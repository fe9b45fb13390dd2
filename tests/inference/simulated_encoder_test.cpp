// Encoders from simulated tiles: they learn what is in the tiles, go on where they were stopped, and networks start
// from them.
#include "inference/learning/simulated_encoder.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "inference/training/prepared_bag.h"
#include "support/soak.h"
#include "support/temp_folder.h"

namespace snitt {
namespace {

SimulatedEncoderPlan tiny() {
  SimulatedEncoderPlan plan;
  plan.network.architecture = "mobilenet_v2";
  plan.network.width = 0.25;
  plan.tilePx = 64;
  plan.mpp = 4;
  plan.drawMpp = 2;
  plan.tumours = 48;
  plan.tuningTumours = 0;
  plan.epochs = 3;
  plan.tilesPerStep = 8;
  return plan;
}

TEST(SimulatedBags, HoldTilesAndTruthOfTheirTumours) {
  TileRequest request;
  request.tilePx = 32;
  request.mpp = 4;
  request.drawMpp = 2;
  request.tiles = 3;
  const auto bags = tumourBags({}, 5, 4, request, {1, 10});
  ASSERT_TRUE(bags) << bags.error().message;
  ASSERT_EQ((*bags)->bagCount(), 4U);
  const std::size_t bytes = 32 * 32 * 3;
  std::vector<std::uint8_t> third(bytes), pair(2 * bytes);
  ASSERT_TRUE((*bags)->read(2, std::vector<std::uint32_t>{2}, third));
  ASSERT_TRUE((*bags)->read(2, std::vector<std::uint32_t>{0, 2}, pair));
  EXPECT_TRUE(std::ranges::equal(third, std::span(pair).subspan(bytes)));
  EXPECT_FALSE(std::ranges::equal(third, std::span(pair).first(bytes)));
  const PhantomRecipe recipe = *tumourOf({}, 7);
  EXPECT_DOUBLE_EQ(*(*bags)->outcome(2).value, recipe.architecture + 10 * recipe.cells);
  EXPECT_EQ(*(*bags)->outcome(2).poor, recipe.architecture + 10 * recipe.cells > 0);

  // Another series begun elsewhere has the same tumour with the same tiles.
  const auto later = tumourBags({}, 7, 1, request, {1, 0});
  std::vector<std::uint8_t> again(bytes);
  ASSERT_TRUE((*later)->read(0, std::vector<std::uint32_t>{2}, again));
  EXPECT_EQ(third, again);
  request.tiles = 0;
  EXPECT_EQ(tumourBags({}, 0, 1, request, {}).error().kind, ErrorKind::usage);
}

// Stopped after every other step, with another number of threads each time.
TEST(SimulatedEncoder, GoesOnWhereItWasStopped) {
  SimulatedEncoderPlan plan = tiny();
  plan.tumours = 24;
  plan.epochs = 2;
  const auto whole = trainSimulatedEncoder(plan, 2);
  ASSERT_TRUE(whole) << whole.error().message;
  const test::TempFolder folder;
  Result<SimulatedEncoder> last = fail(ErrorKind::cancelled, "not begun");
  int starts = 0;
  for (; !last && last.error().kind == ErrorKind::cancelled && starts < 12; ++starts) {
    std::stop_source stop;
    int steps = 0;
    const auto progress = [&](const TrainingProgress&) {
      if (++steps == 2) stop.request_stop();
    };
    last = trainSimulatedEncoder(plan, 1 + starts % 2, folder / "encoder.checkpoint", progress, stop.get_token());
  }
  ASSERT_TRUE(last) << last.error().message;
  EXPECT_GT(starts, 2);
  EXPECT_EQ(writeSafetensors(last->features), writeSafetensors(whole->features));
  EXPECT_EQ(writeSafetensors(last->head), writeSafetensors(whole->head));

  plan.mpp = 3;
  const auto other = trainSimulatedEncoder(plan, 1, folder / "encoder.checkpoint");
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().kind, ErrorKind::usage);
}

TEST(SimulatedEncoder, IsWhatNetworksStartFrom) {
  SimulatedEncoderPlan plan = tiny();
  plan.tumours = 16;
  plan.epochs = 1;
  const auto encoder = trainSimulatedEncoder(plan, 2);
  ASSERT_TRUE(encoder) << encoder.error().message;
  EXPECT_TRUE(encoder->features.contains("features.0.0.weight"));
  EXPECT_TRUE(
      std::ranges::all_of(encoder->features, [](const auto& item) { return item.first.starts_with("features."); }));
  BagNetworkSpec spec = encoderSpec(plan);
  spec.network.head = {};  // Noisy-AND
  spec.seed = 77;
  auto network = BagNetwork::create(spec, 1);
  ASSERT_TRUE(network) << network.error().message;
  ASSERT_TRUE((*network)->startFrom(viewsOf(encoder->features), "encoder"));
  const NetworkTensors started = (*network)->tensors();
  for (const auto& [name, tensor] : encoder->features) EXPECT_EQ(started.at(name).values, tensor.values) << name;
}

// So few tumours are learned by heart; that is all that is asked here.
TEST(SimulatedEncoder, LearnsToTellTheTruth) {
  SimulatedEncoderPlan plan = tiny();
  plan.tumours = 24;
  plan.epochs = 30;
  plan.tilesPerTumour = 1;
  plan.augment = {0, 0, 0, false, false};
  const auto encoder = trainSimulatedEncoder(plan, 2);
  ASSERT_TRUE(encoder) << encoder.error().message;
  EXPECT_LT(encoder->history.back().trainingLoss, 0.7 * encoder->history.front().trainingLoss);
}

// New tumours, by their means over some tiles.
TEST(SoakSimulatedEncoder, OrdersNewTumours) {
  SimulatedEncoderPlan plan = tiny();
  plan.tumours = static_cast<std::size_t>(std::max(200, test::soaked(600)));
  plan.tilesPerTumour = 3;
  plan.tuningTumours = 60;
  plan.epochs = 24;
  const auto encoder = trainSimulatedEncoder(plan, 2);
  ASSERT_TRUE(encoder) << encoder.error().message;
  const double order = encoder->history[static_cast<std::size_t>(encoder->bestEpoch)].tuningMetric;
  EXPECT_GT(order, test::soaked(100) == 100 ? 0.8 : 0.7);
}

}  // namespace
}  // namespace snitt
