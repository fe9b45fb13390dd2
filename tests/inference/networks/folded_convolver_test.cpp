#include "inference/engine/folded_convolver_p.h"

#include <gtest/gtest.h>

#include "inference/networks/mobilenet_v2_p.h"
#include "inference/networks/unet_p.h"

namespace snitt {
namespace {

// Norms as after training: none of them is the identity.
void spreadNorms(torch::nn::Module& network) {
  const torch::NoGradGuard noGradient;
  torch::manual_seed(3);
  for (const auto& module : network.modules(false)) {
    auto* norm = module->as<torch::nn::BatchNorm2dImpl>();
    if (norm == nullptr) continue;
    norm->weight.uniform_(0.8, 1.5);
    norm->bias.normal_(0, 0.3);
    norm->running_mean.normal_(0, 0.3);
    norm->running_var.uniform_(0.2, 1.2);
  }
  network.eval();
}

double relativeDifference(const at::Tensor& found, const at::Tensor& expected) {
  return ((found - expected).abs().max() / expected.abs().max()).item<double>();
}

TEST(FoldedConvolver, GivesWhatTheModulesOfMobileNetV2Give) {
  const torch::NoGradGuard noGradient;
  for (const Padding padding : {Padding::torchvision, Padding::same}) {
    NetworkSpec spec;
    spec.padding = padding;
    MobileNetV2Impl network(spec);
    spreadNorms(network);
    const at::Tensor x = torch::randn({2, 3, 96, 96});
    const at::Tensor expected = network.forward(x);
    const FoldedConvolver folded(network.modules(), {});
    EXPECT_GT(expected.std().item<double>(), 0.01);  // a network that says nothing would fold exactly
    EXPECT_LT(relativeDifference(runMobileNetV2(network.layout(), folded, x), expected), 1e-4);
  }
}

TEST(FoldedConvolver, GivesWhatTheModulesOfUNetGive) {
  const torch::NoGradGuard noGradient;
  UNetImpl network(NetworkSpec{}, 3);
  spreadNorms(network);
  const at::Tensor x = torch::randn({1, 3, 64, 80});
  const at::Tensor expected = network.forward(x);
  const FoldedConvolver folded(network.modules(), {});
  EXPECT_LT(relativeDifference(runUNet(network.layout(), folded, x), expected), 1e-4);
}

TEST(FoldedConvolver, StaysCloseInBf16) {
  const torch::NoGradGuard noGradient;
  NetworkSpec spec;
  spec.width = 0.35;
  MobileNetV2Impl network(spec);
  spreadNorms(network);
  const at::Tensor x = torch::randn({1, 3, 64, 64});
  const FoldedConvolver folded(network.modules(), {"cpu", Precision::bf16});
  const at::Tensor found = runMobileNetV2(network.layout(), folded, x.to(at::kBFloat16));
  EXPECT_EQ(found.scalar_type(), at::kBFloat16);
  EXPECT_LT(relativeDifference(found.to(at::kFloat), network.forward(x)), 0.1);
}

}  // namespace
}  // namespace snitt
