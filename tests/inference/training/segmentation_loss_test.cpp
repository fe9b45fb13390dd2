#include "inference/training/segmentation_loss.h"

#include <cmath>

#include <gtest/gtest.h>
#include <torch/torch.h>

#include "core/statistics/resampling/counter_random.h"

namespace snitt {
namespace {

constexpr std::int64_t kClasses = 3;

struct Crop {
  std::vector<float> scores;
  std::vector<std::uint8_t> truth;
  ScoredCrop scored() const { return {scores, truth, kClasses}; }
};

Crop randomCrop(std::size_t pixels, std::uint64_t seed, std::uint32_t ofClasses) {
  statistics::CounterRandom random(seed, 0);
  Crop crop;
  for (std::size_t i = 0; i < pixels; ++i) {
    const std::uint32_t drawn = random.below(ofClasses + 1);
    crop.truth.push_back(drawn == ofClasses ? ignoredPixel : static_cast<std::uint8_t>(drawn));
    for (int c = 0; c < kClasses; ++c) crop.scores.push_back(static_cast<float>(3 * random.normal()));
  }
  return crop;
}

struct Oracle {
  double loss = 0;
  std::vector<at::Tensor> gradients;
};

// The same loss in torch's own operators, in double, by its own differentiation.
Oracle torchLoss(const std::vector<Crop>& crops) {
  std::vector<at::Tensor> scores;
  std::vector<at::Tensor> truths;
  for (const Crop& crop : crops) {
    const auto pixels = static_cast<std::int64_t>(crop.truth.size());
    scores.push_back(torch::tensor(crop.scores).view({pixels, kClasses}).to(at::kDouble).requires_grad_(true));
    std::vector<std::int64_t> truth(crop.truth.begin(), crop.truth.end());
    truths.push_back(torch::tensor(truth));
  }
  const at::Tensor all = at::cat(scores);
  const at::Tensor truth = at::cat(truths);
  const at::Tensor kept = truth != ignoredPixel;
  const at::Tensor p = at::softmax(all, 1).index({kept});
  const at::Tensor g = torch::one_hot(truth.index({kept}), kClasses).to(at::kDouble);
  const at::Tensor dice = 2 * (p * g).sum(0) / (p.sum(0) + g.sum(0));
  const at::Tensor loss = torch::nn::functional::cross_entropy(
                              all, truth, torch::nn::functional::CrossEntropyFuncOptions().ignore_index(ignoredPixel)) +
                          1 - dice.index({g.sum(0) > 0}).mean();
  return {loss.item<double>(), torch::autograd::grad({loss}, scores)};
}

void expectAsTorch(const std::vector<Crop>& crops) {
  SegmentationSums all;
  for (const Crop& crop : crops) all.add(sumsOf(crop.scored()));
  const Oracle oracle = torchLoss(crops);
  EXPECT_NEAR(lossOf(all), oracle.loss, 1e-12 * oracle.loss);
  for (std::size_t i = 0; i < crops.size(); ++i) {
    std::vector<float> gradient(crops[i].scores.size());
    lossGradient(crops[i].scored(), all, 1, gradient);
    const at::Tensor expected = oracle.gradients[i].flatten();
    const double largest = expected.abs().max().item<double>();
    const double off = (torch::tensor(gradient).to(at::kDouble) - expected).abs().max().item<double>();
    EXPECT_LT(off, 1e-7 * largest);
    EXPECT_GT(largest, 0);
  }
}

TEST(SegmentationLoss, AgreesWithTorchOverSeveralCrops) {
  expectAsTorch({randomCrop(200, 1, 3), randomCrop(50, 2, 3), randomCrop(120, 3, 2)});
}

TEST(SegmentationLoss, AgreesWithTorchWhereAClassIsMissing) { expectAsTorch({randomCrop(80, 4, 2)}); }

// One pixel of the second of two classes, both held for equally likely.
TEST(SegmentationLoss, IsWhatTheFormulaGivesByHand) {
  const std::vector<float> scores{0, 0};
  const std::vector<std::uint8_t> truth{1};
  const SegmentationSums sums = sumsOf({scores, truth, 2});
  EXPECT_NEAR(lossOf(sums), std::log(2) + 1 - 2 * 0.5 / 1.5, 1e-15);
}

TEST(SegmentationLoss, IsNothingWhereNoPixelHasAClass) {
  const std::vector<float> scores{4, -2, 1};
  const std::vector<std::uint8_t> truth{ignoredPixel};
  const ScoredCrop crop{scores, truth, 3};
  const SegmentationSums sums = sumsOf(crop);
  EXPECT_EQ(lossOf(sums), 0);
  std::vector<float> gradient(3, 9);
  lossGradient(crop, sums, 1, gradient);
  EXPECT_EQ(gradient, std::vector<float>(3, 0.0F));
}

// A network that is sure, and wrong or right: no logarithm of zero, no overflow.
TEST(SegmentationLoss, StaysFiniteForScoresOfAnySize) {
  for (const std::uint8_t truth : {std::uint8_t{0}, std::uint8_t{1}}) {
    const std::vector<float> scores{3e4F, -3e4F};
    const ScoredCrop crop{scores, {&truth, 1}, 2};
    const SegmentationSums sums = sumsOf(crop);
    EXPECT_NEAR(lossOf(sums), truth == 0 ? 0 : 6e4 + 1, 1e-6);
    std::vector<float> gradient(2);
    lossGradient(crop, sums, 1, gradient);
    EXPECT_TRUE(std::isfinite(gradient[0]) && std::isfinite(gradient[1]));
  }
}

}  // namespace
}  // namespace snitt
