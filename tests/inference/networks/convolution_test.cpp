#include "inference/networks/convolution_p.h"

#include <gtest/gtest.h>

namespace snitt {
namespace {

// A kernel that copies the pixel in its middle shows where each window lies.
at::Tensor copiedPixels(std::int64_t size, Padding padding) {
  const at::Tensor x = torch::arange(size * size, at::kFloat).view({1, 1, size, size});
  at::Tensor weight = torch::zeros({1, 1, 3, 3});
  weight[0][0][1][1] = 1;
  const ConvLayer layer{0, 1, 1, 3, 2, 1, padding, Activation::none};
  return convolve(layer, x, weight, {}).view({-1});
}

at::Tensor floats(const std::vector<float>& values) { return torch::tensor(values); }

TEST(Convolution, EvenSizesPadTorchvisionOnBothSides) {
  EXPECT_TRUE(copiedPixels(4, Padding::torchvision).equal(floats({0, 2, 8, 10})));
}

// TensorFlow, 4 → 2: one row and column of padding in all, at the bottom and right, so that windows begin at pixel 0.
TEST(Convolution, EvenSizesPadSameAtBottomAndRight) {
  EXPECT_TRUE(copiedPixels(4, Padding::same).equal(floats({5, 7, 13, 15})));
}

// 5 → 3 needs two rows in all, one on each side: the two kinds of padding agree.
TEST(Convolution, OddSizesPadAlike) {
  const at::Tensor expected = floats({0, 2, 4, 10, 12, 14, 20, 22, 24});
  EXPECT_TRUE(copiedPixels(5, Padding::same).equal(expected));
  EXPECT_TRUE(copiedPixels(5, Padding::torchvision).equal(expected));
}

TEST(Convolution, AddsTheResidualBeforeTheActivationAndLeavesItsInputs) {
  const torch::NoGradGuard noGradient;
  torch::nn::Module parent;
  ConvModules modules;
  const ConvLayer layer{0, 1, 1, 1, 1, 1, Padding::torchvision, Activation::relu6};
  modules.add(parent, "c", "n", layer, true);
  modules.units()[0].convolution->weight.fill_(2);
  modules.units()[0].convolution->bias.fill_(1);
  const at::Tensor x = floats({-3, 0, 1, 2}).view({1, 1, 2, 2});
  const at::Tensor add = floats({1, 1, 1, 9}).view({1, 1, 2, 2});

  // 2x + 1 + add = -4, 2, 4, 14, cut to [0, 6].
  EXPECT_TRUE(modules.run(layer, x, &add).view({-1}).equal(floats({0, 2, 4, 6})));
  EXPECT_TRUE(x.view({-1}).equal(floats({-3, 0, 1, 2})));
  EXPECT_TRUE(add.view({-1}).equal(floats({1, 1, 1, 9})));
}

}  // namespace
}  // namespace snitt
