// Convolution + batch norm + activation, the one building block of both networks. A network is a layout (plain values)
// that is walked with a Convolver, so one layout serves torch's modules, training and the engine's faster paths.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <torch/torch.h>

#include "core/bundle/manifest.h"

namespace snitt {

enum class Activation { none, relu, relu6 };

struct ConvLayer {
  std::size_t index = 0;  // among the convolutions of its network
  std::int64_t in = 0;    // channels
  std::int64_t out = 0;
  std::int64_t kernel = 3;
  std::int64_t stride = 1;
  std::int64_t groups = 1;
  Padding padding = Padding::torchvision;
  Activation activation = Activation::none;

  [[nodiscard]] std::int64_t weightCount() const { return out * (in / groups) * kernel * kernel; }
};

class Convolver {
 public:
  virtual ~Convolver() = default;
  // activation(norm(convolution(x)) [+ add]). Neither x nor add is changed.
  [[nodiscard]] virtual at::Tensor run(const ConvLayer& layer, const at::Tensor& x,
                                       const at::Tensor* add = nullptr) const = 0;
};

// TensorFlow's `same` gives ceil(size / stride) outputs and puts the larger half of the padding at the bottom and
// right, so for even sizes at stride 2 it cannot be a convolution's symmetric padding: the image is padded before.
// Other layers get their image back.
[[nodiscard]] at::Tensor paddedBefore(const ConvLayer& layer, const at::Tensor& x);
// The symmetric padding that is left to the convolution itself.
[[nodiscard]] std::int64_t paddingWithin(const ConvLayer& layer);

// The bare convolution with the layer's padding.
[[nodiscard]] at::Tensor convolve(const ConvLayer& layer, const at::Tensor& x, const at::Tensor& weight,
                                  const at::Tensor& bias);

// In place.
void activate(Activation activation, at::Tensor& x);

// torch::nn modules of a network's convolutions in the order of their index: they own the weights, and running them is
// what all other paths are held against.
class ConvModules : public Convolver {
 public:
  // Registers the convolution, and the batch norm unless `biasInsteadOfNorm`, as children of `parent`.
  void add(torch::nn::Module& parent, const std::string& convolutionName, const std::string& normName,
           const ConvLayer& layer, bool biasInsteadOfNorm);

  [[nodiscard]] at::Tensor run(const ConvLayer& layer, const at::Tensor& x,
                               const at::Tensor* add = nullptr) const override;

  struct Unit {
    ConvLayer layer;
    std::shared_ptr<torch::nn::Conv2dImpl> convolution;
    std::shared_ptr<torch::nn::BatchNorm2dImpl> norm;  // null where the convolution has a bias
  };
  [[nodiscard]] const std::vector<Unit>& units() const { return m_units; }

 private:
  std::vector<Unit> m_units;
};

}  // namespace snitt
