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
  layer.foldedScale = at::Tensor();
  layer.scale = at::Tensor();
  if (unit.norm && m_norms == NormsOf::batch && unit.norm->weight.requires_grad()) {
    layer.foldedWeight = layer.foldedWeight.clone();
    layer.foldedBias = there(unit.norm->bias).clone();
    layer.foldedScale = there(unit.norm->weight).clone();
    layer.scale = leafOf(layer.foldedScale);
    layer.epsilon = unit.norm->options.eps();
  } else if (unit.norm) {
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
  const bool ofBatch = own.scale.defined();
  at::Tensor y = convolve(layer, x, own.weight, ofBatch ? at::Tensor() : own.bias);
  if (ofBatch) y = at::batch_norm(y, own.scale, own.bias, {}, {}, /*training=*/true, 0, own.epsilon, false);
  if (add != nullptr) y.add_(*add);
  activate(layer.activation, y);
  return y;
}

std::vector<std::pair<at::Tensor, at::Tensor>> TrainingConvolver::leavesWithHistory(const Layer& layer) {
  std::vector<std::pair<at::Tensor, at::Tensor>> result;
  for (const auto& pair : {std::pair(layer.weight, layer.foldedWeight), std::pair(layer.bias, layer.foldedBias),
                           std::pair(layer.scale, layer.foldedScale)})
    if (pair.first.defined() && pair.first.requires_grad()) result.push_back(pair);
  return result;
}

std::vector<at::Tensor> TrainingConvolver::leaves() const {
  std::vector<at::Tensor> result;
  for (const Layer& layer : m_layers)
    for (const auto& [leaf, folded] : leavesWithHistory(layer)) result.push_back(leaf);
  return result;
}

std::vector<at::Tensor> TrainingConvolver::backThroughFold(const std::vector<at::Tensor>& leafGradients,
                                                           const std::vector<at::Tensor>& parameters) const {
  std::vector<at::Tensor> history;
  for (const Layer& layer : m_layers)
    for (const auto& [leaf, folded] : leavesWithHistory(layer)) history.push_back(folded);
  if (history.empty()) return std::vector<at::Tensor>(parameters.size());
  return torch::autograd::grad(history, parameters, leafGradients, /*retain_graph=*/true, /*create_graph=*/false,
                               /*allow_unused=*/true);
}

}  // namespace snitt
