#include <array>

#include "inference/networks/convolution_p.h"

namespace snitt {
namespace {

std::int64_t samePadding(std::int64_t size, const ConvLayer& layer) {
  const std::int64_t outputs = (size + layer.stride - 1) / layer.stride;
  return std::max<std::int64_t>(0, (outputs - 1) * layer.stride + layer.kernel - size);
}

}  // namespace

at::Tensor paddedBefore(const ConvLayer& layer, const at::Tensor& x) {
  if (layer.padding != Padding::same || layer.stride == 1) return x;
  const std::int64_t vertical = samePadding(x.size(2), layer);
  const std::int64_t horizontal = samePadding(x.size(3), layer);
  const std::array<std::int64_t, 4> sides{horizontal / 2, horizontal - horizontal / 2, vertical / 2,
                                          vertical - vertical / 2};
  return at::constant_pad_nd(x, sides, 0);
}

std::int64_t paddingWithin(const ConvLayer& layer) {
  return layer.padding == Padding::same && layer.stride > 1 ? 0 : layer.kernel / 2;
}

at::Tensor convolve(const ConvLayer& layer, const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
  return at::conv2d(paddedBefore(layer, x), weight, bias, layer.stride, paddingWithin(layer), 1, layer.groups);
}

void activate(Activation activation, at::Tensor& x) {
  if (activation == Activation::relu) at::relu_(x);
  if (activation == Activation::relu6) at::hardtanh_(x, 0, 6);
}

void ConvModules::add(torch::nn::Module& parent, const std::string& convolutionName, const std::string& normName,
                      const ConvLayer& layer, bool biasInsteadOfNorm) {
  const auto options = torch::nn::Conv2dOptions(layer.in, layer.out, layer.kernel)
                           .stride(layer.stride)
                           .groups(layer.groups)
                           .bias(biasInsteadOfNorm);
  Unit unit{layer, parent.register_module(convolutionName, std::make_shared<torch::nn::Conv2dImpl>(options)), nullptr};
  if (!biasInsteadOfNorm) {
    unit.norm = parent.register_module(normName, std::make_shared<torch::nn::BatchNorm2dImpl>(layer.out));
  }
  m_units.push_back(std::move(unit));
}

at::Tensor ConvModules::run(const ConvLayer& layer, const at::Tensor& x, const at::Tensor* add) const {
  const Unit& unit = m_units.at(layer.index);
  at::Tensor y = convolve(layer, x, unit.convolution->weight, unit.convolution->bias);
  if (unit.norm) y = unit.norm->forward(y);
  if (add != nullptr) y = y + *add;
  activate(layer.activation, y);
  return y;
}

}  // namespace snitt
