// Convolutions for training, with batch norms whose statistics are constants: each norm is folded into its convolution
// (Jacob et al. 2018, section 3.2) once a step, and the gradient goes back through that fold once a step, in double.
// Exact, and an activation is written and kept once a layer in place of twice.
//
// The modules are the host's. Folding takes weights to the device, and the way back through the fold ends in the host's
// parameters; in between everything is on the device.
#pragma once

#include <utility>
#include <vector>

#include <torch/torch.h>

#include "inference/networks/convolution_p.h"

namespace snitt {

// Or with batch norms over what `run` is given (Ioffe and Szegedy, ICML 2015), through which the gradient goes; where
// that is a part of a batch, "ghost batch norm" (Hoffer, Hubara and Soudry, NeurIPS 2017).
enum class NormsOf { statistics, batch };

// Weights and biases of all layers as `fold` found them, on the device. `run` may be called by several threads at once.
class TrainingConvolver : public Convolver {
 public:
  explicit TrainingConvolver(const ConvModules& modules, const at::Device& device = at::kCPU)
      : m_modules(modules), m_device(device), m_layers(modules.units().size()) {}

  // Norms whose parameters require no gradient are of their statistics all the same. Takes hold with the next `fold`.
  void take(NormsOf norms) { m_norms = norms; }
  // After a change of weights or statistics. Parameters that require no gradient get none.
  void fold();
  void fold(std::size_t layer);

  // Tensors that come and go are on the device.

  // The convolution of a layer without norm and activation: what its norm's statistics are of.
  [[nodiscard]] at::Tensor unnormalised(const ConvLayer& layer, const at::Tensor& x) const;
  [[nodiscard]] at::Tensor run(const ConvLayer& layer, const at::Tensor& x,
                               const at::Tensor* add = nullptr) const override;

  // What `run` works with and gradients are taken of.
  [[nodiscard]] std::vector<at::Tensor> leaves() const;
  // From gradients of the leaves to those of `parameters`, which are the modules'; undefined for one that is not among
  // the layers'.
  [[nodiscard]] std::vector<at::Tensor> backThroughFold(const std::vector<at::Tensor>& leafGradients,
                                                        const std::vector<at::Tensor>& parameters) const;

 private:
  struct Layer {
    at::Tensor foldedWeight;  // with their history, back to the parameters
    at::Tensor foldedBias;
    at::Tensor weight;  // the same values as leaves, channels-last
    at::Tensor bias;
    // Of a norm over the batch: weights and biases above are the convolution's and the norm's.
    at::Tensor foldedScale;
    at::Tensor scale;
    double epsilon = 0;
  };
  // In the order of `leaves`.
  [[nodiscard]] static std::vector<std::pair<at::Tensor, at::Tensor>> leavesWithHistory(const Layer& layer);

  const ConvModules& m_modules;
  at::Device m_device;
  std::vector<Layer> m_layers;
  NormsOf m_norms = NormsOf::statistics;
};

}  // namespace snitt
