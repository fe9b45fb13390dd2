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
  struct Piece {
    std::size_t bag;
    std::size_t first;
    std::size_t count;
  };
  using Chunk = std::vector<Piece>;  // of one bag, but for norms of chunks
  // A bag's embeddings, and after the loss their gradient.
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
  [[nodiscard]] std::vector<Chunk> chunksOf(const Bags& bags) const;
  [[nodiscard]] std::vector<Chunk> chunksOverBags(const Bags& bags) const;
  void take(NormsOf norms);
  // N×3×H×W, or of a head alone N×features.
  [[nodiscard]] Result<at::Tensor> readTiles(const BagTiles& bag, std::size_t first, std::size_t count) const;
  [[nodiscard]] at::Tensor featuresOf(at::Tensor tiles) const;
  [[nodiscard]] Result<at::Tensor> embed(const Bags& bags, const Chunk& chunk) const;
  Result<std::vector<Pooled>> embedAll(const Bags& bags, const std::stop_token& stop) const;
  Result<Step> pool(std::vector<Pooled>& bags, const LossFunction& loss, std::vector<at::Tensor>& headGradients);
  Result<void> sumOverChunks(const Bags& bags, const std::vector<Pooled>& pooled, std::vector<at::Tensor>& sums,
                             const std::stop_token& stop);
  void setGradients(const std::vector<at::Tensor>& leafSums, const std::vector<at::Tensor>& headGradients);
  // Features of every tile of the sample, in order.
  Result<at::Tensor> estimateNetworkNorms(const Bags& sample, const std::stop_token& stop);
  void estimateHeadNorm(const Bags& sample, const at::Tensor& features);

  BagNetworkSpec m_spec;
  int m_threads;
  bool m_encoderFrozen = false;
  ConvModules m_noModules;                     // of a head alone
  std::shared_ptr<MobileNetV2Impl> m_network;  // null: a head alone
  std::shared_ptr<HeadImpl> m_head;
  TrainingConvolver m_convolver;
  NormsOf m_norms = NormsOf::statistics;
  std::vector<at::Tensor> m_parameters;  // of the network, then of the head
  std::size_t m_headFirst = 0;           // where the head's begin
  std::vector<at::Tensor> m_gradients;   // as m_parameters
  std::vector<TrainedParameter> m_described;
};

}  // namespace snitt
