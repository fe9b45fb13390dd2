#include "inference/engine/random_weights.h"

#include <cmath>
#include <random>

#include "inference/engine/centre_head_p.h"
#include "inference/engine/random_tissue_p.h"
#include "inference/engine/worker_p.h"
#include "inference/networks/heads_p.h"
#include "inference/networks/mobilenet_v2_p.h"
#include "inference/networks/module_tensors_p.h"
#include "inference/networks/unet_p.h"

namespace snitt {
namespace {

constexpr int calibrationTiles = 12;
constexpr int calibrationPx = 96;

// Kaiming's sd for layers followed by a rectifier; 1/√inputs for linear ones. One-dimensional parameters stay as torch
// builds a batch norm (1 and 0), and biases are zero.
void fillRandomly(const std::vector<ModulePart>& parts, RandomSource& random) {
  for (auto& [name, tensor] : moduleTensors(parts)) {
    if (tensor.dim() < 2) {
      if (name.ends_with(".bias")) tensor.zero_();
      continue;
    }
    const double inputs = static_cast<double>(tensor.numel()) / static_cast<double>(tensor.size(0));
    const double sd = std::sqrt((tensor.dim() == 4 ? 2.0 : 1.0) / inputs);
    float* values = tensor.data_ptr<float>();
    for (std::int64_t i = 0; i < tensor.numel(); ++i) values[i] = static_cast<float>(sd * random.normal());
  }
}

at::Tensor calibrationBatch(const Normalisation& normalisation, RandomSource& random) {
  at::Tensor batch = at::empty({calibrationTiles, 3, calibrationPx, calibrationPx});
  for (int t = 0; t < calibrationTiles; ++t) {
    const std::vector<float> tile = randomTissue(random, calibrationPx);
    for (int channel = 0; channel < 3; ++channel) {
      const auto c = static_cast<std::size_t>(channel);
      at::Tensor plane = batch[t][channel];
      const auto begin = static_cast<std::ptrdiff_t>(c * tile.size() / 3);
      std::copy_n(tile.begin() + begin, tile.size() / 3, plane.data_ptr<float>());
      plane.sub_(normalisation.mean[c]).div_(normalisation.sd[c]);
    }
  }
  return batch;
}

}  // namespace

Result<std::map<std::string, TensorData>> randomTileNetwork(const NetworkSpec& spec, const Normalisation& normalisation,
                                                            std::uint64_t seed) {
  using Tensors = std::map<std::string, TensorData>;
  return onWorker("random weights", [&]() -> Result<Tensors> {
    if (spec.architecture != "mobilenet_v2") {
      return fail(ErrorKind::unsupported, "there is no scoring network \"" + spec.architecture + "\"");
    }
    RandomSource random(seed);
    const auto network = std::make_shared<MobileNetV2Impl>(spec);
    const auto head = makeHead(spec.head, network->layout().featureCount);
    const std::vector<ModulePart> parts{{"", network.get()}, {"head.", head.get()}};
    fillRandomly(parts, random);
    const at::Tensor images = calibrationBatch(normalisation, random);
    followNextBatch<torch::nn::BatchNorm2dImpl>(*network);
    static_cast<void>(network->forward(images));
    network->eval();
    head->eval();
    centreHead(*head, spec.head, network->forward(images));
    return copyTensors(parts);
  });
}

Result<std::map<std::string, TensorData>> randomSegmentationNetwork(const NetworkSpec& spec, int classes,
                                                                    const Normalisation& normalisation,
                                                                    std::uint64_t seed) {
  using Tensors = std::map<std::string, TensorData>;
  return onWorker("random weights", [&]() -> Result<Tensors> {
    if (spec.architecture != "unet") {
      return fail(ErrorKind::unsupported, "there is no segmentation network \"" + spec.architecture + "\"");
    }
    RandomSource random(seed);
    const auto network = std::make_shared<UNetImpl>(spec, classes);
    const std::vector<ModulePart> parts{{"", network.get()}};
    fillRandomly(parts, random);
    const at::Tensor images = calibrationBatch(normalisation, random);
    followNextBatch<torch::nn::BatchNorm2dImpl>(*network);
    static_cast<void>(network->forward(images));
    network->eval();
    // A wide spread for each class: the post-processing keeps only what a network is sure of.
    const at::Tensor logits = network->forward(images);
    auto tensors = moduleTensors(parts);
    const at::Tensor scale = 3 / logits.std({0, 2, 3}).clamp_min(1e-6);
    tensors.at("output.weight").mul_(scale.view({-1, 1, 1, 1}));
    at::Tensor bias = -logits.mean({0, 2, 3}) * scale;
    bias[classes - 1] += 2;
    tensors.at("output.bias").copy_(bias);
    return copyTensors(parts);
  });
}

}  // namespace snitt
