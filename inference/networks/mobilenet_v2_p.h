// MobileNetV2 (Sandler et al. 2018) without its classifier: an image in, a pooled feature vector out. Layers, channel
// rounding and parameter names are torchvision's (`features.0.0.weight`, `features.1.conv.0.0.weight`, ...).
#pragma once

#include <cstdint>
#include <vector>

#include <torch/torch.h>

#include "core/bundle/manifest.h"
#include "inference/networks/convolution_p.h"

namespace snitt {

struct MobileNetV2Layout {
  struct Block {
    std::vector<ConvLayer> layers;
    bool residual = false;
  };
  std::vector<Block> blocks;  // `features.N` is block N
  std::int64_t featureCount = 0;

  [[nodiscard]] std::int64_t weightCount() const;
};

[[nodiscard]] MobileNetV2Layout mobileNetV2Layout(double width, Padding padding);

// x: N×3×H×W, normalised. Returns N×featureCount in fp32: the mean of the last feature map.
[[nodiscard]] at::Tensor runMobileNetV2(const MobileNetV2Layout& layout, const Convolver& convolver, at::Tensor x);

class MobileNetV2Impl : public torch::nn::Module {
 public:
  // Uses width, padding and convolutionBias.
  explicit MobileNetV2Impl(const NetworkSpec& spec);

  [[nodiscard]] at::Tensor forward(const at::Tensor& x) const { return runMobileNetV2(m_layout, m_modules, x); }
  [[nodiscard]] const MobileNetV2Layout& layout() const { return m_layout; }
  [[nodiscard]] const ConvModules& modules() const { return m_modules; }

 private:
  MobileNetV2Layout m_layout;
  ConvModules m_modules;
};

}  // namespace snitt
