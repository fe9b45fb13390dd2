#include "inference/training/training_convolver_p.h"

namespace snitt {
namespace {

at::Tensor leafOf(const at::Tensor& tensor) {
  return tensor.detach()
      .contiguous(tensor.dim() == 4 ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous)
      .requires_grad_(tensor.requires_grad());
}

}  // namespace

void TrainingConvolver::fold() {
  for (std::size_t i = 0; i < m_layers.size(); ++i) fold(i);
}

void TrainingConvolver::fold(std::size_t index) {
  const at::AutoGradMode withGradients(true);
  const ConvModules::Unit& unit = m_modules.units()[index];
  Layer& layer = m_layers[index];
  const auto there = [this](const at::Tensor& tensor) { return tensor.defined() ? tensor.to(m_device) : tensor; };
  layer.foldedWeight = there(unit.convolution->weight);
  layer.foldedBias = there(unit.convolution->bias);
  if (unit.norm) {
    const auto& norm = *unit.norm;
    const at::ScalarType type = layer.foldedWeight.scalar_type();
    const auto exact = [&there](const at::Tensor& tensor) { return there(tensor).to(at::kDouble); };
    const at::Tensor scale = exact(norm.weight) / at::sqrt(exact(norm.running_var) + norm.options.eps());
    layer.foldedWeight = (layer.foldedWeight.to(at::kDouble) * scale.view({-1, 1, 1, 1})).to(type);
    layer.foldedBias = (exact(norm.bias) - exact(norm.running_mean) * scale).to(type);
  }
  layer.weight = leafOf(layer.foldedWeight);
  layer.bias = leafOf(layer.foldedBias);
}

at::Tensor TrainingConvolver::unnormalised(const ConvLayer& layer, const at::Tensor& x) const {
  const at::Tensor& weight = m_modules.units().at(layer.index).convolution->weight;
  return convolve(layer, x, weight.to(m_device).contiguous(at::MemoryFormat::ChannelsLast), {});
}

// In place: neither the convolution nor the sum needs its own output for going back.
at::Tensor TrainingConvolver::run(const ConvLayer& layer, const at::Tensor& x, const at::Tensor* add) const {
  const Layer& own = m_layers.at(layer.index);
  at::Tensor y = convolve(layer, x, own.weight, own.bias);
  if (add != nullptr) y.add_(*add);
  activate(layer.activation, y);
  return y;
}

std::vector<at::Tensor> TrainingConvolver::leaves() const {
  std::vector<at::Tensor> result;
  for (const Layer& layer : m_layers) {
    if (layer.weight.requires_grad()) result.push_back(layer.weight);
    if (layer.bias.requires_grad()) result.push_back(layer.bias);
  }
  return result;
}

std::vector<at::Tensor> TrainingConvolver::backThroughFold(const std::vector<at::Tensor>& leafGradients,
                                                           const std::vector<at::Tensor>& parameters) const {
  std::vector<at::Tensor> folded;
  for (const Layer& layer : m_layers) {
    if (layer.weight.requires_grad()) folded.push_back(layer.foldedWeight);
    if (layer.bias.requires_grad()) folded.push_back(layer.foldedBias);
  }
  if (folded.empty()) return std::vector<at::Tensor>(parameters.size());
  return torch::autograd::grad(folded, parameters, leafGradients, /*retain_graph=*/true, /*create_graph=*/false,
                               /*allow_unused=*/true);
}

}  // namespace snitt
