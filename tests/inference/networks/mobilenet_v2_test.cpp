#include "inference/networks/mobilenet_v2_p.h"

#include <gtest/gtest.h>

#include "inference/networks/module_tensors_p.h"

namespace snitt {
namespace {

std::vector<std::int64_t> shapeOf(const std::map<std::string, at::Tensor>& tensors, const std::string& name) {
  return tensors.contains(name) ? tensors.at(name).sizes().vec() : std::vector<std::int64_t>{-1};
}

using Shape = std::vector<std::int64_t>;

// Names and shapes as in torchvision.models.mobilenet_v2().features.state_dict().
TEST(MobileNetV2, HasTorchvisionsTensors) {
  MobileNetV2Impl network{NetworkSpec{}};
  const auto tensors = moduleTensors({{"", &network}});
  EXPECT_EQ(tensors.size(), 52U * 5);
  EXPECT_EQ(shapeOf(tensors, "features.0.0.weight"), Shape({32, 3, 3, 3}));
  EXPECT_EQ(shapeOf(tensors, "features.0.1.running_var"), Shape({32}));
  EXPECT_EQ(shapeOf(tensors, "features.1.conv.0.0.weight"), Shape({32, 1, 3, 3}));
  EXPECT_EQ(shapeOf(tensors, "features.1.conv.1.weight"), Shape({16, 32, 1, 1}));
  EXPECT_EQ(shapeOf(tensors, "features.1.conv.2.bias"), Shape({16}));
  EXPECT_EQ(shapeOf(tensors, "features.2.conv.0.0.weight"), Shape({96, 16, 1, 1}));
  EXPECT_EQ(shapeOf(tensors, "features.2.conv.1.0.weight"), Shape({96, 1, 3, 3}));
  EXPECT_EQ(shapeOf(tensors, "features.2.conv.2.weight"), Shape({24, 96, 1, 1}));
  EXPECT_EQ(shapeOf(tensors, "features.17.conv.2.weight"), Shape({320, 960, 1, 1}));
  EXPECT_EQ(shapeOf(tensors, "features.17.conv.3.weight"), Shape({320}));
  EXPECT_EQ(shapeOf(tensors, "features.18.0.weight"), Shape({1280, 320, 1, 1}));
  EXPECT_EQ(shapeOf(tensors, "features.18.1.running_mean"), Shape({1280}));

  std::int64_t parameters = 0;
  for (const auto& parameter : network.parameters()) parameters += parameter.numel();
  EXPECT_EQ(parameters, 3'504'872 - 1'281'000);  // torchvision's published count less its classifier
}

TEST(MobileNetV2, HasBiasesInPlaceOfNorms) {
  NetworkSpec spec;
  spec.convolutionBias = true;
  MobileNetV2Impl network{spec};
  const auto tensors = moduleTensors({{"", &network}});
  EXPECT_EQ(tensors.size(), 52U * 2);
  EXPECT_EQ(shapeOf(tensors, "features.1.conv.1.bias"), Shape({16}));
}

std::vector<std::int64_t> outputChannels(double width) {
  std::vector<std::int64_t> channels;
  for (const auto& block : mobileNetV2Layout(width, Padding::torchvision).blocks) {
    const std::int64_t out = block.layers.back().out;
    if (channels.empty() || channels.back() != out) channels.push_back(out);
  }
  return channels;
}

// By torchvision's rule: 32 × 0.35 = 11.2 rounds to 8, which is more than a tenth too small, so 16; 24 × 0.35 = 8.4
// → 8; 64 × 0.35 = 22.4 → 24; 96 × 0.35 = 33.6 → 32. The last layer never gets narrower than 1280.
TEST(MobileNetV2, RoundsChannelsAsTorchvisionDoes) {
  EXPECT_EQ(outputChannels(1), Shape({32, 16, 24, 32, 64, 96, 160, 320, 1280}));
  EXPECT_EQ(outputChannels(0.35), Shape({16, 8, 16, 24, 32, 56, 112, 1280}));
  EXPECT_EQ(outputChannels(1.4), Shape({48, 24, 32, 48, 88, 136, 224, 448, 1792}));
}

TEST(MobileNetV2, PoolsAnyImageSizeToOneVectorPerTile) {
  const torch::NoGradGuard noGradient;
  for (const Padding padding : {Padding::torchvision, Padding::same}) {
    NetworkSpec spec;
    spec.width = 0.25;
    spec.padding = padding;
    MobileNetV2Impl network{spec};
    network.eval();
    EXPECT_EQ(network.forward(torch::rand({2, 3, 61, 64})).sizes().vec(), Shape({2, 1280}));
  }
}

}  // namespace
}  // namespace snitt
