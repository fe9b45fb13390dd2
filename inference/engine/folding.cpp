#include "inference/engine/folding_p.h"

namespace snitt {

FoldedConvolution fold(const ConvModules::Unit& unit) {
  const c10::InferenceMode inference;
  // In double, so that folding costs no more than the last rounding.
  const at::Tensor weight = unit.convolution->weight.to(at::kDouble);
  if (!unit.norm) {
    const at::Tensor& bias = unit.convolution->bias;
    return {weight, bias.defined() ? bias.to(at::kDouble) : at::zeros({unit.layer.out}, at::kDouble)};
  }
  const auto& norm = *unit.norm;
  const at::Tensor scale =
      norm.weight.to(at::kDouble) / at::sqrt(norm.running_var.to(at::kDouble) + norm.options.eps());
  return {weight * scale.view({-1, 1, 1, 1}), norm.bias.to(at::kDouble) - norm.running_mean.to(at::kDouble) * scale};
}

}  // namespace snitt
