// The one BagNetwork there is.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <torch/torch.h>

#include "inference/networks/heads_p.h"
#include "inference/networks/mobilenet_v2_p.h"
#include "inference/networks/module_tensors_p.h"
#include "inference/training/bag_network.h"
#include "inference/training/training_convolver_p.h"
#include "inference/training/training_device_p.h"

namespace snitt {

class TrainedBagNetwork : public BagNetwork {
 public:
  TrainedBagNetwork(const BagNetworkSpec& spec, int threads);

  Result<void> startFrom(const std::map<std::string, TensorView>& tensors, std::string_view where) override;
  Result<void> restore(const NetworkTensors& tensors, std::string_view where) override;
  NetworkTensors tensors() const override { return copyTensors(parts()); }
  Result<void> estimateNorms(const Bags& sample, const std::stop_token& stop) override;
  Result<void> estimateNormsAndCentreHead(const Bags& sample, const std::stop_token& stop) override;
  void freezeEncoder(bool frozen) override { m_encoderFrozen = frozen; }
  Result<std::vector<double>> outputs(const Bags& bags, const std::stop_token& stop) override;
  Result<Step> gradient(const Bags& bags, const LossFunction& loss, const std::stop_token& stop) override;
  std::span<const TrainedParameter> parameters() const override { return m_described; }

 private:
  // Tiles of one bag that follow each other.
  struct Piece {
    std::size_t bag;
    std::size_t first;
    std::size_t count;
  };
  // What goes through the network together.
  struct Chunk {
    std::vector<Piece> pieces;
    std::size_t tiles = 0;
  };
  // A bag's embeddings (on the host once all are there), and after the loss their gradient, which is on the device.
  struct Pooled {
    at::Tensor embeddings;
    at::Tensor output;
    at::Tensor gradient;
  };

  [[nodiscard]] bool headAlone() const { return m_network == nullptr; }
  [[nodiscard]] std::vector<ModulePart> parts() const;
  [[nodiscard]] const ConvModules& modules() const;
  // Takes what is frozen out of what is trained.
  void freezeBlocks();
  // Chunks of `most` tiles: on a CPU of one bag each, on another device across bags, as bags may be of a tile or two;
  // with norms of chunks as evenChunks has them.
  [[nodiscard]] std::vector<Chunk> chunksOf(const Bags& bags, std::size_t most) const;
  // Across bags and as equal as can be: a norm over one or two tiles left over would be of little use.
  [[nodiscard]] static std::vector<Chunk> evenChunks(const Bags& bags, std::size_t most);
  void take(NormsOf norms);
  // N×3×H×W, or of a head alone N×features, on the host.
  [[nodiscard]] Result<at::Tensor> readTiles(const Bags& bags, const Chunk& chunk) const;
  // These two from tiles on the host to what is on the device.
  [[nodiscard]] at::Tensor featuresOf(at::Tensor tiles) const;
  [[nodiscard]] at::Tensor embed(at::Tensor tiles) const;
  Result<std::vector<Pooled>> embedAll(const Bags& bags, const std::stop_token& stop) const;
  Result<Step> pool(std::vector<Pooled>& bags, const LossFunction& loss, std::vector<at::Tensor>& headGradients);
  Result<void> sumOverChunks(const Bags& bags, const std::vector<Pooled>& pooled, std::vector<at::Tensor>& sums,
                             const std::stop_token& stop);
  // The device's head gets the weights that the host's has now.
  void refreshHead();
  void setGradients(const std::vector<at::Tensor>& leafSums, const std::vector<at::Tensor>& headGradients);
  // Features of every tile of the sample, in order.
  Result<at::Tensor> estimateNetworkNorms(const Bags& sample, const std::stop_token& stop);
  void estimateHeadNorm(const Bags& sample, const at::Tensor& features);

  BagNetworkSpec m_spec;
  int m_threads;
  TrainingDevice m_device;
  bool m_encoderFrozen = false;
  ConvModules m_noModules;                     // of a head alone
  std::shared_ptr<MobileNetV2Impl> m_network;  // null: a head alone
  std::shared_ptr<HeadImpl> m_head;
  std::shared_ptr<HeadImpl> m_headThere;  // on the device: a copy, or on a CPU the same one
  TrainingConvolver m_convolver;
  NormsOf m_norms = NormsOf::statistics;
  std::vector<at::Tensor> m_parameters;  // of the network, then of the head
  std::size_t m_headFirst = 0;           // where the head's begin
  std::vector<at::Tensor> m_gradients;   // as m_parameters
  std::vector<TrainedParameter> m_described;
};

}  // namespace snitt
