#include <algorithm>
#include <array>
#include <string>

#include "inference/networks/mobilenet_v2_p.h"

namespace snitt {
namespace {

// Nearest multiple of 8, at least 8 and never more than a tenth below the value: torchvision's rounding, which the
// shapes of its weights follow.
std::int64_t roundedChannels(double value) {
  const auto nearest = static_cast<std::int64_t>(value + 4) / 8 * 8;
  const std::int64_t rounded = std::max<std::int64_t>(8, nearest);
  return static_cast<double>(rounded) < 0.9 * value ? rounded + 8 : rounded;
}

struct Stage {
  std::int64_t expansion;
  std::int64_t channels;
  int repeats;
  std::int64_t stride;
};

// Table 2 of the paper.
constexpr std::array<Stage, 7> stages{
    {{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}}};

MobileNetV2Layout::Block invertedResidual(std::int64_t in, std::int64_t out, std::int64_t stride,
                                          std::int64_t expansion, Padding padding) {
  const std::int64_t hidden = in * expansion;
  MobileNetV2Layout::Block block;
  if (expansion != 1) block.layers.push_back({0, in, hidden, 1, 1, 1, padding, Activation::relu6});
  block.layers.push_back({0, hidden, hidden, 3, stride, hidden, padding, Activation::relu6});
  block.layers.push_back({0, hidden, out, 1, 1, 1, padding, Activation::none});
  block.residual = stride == 1 && in == out;
  return block;
}

}  // namespace

MobileNetV2Layout mobileNetV2Layout(double width, Padding padding) {
  MobileNetV2Layout layout;
  std::int64_t channels = roundedChannels(32 * width);
  layout.blocks.push_back({{{0, 3, channels, 3, 2, 1, padding, Activation::relu6}}, false});
  for (const Stage& stage : stages) {
    const std::int64_t out = roundedChannels(static_cast<double>(stage.channels) * width);
    for (int i = 0; i < stage.repeats; ++i) {
      layout.blocks.push_back(invertedResidual(channels, out, i == 0 ? stage.stride : 1, stage.expansion, padding));
      channels = out;
    }
  }
  layout.featureCount = roundedChannels(1280 * std::max(1.0, width));
  layout.blocks.push_back({{{0, channels, layout.featureCount, 1, 1, 1, padding, Activation::relu6}}, false});

  std::size_t index = 0;
  for (auto& block : layout.blocks) {
    for (auto& layer : block.layers) layer.index = index++;
  }
  return layout;
}

std::int64_t MobileNetV2Layout::weightCount() const {
  std::int64_t count = 0;
  for (const Block& block : blocks) {
    for (const ConvLayer& layer : block.layers) count += layer.weightCount();
  }
  return count;
}

at::Tensor runMobileNetV2(const MobileNetV2Layout& layout, const Convolver& convolver, at::Tensor x) {
  for (const auto& block : layout.blocks) {
    at::Tensor y = x;
    // A block without a residual needs its input no longer: holding it would raise the peak of memory.
    if (!block.residual) x = at::Tensor();
    for (std::size_t i = 0; i < block.layers.size(); ++i) {
      const bool last = i + 1 == block.layers.size();
      y = convolver.run(block.layers[i], y, block.residual && last ? &x : nullptr);
    }
    x = std::move(y);
  }
  // In fp32 whatever the convolutions run in: a sum over the map is where rounding would add up.
  return x.mean({2, 3}, false, at::kFloat);
}

MobileNetV2Impl::MobileNetV2Impl(const NetworkSpec& spec) : m_layout(mobileNetV2Layout(spec.width, spec.padding)) {
  const auto container = [](torch::nn::Module& parent, const std::string& name) {
    return parent.register_module(name, std::make_shared<torch::nn::Module>());
  };
  const auto features = container(*this, "features");
  for (std::size_t b = 0; b < m_layout.blocks.size(); ++b) {
    const auto& layers = m_layout.blocks[b].layers;
    const auto block = container(*features, std::to_string(b));
    if (layers.size() == 1) {
      m_modules.add(*block, "0", "1", layers[0], spec.convolutionBias);
      continue;
    }
    // torchvision nests each convolution with an activation in a Sequential of its own; the last one has none.
    const auto inner = container(*block, "conv");
    for (std::size_t i = 0; i + 1 < layers.size(); ++i) {
      m_modules.add(*container(*inner, std::to_string(i)), "0", "1", layers[i], spec.convolutionBias);
    }
    m_modules.add(*inner, std::to_string(layers.size() - 1), std::to_string(layers.size()), layers.back(),
                  spec.convolutionBias);
  }
}

}  // namespace snitt
