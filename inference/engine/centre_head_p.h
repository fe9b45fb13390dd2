// What makes random weights fit to start from: norms that follow what they see, heads whose outputs spread.
#pragma once

#include <torch/torch.h>

#include "core/bundle/manifest.h"
#include "inference/networks/heads_p.h"

namespace snitt {

// With momentum 1 a single pass in training mode leaves each norm with the statistics of that pass: every layer is
// measured on what the layers before it, already normalised, make of the images.
template <class NormImpl>
void followNextBatch(torch::nn::Module& module) {
  for (const auto& child : module.modules(false)) {
    if (auto* norm = child->template as<NormImpl>()) norm->options.momentum(1.0);
  }
  module.train();
}

// Scales and shifts the linear layers of a head with random weights, so that over `features` (tiles × featureCount) its
// activations and the outputs of single tiles lie around the middle: from there every tile can move them.
void centreHead(HeadImpl& head, const HeadSpec& spec, const at::Tensor& features);

}  // namespace snitt
