#include "inference/engine/fused_convolver_p.h"

#include <string_view>

#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/torch.h>

#include "inference/engine/folded_convolver_p.h"
#include "inference/engine/folding_p.h"

namespace snitt {
namespace {

using Scalars = c10::List<std::optional<at::Scalar>>;
using Convolve = at::Tensor(const at::Tensor& x, const at::Tensor& weight, const std::optional<at::Tensor>& bias,
                            at::IntArrayRef padding, at::IntArrayRef stride, at::IntArrayRef dilation,
                            std::int64_t groups, std::string_view attr, Scalars scalars,
                            std::optional<std::string_view> algorithm);
using ConvolveAndAdd = at::Tensor(const at::Tensor& x, const at::Tensor& add, const at::Tensor& weight,
                                  const std::optional<at::Tensor>& bias, at::IntArrayRef padding,
                                  at::IntArrayRef stride, at::IntArrayRef dilation, std::int64_t groups,
                                  std::string_view binary, std::optional<at::Scalar> alpha,
                                  std::optional<std::string_view> unary, Scalars scalars,
                                  std::optional<std::string_view> algorithm);
using Reorder = at::Tensor(const at::Tensor& weight, at::IntArrayRef padding, at::IntArrayRef stride,
                           at::IntArrayRef dilation, std::int64_t groups, at::OptionalIntArrayRef inputSize);

struct Operators {
  c10::TypedOperatorHandle<Convolve> convolve;
  c10::TypedOperatorHandle<ConvolveAndAdd> convolveAndAdd;
  c10::TypedOperatorHandle<Reorder> reorder;
};

template <class Signature>
std::optional<c10::TypedOperatorHandle<Signature>> find(const char* name, const char* overload) {
  const auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
  if (!handle) return std::nullopt;
  return handle->typed<Signature>();
}

std::optional<Operators> findOperators() {
  try {
    const auto convolve = find<Convolve>("mkldnn::_convolution_pointwise", "");
    const auto convolveAndAdd = find<ConvolveAndAdd>("mkldnn::_convolution_pointwise", "binary");
    const auto reorder = find<Reorder>("mkldnn::_reorder_convolution_weight", "");
    if (!convolve || !convolveAndAdd || !reorder) return std::nullopt;
    return Operators{*convolve, *convolveAndAdd, *reorder};
  } catch (const c10::Error&) {
    return std::nullopt;  // another LibTorch may give them other parameters
  }
}

const std::optional<Operators>& operators() {
  static const std::optional<Operators> found = findOperators();
  return found;
}

std::array<std::int64_t, 2> paddingOf(const ConvLayer& layer) { return {paddingWithin(layer), paddingWithin(layer)}; }

constexpr std::array<std::int64_t, 2> noDilation{1, 1};

std::string_view attributeOf(Activation activation) {
  if (activation == Activation::relu) return "relu";
  return activation == Activation::relu6 ? "hardtanh" : "none";
}

const Scalars& boundsOf(Activation activation) {
  static const Scalars none;
  static const Scalars relu6 = [] {
    Scalars bounds;
    bounds.push_back(at::Scalar(0.0));
    bounds.push_back(at::Scalar(6.0));
    return bounds;
  }();
  return activation == Activation::relu6 ? relu6 : none;
}

}  // namespace

bool canFuse() { return at::hasMKLDNN() && at::get_cpu_capability() != "DEFAULT" && operators().has_value(); }

FusedConvolver::FusedConvolver(const ConvModules& modules, Precision precision,
                               const std::vector<TensorShape>& inputs) {
  const c10::InferenceMode inference;
  const at::ScalarType type = scalarTypeOf(precision);
  for (const auto& unit : modules.units()) {
    const ConvLayer& layer = unit.layer;
    const FoldedConvolution folded = fold(unit);
    const auto padding = paddingOf(layer);
    const std::array<std::int64_t, 2> stride{layer.stride, layer.stride};
    m_layers.push_back({operators()->reorder.call(folded.weight.to(type), padding, stride, noDilation, layer.groups,
                                                  at::IntArrayRef(inputs.at(layer.index))),
                        folded.bias.to(type)});
  }
}

at::Tensor FusedConvolver::run(const ConvLayer& layer, const at::Tensor& x, const at::Tensor* add) const {
  const Prepared& prepared = m_layers.at(layer.index);
  const auto padding = paddingOf(layer);
  const std::array<std::int64_t, 2> stride{layer.stride, layer.stride};
  const at::Tensor input = paddedBefore(layer, x);
  if (add == nullptr) {
    return operators()->convolve.call(input, prepared.weight, prepared.bias, padding, stride, noDilation, layer.groups,
                                      attributeOf(layer.activation), boundsOf(layer.activation), std::nullopt);
  }
  // The sum comes before the activation, as in ConvModules; MobileNetV2 has none after it.
  const std::optional<std::string_view> after =
      layer.activation == Activation::none ? std::nullopt : std::optional(attributeOf(layer.activation));
  return operators()->convolveAndAdd.call(input, *add, prepared.weight, prepared.bias, padding, stride, noDilation,
                                          layer.groups, "add", at::Scalar(1.0), after, boundsOf(layer.activation),
                                          std::nullopt);
}

}  // namespace snitt
