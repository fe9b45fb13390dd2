// Learns the size of every convolution's input, padding that comes before it included, without any arithmetic: a
// network is walked once with tensors that have a shape and no memory (LibTorch's meta device).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include <torch/torch.h>

#include "inference/networks/convolution_p.h"

namespace snitt {

using TensorShape = std::array<std::int64_t, 4>;  // N, C, H, W

class ShapeProbe : public Convolver {
 public:
  explicit ShapeProbe(std::size_t layers) : m_inputs(layers) {}

  [[nodiscard]] at::Tensor run(const ConvLayer& layer, const at::Tensor& image,
                               const at::Tensor* add = nullptr) const override;
  [[nodiscard]] const std::vector<TensorShape>& inputs() const { return m_inputs; }

  // What to begin the walk with.
  [[nodiscard]] static at::Tensor image(std::int64_t tiles, std::int64_t edgePx);

 private:
  mutable std::vector<TensorShape> m_inputs;  // by index of the layer; one thread
};

}  // namespace snitt
