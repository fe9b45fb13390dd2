// U-Net (Ronneberger et al. 2015) with zero-padded convolutions, batch norm and bilinear upsampling.
//
// Parameter names: `encoder.L.{0,1,3,4}` (convolution, norm, convolution, norm) of level L = 0 .. depth - 1,
// `bottom.{0,1,3,4}`, `decoder.L.{0,1,3,4}` and `output` (1×1). A decoder level sees its skip connection first, then
// the upsampled level below it.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <torch/torch.h>

#include "core/bundle/manifest.h"
#include "inference/networks/convolution_p.h"

namespace snitt {

struct UNetLayout {
  using Pair = std::array<ConvLayer, 2>;
  std::vector<Pair> encoder;  // level 0 first
  Pair bottom;
  std::vector<Pair> decoder;  // level 0 first, though it runs last
  ConvLayer output;

  [[nodiscard]] std::int64_t weightCount() const;
};

[[nodiscard]] UNetLayout uNetLayout(int baseChannels, int depth, int classes);

// x: N×3×H×W, normalised, of any size (padded inside by repeating its border, and cropped again). Returns the classes'
// scores before the softmax, N×classes×H×W.
[[nodiscard]] at::Tensor runUNet(const UNetLayout& layout, const Convolver& convolver, const at::Tensor& x);

class UNetImpl : public torch::nn::Module {
 public:
  // Uses baseChannels, depth and convolutionBias.
  UNetImpl(const NetworkSpec& spec, int classes);

  [[nodiscard]] at::Tensor forward(const at::Tensor& x) const { return runUNet(m_layout, m_modules, x); }
  [[nodiscard]] const UNetLayout& layout() const { return m_layout; }
  [[nodiscard]] const ConvModules& modules() const { return m_modules; }

 private:
  UNetLayout m_layout;
  ConvModules m_modules;
};

}  // namespace snitt
