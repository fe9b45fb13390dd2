// What follows the feature extractor: each tile's features become a small embedding, and a bag of embeddings becomes
// one score. A head splits at the embedding, so that a slide's tiles can be embedded in any order and pooled once.
#pragma once

#include <cstdint>
#include <memory>

#include <torch/torch.h>

#include "core/bundle/manifest.h"
#include "inference/engine/bag_summary.h"

namespace snitt {

class HeadImpl : public torch::nn::Module {
 public:
  [[nodiscard]] virtual std::int64_t embeddingSize() const = 0;
  // N×features → N×embeddingSize.
  [[nodiscard]] virtual at::Tensor embed(const at::Tensor& features) = 0;
  // N×embeddingSize → what the bag's score is the logistic of, one value in float64: the output that training works on.
  // Where the score is a mean of tiles' scores it is the log odds of that mean, under Logistic{1, 0}.
  [[nodiscard]] virtual at::Tensor bagOutput(const at::Tensor& embeddings) = 0;
  // N×embeddingSize → the bag's score in [0, 1], one value. N ≥ 1.
  [[nodiscard]] virtual at::Tensor bagScore(const at::Tensor& embeddings, const Logistic& logistic) = 0;
  // N×embeddingSize → N scores: of bags that hold one tile each.
  [[nodiscard]] virtual at::Tensor tileScores(const at::Tensor& embeddings, const Logistic& logistic) = 0;
  // How bags of this head are summed up; a copy of the weights as they are now.
  [[nodiscard]] virtual std::unique_ptr<BagSummary> summary(const Logistic& logistic) = 0;
};

// Noisy-AND over a bag's mean activation (Kraus, Ba and Frey 2016), per channel:
//   P = [σ(a(p̄ − b)) − σ(−ab)] / [σ(a(1 − b)) − σ(−ab)],  so P(0) = 0 and P(1) = 1.
[[nodiscard]] at::Tensor noisyAnd(const at::Tensor& meanActivation, const at::Tensor& b, double slope);

// `instance` (linear → sigmoid) gives the embedding; `noisy_and.b`; `output` (linear).
class NoisyAndHeadImpl : public HeadImpl {
 public:
  NoisyAndHeadImpl(const HeadSpec& spec, std::int64_t featureCount);
  [[nodiscard]] std::int64_t embeddingSize() const override;
  [[nodiscard]] at::Tensor embed(const at::Tensor& features) override;
  [[nodiscard]] at::Tensor bagOutput(const at::Tensor& embeddings) override;
  [[nodiscard]] at::Tensor bagScore(const at::Tensor& embeddings, const Logistic& logistic) override;
  [[nodiscard]] at::Tensor tileScores(const at::Tensor& embeddings, const Logistic& logistic) override;
  [[nodiscard]] std::unique_ptr<BagSummary> summary(const Logistic& logistic) override;

 private:
  double m_slope;
  torch::nn::Linear m_instance;
  at::Tensor m_b;
  torch::nn::Linear m_output;
};

// ABMIL (Ilse, Tomczak and Welling 2018): `encoder.{0,2,…}` (linear, ReLU) give the embedding; `attention.{0,2}`
// (linear, tanh, linear) its weight by a softmax over the bag; optional `norm` (batch norm); `output` (linear).
class AttentionHeadImpl : public HeadImpl {
 public:
  AttentionHeadImpl(const HeadSpec& spec, std::int64_t featureCount);
  [[nodiscard]] std::int64_t embeddingSize() const override { return m_embeddingSize; }
  [[nodiscard]] at::Tensor embed(const at::Tensor& features) override;
  [[nodiscard]] at::Tensor bagOutput(const at::Tensor& embeddings) override;
  [[nodiscard]] at::Tensor bagScore(const at::Tensor& embeddings, const Logistic& logistic) override;
  [[nodiscard]] at::Tensor tileScores(const at::Tensor& embeddings, const Logistic& logistic) override;
  [[nodiscard]] std::unique_ptr<BagSummary> summary(const Logistic& logistic) override;

  // N weights that sum to 1.
  [[nodiscard]] at::Tensor attentionWeights(const at::Tensor& embeddings);
  // Rows of embeddings → outputs before the logistic.
  [[nodiscard]] at::Tensor outputs(const at::Tensor& pooled);
  [[nodiscard]] at::Tensor pooled(const at::Tensor& embeddings);

 private:
  std::int64_t m_embeddingSize;
  torch::nn::Sequential m_encoder;
  torch::nn::Sequential m_attention;
  torch::nn::BatchNorm1d m_norm{nullptr};
  torch::nn::Linear m_output{nullptr};
};

// `output` (linear) gives the embedding, a single logit; the bag's score is the mean of its tiles' scores.
class LinearHeadImpl : public HeadImpl {
 public:
  explicit LinearHeadImpl(std::int64_t featureCount);
  [[nodiscard]] std::int64_t embeddingSize() const override { return 1; }
  [[nodiscard]] at::Tensor embed(const at::Tensor& features) override;
  [[nodiscard]] at::Tensor bagOutput(const at::Tensor& embeddings) override;
  [[nodiscard]] at::Tensor bagScore(const at::Tensor& embeddings, const Logistic& logistic) override;
  [[nodiscard]] at::Tensor tileScores(const at::Tensor& embeddings, const Logistic& logistic) override;
  [[nodiscard]] std::unique_ptr<BagSummary> summary(const Logistic& logistic) override;

 private:
  torch::nn::Linear m_output;
};

// Of a network that scores tiles by itself: its logit, or its probability, is the embedding; the bag's score is the
// mean of its tiles' scores. No parameters.
class OwnScoreHeadImpl : public HeadImpl {
 public:
  enum class Gives { logit, probability };
  explicit OwnScoreHeadImpl(Gives gives) : m_gives(gives) {}
  [[nodiscard]] std::int64_t embeddingSize() const override { return 1; }
  [[nodiscard]] at::Tensor embed(const at::Tensor& features) override { return features; }
  [[nodiscard]] at::Tensor bagOutput(const at::Tensor& embeddings) override;
  [[nodiscard]] at::Tensor bagScore(const at::Tensor& embeddings, const Logistic& logistic) override;
  [[nodiscard]] at::Tensor tileScores(const at::Tensor& embeddings, const Logistic& logistic) override;
  [[nodiscard]] std::unique_ptr<BagSummary> summary(const Logistic& logistic) override;

 private:
  Gives m_gives;
};

// Values in the weights of a head, without building it.
[[nodiscard]] std::int64_t weightCount(const HeadSpec& spec, std::int64_t featureCount);

[[nodiscard]] std::shared_ptr<HeadImpl> makeHead(const HeadSpec& spec, std::int64_t featureCount);

}  // namespace snitt
