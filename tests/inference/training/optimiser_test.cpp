#include "inference/training/optimiser.h"

#include <limits>

#include <gtest/gtest.h>
#include <torch/torch.h>

namespace snitt {
namespace {

// A matrix and a bias, whose gradients follow from their values.
struct Parameters {
  std::vector<float> matrix{1, -2, 3, 0.5F};
  std::vector<float> bias{0.1F, 0.2F};
  std::vector<float> matrixGradient = std::vector<float>(4);
  std::vector<float> biasGradient = std::vector<float>(2);
  std::vector<TrainedParameter> list{{"a.weight", matrix, matrixGradient, true}, {"a.bias", bias, biasGradient, false}};

  void setGradients(int step) {
    for (std::size_t i = 0; i < 4; ++i) matrixGradient[i] = 0.5F * matrix[i] - 0.1F * static_cast<float>(step);
    for (std::size_t i = 0; i < 2; ++i) biasGradient[i] = 2 * bias[i] + 0.01F * static_cast<float>(step);
  }
};

// torch's optimiser on the same gradients; it decays all it is given, so the bias has a group of its own.
template <class Torch, class Options>
void expectTorchs(const OptimiserOptions& options, const Options& decayed, const Options& plain) {
  Parameters own;
  Optimiser optimiser(options, own.list);
  const at::Tensor matrix = torch::tensor(own.matrix).requires_grad_(true);
  const at::Tensor bias = torch::tensor(own.bias).requires_grad_(true);
  std::vector<torch::optim::OptimizerParamGroup> groups;
  groups.emplace_back(std::vector<at::Tensor>{matrix}, std::make_unique<Options>(decayed));
  groups.emplace_back(std::vector<at::Tensor>{bias}, std::make_unique<Options>(plain));
  Torch reference(groups, plain);
  for (int step = 0; step < 20; ++step) {
    own.setGradients(step);
    matrix.mutable_grad() = torch::tensor(own.matrixGradient);
    bias.mutable_grad() = torch::tensor(own.biasGradient);
    ASSERT_TRUE(optimiser.step(options.learningRate));
    reference.step();
    for (int i = 0; i < 4; ++i) ASSERT_NEAR(own.matrix[i], matrix[i].item<float>(), 1e-5) << step;
    for (int i = 0; i < 2; ++i) ASSERT_NEAR(own.bias[i], bias[i].item<float>(), 1e-5) << step;
  }
}

TEST(Optimiser, AdamWIsTorchs) {
  OptimiserOptions options;
  options.learningRate = 0.05;
  options.weightDecay = 0.1;
  auto plain = torch::optim::AdamWOptions(0.05).weight_decay(0);
  auto decayed = torch::optim::AdamWOptions(0.05).weight_decay(0.1);
  expectTorchs<torch::optim::AdamW>(options, decayed, plain);
}

TEST(Optimiser, SgdIsTorchs) {
  OptimiserOptions options;
  options.kind = OptimiserKind::sgd;
  options.learningRate = 0.02;
  options.weightDecay = 0.1;
  auto plain = torch::optim::SGDOptions(0.02).momentum(0.9);
  auto decayed = torch::optim::SGDOptions(0.02).momentum(0.9).weight_decay(0.1);
  expectTorchs<torch::optim::SGD>(options, decayed, plain);
}

TEST(Optimiser, AdamIsTorchs) {
  OptimiserOptions options;
  options.kind = OptimiserKind::adam;
  options.learningRate = 0.05;
  options.weightDecay = 0.1;
  auto plain = torch::optim::AdamOptions(0.05).weight_decay(0);
  auto decayed = torch::optim::AdamOptions(0.05).weight_decay(0.1);
  expectTorchs<torch::optim::Adam>(options, decayed, plain);
}

// torch.optim.lr_scheduler.OneCycleLR(sgd, max_lr=1.0, total_steps=10): its get_last_lr() at steps 0, 1, 2, 5 and 9.
TEST(Optimiser, OneCycleIsTorchs) {
  OptimiserOptions options;
  options.learningRate = 1;
  EXPECT_NEAR(learningRateAt(options, 0, 10), 0.04, 1e-12);
  EXPECT_NEAR(learningRateAt(options, 1, 10), 0.52, 1e-12);
  EXPECT_NEAR(learningRateAt(options, 2, 10), 1, 1e-12);
  EXPECT_NEAR(learningRateAt(options, 5, 10), 0.6112620219362893, 1e-12);
  EXPECT_NEAR(learningRateAt(options, 9, 10), 4e-6, 1e-12);
  EXPECT_GT(learningRateAt(options, 0, 1), 0);
}

// torch.optim.lr_scheduler.CosineAnnealingLR(sgd, T_max=10) with a learning rate of 1, at steps 0, 1, 5 and 9.
TEST(Optimiser, CosineIsTorchs) {
  OptimiserOptions options;
  options.learningRate = 1;
  options.schedule = LearningSchedule::cosine;
  EXPECT_NEAR(learningRateAt(options, 0, 10), 1, 1e-12);
  EXPECT_NEAR(learningRateAt(options, 1, 10), 0.9755282581475768, 1e-12);
  EXPECT_NEAR(learningRateAt(options, 5, 10), 0.5, 1e-12);
  EXPECT_NEAR(learningRateAt(options, 9, 10), 0.024471741852423234, 1e-12);
  options.schedule = LearningSchedule::constant;
  for (const int step : {0, 5, 9}) EXPECT_EQ(learningRateAt(options, step, 10), 1);
}

// After steps of the head alone, an encoder takes the steps of an optimiser that has only begun.
TEST(Optimiser, AFrozenEncoderWaits) {
  for (const OptimiserKind kind : {OptimiserKind::adamW, OptimiserKind::sgd, OptimiserKind::adam}) {
    OptimiserOptions options;
    options.kind = kind;
    options.weightDecay = 0.1;
    Parameters late;
    late.list[1].ofHead = true;
    Optimiser waiting(options, late.list);
    for (int step = 0; step < 4; ++step) {
      late.setGradients(step);
      ASSERT_TRUE(waiting.step(0.1, /*headAlone=*/true));
    }
    EXPECT_EQ(late.matrix, Parameters().matrix);
    EXPECT_NE(late.bias, Parameters().bias);
    Parameters fresh;
    Optimiser begun(options, fresh.list);
    Optimiser resumed(options, late.list);
    ASSERT_TRUE(resumed.restore(waiting.steps(), waiting.state()));
    for (int step = 0; step < 3; ++step) {
      late.setGradients(step);
      fresh.setGradients(step);
      ASSERT_TRUE(resumed.step(0.1));
      ASSERT_TRUE(begun.step(0.1));
      EXPECT_EQ(late.matrix, fresh.matrix) << static_cast<int>(kind) << " " << step;
    }
  }
}

TEST(Optimiser, GoesOnFromItsState) {
  for (const OptimiserKind kind : {OptimiserKind::adamW, OptimiserKind::sgd, OptimiserKind::adam}) {
    OptimiserOptions options;
    options.kind = kind;
    Parameters through;
    Optimiser whole(options, through.list);
    Parameters first;
    Optimiser before(options, first.list);
    for (int step = 0; step < 6; ++step) {
      through.setGradients(step);
      ASSERT_TRUE(whole.step(0.01));
      if (step >= 3) continue;
      first.setGradients(step);
      ASSERT_TRUE(before.step(0.01));
    }
    Optimiser after(options, first.list);
    ASSERT_TRUE(after.restore(before.steps(), before.state()));
    for (int step = 3; step < 6; ++step) {
      first.setGradients(step);
      ASSERT_TRUE(after.step(0.01));
    }
    EXPECT_EQ(first.matrix, through.matrix);
    EXPECT_EQ(first.bias, through.bias);
    NetworkTensors lacking = before.state();
    lacking.erase("m:a.bias");
    EXPECT_EQ(after.restore({3, 3}, lacking).error().kind, ErrorKind::corrupt);
  }
}

TEST(Optimiser, ShortensLongGradientsAndRefusesNaN) {
  OptimiserOptions options;
  options.kind = OptimiserKind::sgd;
  options.weightDecay = 0;
  options.mostGradientNorm = 1;
  Parameters own;
  own.matrixGradient = {30, 0, 0, 40};
  Optimiser optimiser(options, own.list);
  ASSERT_TRUE(optimiser.step(1));
  EXPECT_NEAR(own.matrix[0], 1 - 0.6, 1e-6);
  EXPECT_NEAR(own.matrix[3], 0.5 - 0.8, 1e-6);
  own.biasGradient[1] = std::numeric_limits<float>::quiet_NaN();
  const auto before = own.matrix;
  const auto refused = optimiser.step(1);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("a.bias"), std::string::npos);
  EXPECT_EQ(own.matrix, before);
}

}  // namespace
}  // namespace snitt
