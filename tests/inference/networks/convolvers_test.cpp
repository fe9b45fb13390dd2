// The engine's ways to run convolutions against the torch::nn modules that a network is trained with.
#include <gtest/gtest.h>

#include "inference/engine/convolver_choice_p.h"
#include "inference/engine/fused_convolver_p.h"
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

class Convolvers : public testing::TestWithParam<Kernels> {
 protected:
  void SetUp() override {
    if (GetParam() == Kernels::fused && !canFuse()) GTEST_SKIP() << "this processor or LibTorch has no fused kernels";
  }

  [[nodiscard]] static EngineChoice choice(Precision precision) { return {"cpu", precision, GetParam(), 1}; }

  static at::Tensor mobileNet(const MobileNetV2Impl& network, Precision precision, const at::Tensor& x) {
    const auto convolver = makeConvolverFor(network.modules(), choice(precision), [&](const ShapeProbe& probe) {
      static_cast<void>(runMobileNetV2(network.layout(), probe, ShapeProbe::image(1, x.size(2))));
    });
    const auto type = precision == Precision::bf16 ? at::kBFloat16 : at::kFloat;
    return runMobileNetV2(network.layout(), *convolver, x.to(type).contiguous(at::MemoryFormat::ChannelsLast));
  }
};

TEST_P(Convolvers, GiveWhatTheModulesOfMobileNetV2Give) {
  const torch::NoGradGuard noGradient;
  for (const Padding padding : {Padding::torchvision, Padding::same}) {
    NetworkSpec spec;
    spec.padding = padding;
    MobileNetV2Impl network(spec);
    spreadNorms(network);
    const at::Tensor x = torch::randn({2, 3, 96, 96});
    const at::Tensor expected = network.forward(x);
    EXPECT_GT(expected.std().item<double>(), 0.01);  // a network that says nothing would fold exactly
    EXPECT_LT(relativeDifference(mobileNet(network, Precision::fp32, x), expected), 1e-4);
  }
}

// Odd sizes, and others than the one that the weights were laid out for.
TEST_P(Convolvers, TakeTilesOfAnySize) {
  const torch::NoGradGuard noGradient;
  NetworkSpec spec;
  spec.width = 0.35;
  MobileNetV2Impl network(spec);
  spreadNorms(network);
  const auto convolver = makeConvolverFor(network.modules(), choice(Precision::fp32), [&](const ShapeProbe& probe) {
    static_cast<void>(runMobileNetV2(network.layout(), probe, ShapeProbe::image(1, 64)));
  });
  for (const int edge : {33, 64, 101}) {
    const at::Tensor x = torch::randn({1, 3, edge, edge});
    EXPECT_LT(relativeDifference(runMobileNetV2(network.layout(), *convolver, x), network.forward(x)), 1e-4) << edge;
  }
}

TEST_P(Convolvers, GiveWhatTheModulesOfUNetGive) {
  const torch::NoGradGuard noGradient;
  UNetImpl network(NetworkSpec{}, 3);
  spreadNorms(network);
  const at::Tensor x = torch::randn({1, 3, 64, 80});
  const auto convolver = makeConvolverFor(network.modules(), choice(Precision::fp32), [&](const ShapeProbe& probe) {
    static_cast<void>(runUNet(network.layout(), probe, ShapeProbe::image(1, 64)));
  });
  EXPECT_LT(relativeDifference(runUNet(network.layout(), *convolver, x), network.forward(x)), 1e-4);
}

TEST_P(Convolvers, StayCloseInBf16) {
  const torch::NoGradGuard noGradient;
  NetworkSpec spec;
  spec.width = 0.35;
  MobileNetV2Impl network(spec);
  spreadNorms(network);
  const at::Tensor x = torch::randn({1, 3, 64, 64});
  EXPECT_LT(relativeDifference(mobileNet(network, Precision::bf16, x), network.forward(x)), 0.1);
}

TEST_P(Convolvers, LeaveTheirInputAlone) {
  const torch::NoGradGuard noGradient;
  NetworkSpec spec;
  spec.width = 0.35;
  MobileNetV2Impl network(spec);
  spreadNorms(network);
  const at::Tensor x = torch::randn({1, 3, 64, 64}).contiguous(at::MemoryFormat::ChannelsLast);
  const at::Tensor before = x.clone();
  static_cast<void>(mobileNet(network, Precision::fp32, x));
  EXPECT_TRUE(at::equal(x, before));
}

INSTANTIATE_TEST_SUITE_P(Kernels, Convolvers, testing::Values(Kernels::plain, Kernels::fused),
                         [](const auto& kernels) { return std::string(toText(kernels.param)); });

}  // namespace
}  // namespace snitt
