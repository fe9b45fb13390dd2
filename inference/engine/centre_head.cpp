#include "inference/engine/centre_head_p.h"

#include "inference/networks/module_tensors_p.h"

namespace snitt {
namespace {

// Scales and shifts each output of a linear layer (rows of weight) to mean 0 and the given sd over `inputs`.
void centre(at::Tensor& weight, at::Tensor& bias, const at::Tensor& inputs, double sd) {
  const at::Tensor rows = weight.view({weight.size(0), -1});
  const at::Tensor outputs = at::matmul(inputs, rows.t());
  const at::Tensor scale = sd / outputs.std(0).clamp_min(1e-6);
  rows.mul_(scale.unsqueeze(1));
  bias.copy_(-outputs.mean(0) * scale);
}

}  // namespace

void centreHead(HeadImpl& head, const HeadSpec& spec, const at::Tensor& features) {
  auto tensors = moduleTensors({{"", &head}});
  const auto centreLayer = [&](const std::string& name, const at::Tensor& inputs, double sd) {
    centre(tensors.at(name + ".weight"), tensors.at(name + ".bias"), inputs, sd);
  };
  switch (spec.kind) {
    case HeadKind::noisyAnd:
      centreLayer("instance", features, 1.5);
      centreLayer("output", noisyAnd(head.embed(features), tensors.at("noisy_and.b"), spec.slope), 1);
      break;
    case HeadKind::attention: {
      const at::Tensor embeddings = head.embed(features);
      if (!spec.batchNorm) {
        centreLayer("output", embeddings, 1);
        break;
      }
      followNextBatch<torch::nn::BatchNorm1dImpl>(head);
      static_cast<void>(head.tileScores(embeddings, {}));
      head.eval();
      const at::Tensor sd = at::sqrt(tensors.at("norm.running_var") + 1e-5);
      centreLayer("output", (embeddings - tensors.at("norm.running_mean")) / sd, 1);
      break;
    }
    case HeadKind::linear:
      centreLayer("output", features, 1);
      break;
  }
}

}  // namespace snitt
