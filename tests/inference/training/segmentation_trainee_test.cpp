#include "inference/training/segmentation_trainee.h"

#include <set>

#include <gtest/gtest.h>
#include <torch/torch.h>

#include "inference/engine/centre_head_p.h"
#include "inference/networks/module_tensors_p.h"
#include "inference/networks/unet_p.h"
#include "tests/inference/training/disc_tiles.h"

namespace snitt {
namespace {

constexpr std::size_t kCrops = 10;  // more than a group

// Crop `number` of the discs, as it is.
Result<SegmentationCrop> readDisc(std::size_t number) {
  const test::DiscTiles tiles(kCrops, 3);
  const SegmentationNetworkSpec spec = test::smallUNet();
  const auto pixels = static_cast<std::size_t>(spec.cropPx * spec.cropPx);
  std::vector<std::uint8_t> rgb(3 * pixels);
  std::vector<std::uint8_t> classes(pixels);
  auto drawn = tiles.draw(number, {17, number}, spec.cropPx, rgb, classes);
  if (!drawn) return fail(drawn.error());
  return changedCrop(rgb, classes, spec.cropPx, {}, channelScale(spec.normalisation));
}

at::Tensor inputOf(const SegmentationCrop& crop) {
  const std::int64_t edge = test::smallUNet().cropPx;
  return torch::tensor(crop.pixels).view({1, edge, edge, 3}).permute({0, 3, 1, 2});
}

std::unique_ptr<SegmentationTrainee> trainee(int threads) {
  auto made = SegmentationTrainee::create(test::smallUNet(), threads);
  if (!made) throw std::runtime_error(made.error().message);
  // Away from the start, where the output's zeros let no gradient through.
  NetworkTensors tensors = (*made)->tensors();
  statistics::CounterRandom random(5, 5);
  for (float& value : tensors.at("output.weight").values) value = static_cast<float>(random.normal());
  if (!(*made)->restore(viewsOf(tensors), "test")) throw std::runtime_error("not restored");
  return std::move(*made);
}

std::shared_ptr<UNetImpl> torchNetwork(const NetworkTensors& tensors) {
  auto network = std::make_shared<UNetImpl>(test::smallUNet().network, 3);
  EXPECT_TRUE(fillModules({{"", network.get()}}, viewsOf(tensors), "test"));
  return network;
}

// torch's own modules, differentiation and cross-entropy, with the Dice written out, in double.
TEST(SegmentationTrainee, GradientIsThatOfTorch) {
  constexpr std::size_t count = 3;
  const auto network = trainee(2);
  ASSERT_TRUE(network->estimateNorms(count, readDisc, {}));
  const auto loss = network->gradient(count, readDisc, {});
  ASSERT_TRUE(loss) << loss.error().message;

  const auto oracle = torchNetwork(network->tensors());
  oracle->to(at::kDouble);
  oracle->eval();
  std::vector<at::Tensor> inputs;
  std::vector<at::Tensor> truths;
  for (std::size_t i = 0; i < count; ++i) {
    const SegmentationCrop crop = readDisc(i).value();
    inputs.push_back(inputOf(crop).to(at::kDouble));
    truths.push_back(torch::tensor(std::vector<std::int64_t>(crop.classes.begin(), crop.classes.end())));
  }
  const at::Tensor scores = oracle->forward(at::cat(inputs)).permute({0, 2, 3, 1}).reshape({-1, 3});
  const at::Tensor truth = at::cat(truths);
  const at::Tensor kept = truth != ignoredPixel;
  const at::Tensor p = at::softmax(scores.index({kept}), 1);
  const at::Tensor g = torch::one_hot(truth.index({kept}), 3).to(at::kDouble);
  const at::Tensor expected =
      at::nll_loss(at::log(p), truth.index({kept})) + 1 - (2 * (p * g).sum(0) / (p.sum(0) + g.sum(0))).mean();
  EXPECT_NEAR(*loss, expected.item<double>(), 1e-4 * *loss);
  expected.backward();

  double squares = 0;
  double off = 0;
  const auto named = oracle->named_parameters();
  for (const TrainedParameter& parameter : network->parameters()) {
    const at::Tensor own = torch::tensor(std::vector<float>(parameter.gradient.begin(), parameter.gradient.end()));
    const at::Tensor theirs = named[parameter.name].grad().flatten();
    squares += theirs.square().sum().item<double>();
    off += (own.to(at::kDouble) - theirs).square().sum().item<double>();
  }
  EXPECT_GT(squares, 0);
  EXPECT_LT(std::sqrt(off / squares), 1e-3);
}

// One pass of torch's in training mode over all crops as one batch; its variance is over n − 1.
TEST(SegmentationTrainee, NormsAreThoseOfOneBatch) {
  const auto network = trainee(2);
  const auto oracle = torchNetwork(network->tensors());
  followNextBatch<torch::nn::BatchNorm2dImpl>(*oracle);
  std::vector<at::Tensor> inputs;
  for (std::size_t i = 0; i < kCrops; ++i) inputs.push_back(inputOf(readDisc(i).value()));
  static_cast<void>(oracle->forward(at::cat(inputs)));
  ASSERT_TRUE(network->estimateNorms(kCrops, readDisc, {}));
  const NetworkTensors found = network->tensors();
  int norms = 0;
  for (const auto& [name, expected] : moduleTensors({{"", oracle.get()}})) {
    if (!name.ends_with("running_mean") && !name.ends_with("running_var")) continue;
    ++norms;
    EXPECT_TRUE(torch::tensor(found.at(name).values).allclose(expected, 2e-3, 1e-4)) << name;
  }
  EXPECT_EQ(norms, 20);
}

TEST(SegmentationTrainee, ThreadsChangeNoBit) {
  std::vector<std::vector<float>> gradients;
  std::vector<double> losses;
  for (const int threads : {1, 2}) {
    const auto network = trainee(threads);
    ASSERT_TRUE(network->estimateNorms(kCrops, readDisc, {}));
    losses.push_back(network->gradient(kCrops, readDisc, {}).value());
    losses.push_back(network->judge(kCrops, readDisc, {}).value().loss);
    gradients.emplace_back();
    for (const TrainedParameter& parameter : network->parameters())
      gradients.back().insert(gradients.back().end(), parameter.gradient.begin(), parameter.gradient.end());
  }
  EXPECT_EQ(gradients[0], gradients[1]);
  EXPECT_EQ(losses[0], losses[2]);
  EXPECT_EQ(losses[1], losses[3]);
}

TEST(SegmentationTrainee, LearnsNothingFromPixelsWithoutClass) {
  const auto network = trainee(1);
  const auto ignored = [](std::size_t number) -> Result<SegmentationCrop> {
    auto crop = readDisc(number);
    std::ranges::fill(crop->classes, ignoredPixel);
    return crop;
  };
  EXPECT_EQ(network->gradient(2, ignored, {}).value(), 0);
  for (const TrainedParameter& parameter : network->parameters())
    EXPECT_TRUE(std::ranges::all_of(parameter.gradient, [](float value) { return value == 0; })) << parameter.name;
  EXPECT_EQ(network->judge(2, ignored, {}).value().counts.diceAt(10), 1);
}

// Each pixel's red is its class: so it must be after every mirroring and turn.
TEST(SegmentationCrop, MovesClassesWithTheirPixels) {
  constexpr int edge = 8;
  std::vector<std::uint8_t> rgb;
  std::vector<std::uint8_t> classes;
  for (std::uint8_t value = 0; value < edge * edge; ++value) {
    classes.push_back(value);
    rgb.insert(rgb.end(), {value, 0, 0});
  }
  ChannelScale asTheyAre;
  asTheyAre.scale = {1, 1, 1};
  std::set<std::string> different;
  for (int which = 0; which < 8; ++which) {
    TileChange change;
    change.transposed = (which & 1) != 0;
    change.mirroredX = (which & 2) != 0;
    change.mirroredY = (which & 4) != 0;
    const SegmentationCrop crop = changedCrop(rgb, classes, edge, change, asTheyAre);
    for (std::size_t i = 0; i < classes.size(); ++i) ASSERT_EQ(crop.pixels[3 * i], crop.classes[i]) << which;
    different.emplace(crop.classes.begin(), crop.classes.end());
  }
  EXPECT_EQ(different.size(), 8U);
}

TEST(TumourCounts, DiceIsThatOfThePixelsAboveAThreshold) {
  TumourCounts counts;
  counts.tumour[9] = 10;   // 0.45 … 0.5
  counts.tumour[10] = 30;  // 0.5 … 0.55
  counts.other[10] = 5;
  counts.other[3] = 100;
  EXPECT_DOUBLE_EQ(counts.diceAt(10), 2.0 * 30 / (40 + 35));
  EXPECT_DOUBLE_EQ(counts.diceAt(9), 2.0 * 40 / (40 + 45));
  EXPECT_DOUBLE_EQ(counts.shareAt(10), 0.75);
  EXPECT_EQ(TumourCounts{}.diceAt(10), 1);
}

}  // namespace
}  // namespace snitt
