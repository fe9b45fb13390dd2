#include "inference/networks/unet_p.h"

#include <gtest/gtest.h>

#include "inference/networks/module_tensors_p.h"

namespace snitt {
namespace {

NetworkSpec smallSpec() {
  NetworkSpec spec;
  spec.baseChannels = 4;
  spec.depth = 3;
  return spec;
}

TEST(UNet, DoublesChannelsAtEachLevel) {
  UNetImpl network(smallSpec(), 3);
  const auto tensors = moduleTensors({{"", &network}});
  using Shape = std::vector<std::int64_t>;
  EXPECT_EQ(tensors.size(), 7U * 2 * 5 + 2);  // seven pairs of convolution and norm, and the output
  EXPECT_EQ(tensors.at("encoder.0.0.weight").sizes().vec(), Shape({4, 3, 3, 3}));
  EXPECT_EQ(tensors.at("encoder.2.3.weight").sizes().vec(), Shape({16, 16, 3, 3}));
  EXPECT_EQ(tensors.at("bottom.0.weight").sizes().vec(), Shape({32, 16, 3, 3}));
  EXPECT_EQ(tensors.at("decoder.2.0.weight").sizes().vec(), Shape({16, 48, 3, 3}));
  EXPECT_EQ(tensors.at("decoder.0.4.running_mean").sizes().vec(), Shape({4}));
  EXPECT_EQ(tensors.at("output.weight").sizes().vec(), Shape({3, 4, 1, 1}));
  EXPECT_EQ(network.layout().weightCount(), [&] {
    std::int64_t count = 0;
    for (const auto& [name, tensor] : tensors) count += tensor.dim() == 4 ? tensor.numel() : 0;
    return count;
  }());
}

// An image that ends in repeated rows and columns is what padding makes of the image without them.
TEST(UNet, TakesSizesThatItsPoolingDoesNotDivide) {
  const torch::NoGradGuard noGradient;
  UNetImpl network(smallSpec(), 3);
  network.eval();
  at::Tensor whole = torch::rand({1, 3, 40, 48});
  whole.slice(2, 37) = whole.slice(2, 36, 37);
  whole.slice(3, 45) = whole.slice(3, 44, 45);
  const at::Tensor cut = network.forward(whole.slice(2, 0, 37).slice(3, 0, 45));
  ASSERT_EQ(cut.sizes().vec(), (std::vector<std::int64_t>{1, 3, 37, 45}));
  EXPECT_TRUE(cut.allclose(network.forward(whole).slice(2, 0, 37).slice(3, 0, 45), 1e-5, 1e-5));
}

// The skip connections carry detail past the poolings: a single changed pixel stays visible at its own place.
TEST(UNet, KeepsSinglePixelsApart) {
  const torch::NoGradGuard noGradient;
  torch::manual_seed(1);
  UNetImpl network(smallSpec(), 2);
  network.eval();
  const at::Tensor x = torch::rand({1, 3, 32, 32});
  at::Tensor changed = x.clone();
  changed[0].select(1, 13).select(1, 21).add_(5);
  const at::Tensor difference = (network.forward(changed) - network.forward(x)).abs().sum(1)[0];
  const std::int64_t strongest = difference.argmax().item<std::int64_t>();
  EXPECT_LE(std::abs(strongest / 32 - 13), 4);
  EXPECT_LE(std::abs(strongest % 32 - 21), 4);
}

}  // namespace
}  // namespace snitt
