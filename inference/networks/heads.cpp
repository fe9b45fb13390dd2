#include "inference/networks/heads_p.h"

#include "inference/networks/bag_summaries_p.h"

namespace snitt {
namespace {

// In double: the logistic is steep where a manifest scales it, and costs nothing here.
at::Tensor logisticOf(const at::Tensor& output, const Logistic& logistic) {
  return at::sigmoid(output.to(at::kDouble) * logistic.scale + logistic.offset);
}

// Of the mean score of tiles with these log odds: both it and what it leaves to 1 as sums of exponentials, since 1 − p
// would round to 0 for a bag of sure tiles.
at::Tensor logOddsOfMean(const at::Tensor& tileOutputs) {
  const at::Tensor outputs = tileOutputs.to(at::kDouble).view({-1});
  return (at::logsumexp(at::log_sigmoid(outputs), 0) - at::logsumexp(at::log_sigmoid(-outputs), 0)).view({1});
}

std::vector<double> valuesOf(const at::Tensor& tensor) {
  const at::Tensor values = tensor.detach().to(at::kCPU, at::kDouble).contiguous();
  return {values.data_ptr<double>(), values.data_ptr<double>() + values.numel()};
}

LinearUnit unitOf(const torch::nn::Linear& layer) { return {valuesOf(layer->weight), layer->bias.item<double>()}; }

}  // namespace

at::Tensor noisyAnd(const at::Tensor& meanActivation, const at::Tensor& b, double slope) {
  const at::Tensor atZero = at::sigmoid(b * -slope);
  const at::Tensor atOne = at::sigmoid((1 - b) * slope);
  return (at::sigmoid((meanActivation - b) * slope) - atZero) / (atOne - atZero);
}

NoisyAndHeadImpl::NoisyAndHeadImpl(const HeadSpec& spec, std::int64_t featureCount)
    : m_slope(spec.slope),
      m_instance(register_module("instance", torch::nn::Linear(featureCount, spec.channels))),
      m_output(register_module("output", torch::nn::Linear(spec.channels, 1))) {
  const auto pooling = register_module("noisy_and", std::make_shared<torch::nn::Module>());
  m_b = pooling->register_parameter("b", torch::full({spec.channels}, 0.5));
}

std::int64_t NoisyAndHeadImpl::embeddingSize() const { return m_b.size(0); }

at::Tensor NoisyAndHeadImpl::embed(const at::Tensor& features) { return at::sigmoid(m_instance(features)); }

at::Tensor NoisyAndHeadImpl::bagOutput(const at::Tensor& embeddings) {
  return m_output(noisyAnd(embeddings.mean(0), m_b, m_slope)).to(at::kDouble);
}

at::Tensor NoisyAndHeadImpl::bagScore(const at::Tensor& embeddings, const Logistic& logistic) {
  return logisticOf(bagOutput(embeddings), logistic);
}

at::Tensor NoisyAndHeadImpl::tileScores(const at::Tensor& embeddings, const Logistic& logistic) {
  return logisticOf(m_output(noisyAnd(embeddings, m_b, m_slope)).squeeze(1), logistic);
}

std::unique_ptr<BagSummary> NoisyAndHeadImpl::summary(const Logistic& logistic) {
  return noisyAndSummary(m_slope, valuesOf(m_b), unitOf(m_output), logistic);
}

AttentionHeadImpl::AttentionHeadImpl(const HeadSpec& spec, std::int64_t featureCount)
    : m_embeddingSize(spec.encoder.empty() ? featureCount : spec.encoder.back()) {
  m_encoder = register_module("encoder", torch::nn::Sequential());
  std::int64_t width = featureCount;
  for (const int next : spec.encoder) {
    m_encoder->push_back(torch::nn::Linear(width, next));
    m_encoder->push_back(torch::nn::ReLU());
    width = next;
  }
  m_attention =
      register_module("attention", torch::nn::Sequential(torch::nn::Linear(width, spec.attention), torch::nn::Tanh(),
                                                         torch::nn::Linear(spec.attention, 1)));
  if (spec.batchNorm) m_norm = register_module("norm", torch::nn::BatchNorm1d(width));
  m_output = register_module("output", torch::nn::Linear(width, 1));
}

at::Tensor AttentionHeadImpl::embed(const at::Tensor& features) {
  return m_encoder->is_empty() ? features : m_encoder->forward(features);
}

at::Tensor AttentionHeadImpl::attentionWeights(const at::Tensor& embeddings) {
  return at::softmax(m_attention->forward(embeddings).squeeze(1), 0);
}

at::Tensor AttentionHeadImpl::pooled(const at::Tensor& embeddings) {
  return at::matmul(attentionWeights(embeddings).unsqueeze(0), embeddings);
}

at::Tensor AttentionHeadImpl::outputs(const at::Tensor& pooled) {
  return m_output(m_norm.is_empty() ? pooled : m_norm(pooled)).squeeze(1);
}

at::Tensor AttentionHeadImpl::bagOutput(const at::Tensor& embeddings) {
  return outputs(pooled(embeddings)).to(at::kDouble);
}

at::Tensor AttentionHeadImpl::bagScore(const at::Tensor& embeddings, const Logistic& logistic) {
  return logisticOf(bagOutput(embeddings), logistic);
}

// The softmax over a single tile is 1, so that tile's embedding is its bag's.
at::Tensor AttentionHeadImpl::tileScores(const at::Tensor& embeddings, const Logistic& logistic) {
  return logisticOf(outputs(embeddings), logistic);
}

std::unique_ptr<BagSummary> AttentionHeadImpl::summary(const Logistic& logistic) {
  AttentionUnits units;
  const auto& hidden = *m_attention->ptr<torch::nn::LinearImpl>(0);
  units.hidden = valuesOf(hidden.weight.t());
  units.hiddenBias = valuesOf(hidden.bias);
  units.weights = valuesOf(m_attention->ptr<torch::nn::LinearImpl>(2)->weight);
  units.normScale.assign(static_cast<std::size_t>(m_embeddingSize), 1);
  units.normShift.assign(static_cast<std::size_t>(m_embeddingSize), 0);
  if (!m_norm.is_empty()) {
    const at::Tensor scale =
        m_norm->weight.to(at::kDouble) / (m_norm->running_var.to(at::kDouble) + m_norm->options.eps()).sqrt();
    units.normScale = valuesOf(scale);
    units.normShift = valuesOf(m_norm->bias.to(at::kDouble) - m_norm->running_mean.to(at::kDouble) * scale);
  }
  units.output = unitOf(m_output);
  return attentionSummary(std::move(units), logistic);
}

LinearHeadImpl::LinearHeadImpl(std::int64_t featureCount)
    : m_output(register_module("output", torch::nn::Linear(featureCount, 1))) {}

at::Tensor LinearHeadImpl::embed(const at::Tensor& features) { return m_output(features); }

at::Tensor LinearHeadImpl::bagOutput(const at::Tensor& embeddings) { return logOddsOfMean(embeddings); }

at::Tensor LinearHeadImpl::bagScore(const at::Tensor& embeddings, const Logistic& logistic) {
  return tileScores(embeddings, logistic).mean();
}

at::Tensor LinearHeadImpl::tileScores(const at::Tensor& embeddings, const Logistic& logistic) {
  return logisticOf(embeddings.squeeze(1), logistic);
}

std::unique_ptr<BagSummary> LinearHeadImpl::summary(const Logistic& logistic) {
  return meanScoreSummary(false, logistic);
}

at::Tensor OwnScoreHeadImpl::bagOutput(const at::Tensor& embeddings) {
  return m_gives == Gives::logit ? logOddsOfMean(embeddings) : at::logit(embeddings.to(at::kDouble).mean().view({1}));
}

at::Tensor OwnScoreHeadImpl::bagScore(const at::Tensor& embeddings, const Logistic& logistic) {
  return tileScores(embeddings, logistic).mean();
}

at::Tensor OwnScoreHeadImpl::tileScores(const at::Tensor& embeddings, const Logistic& logistic) {
  const at::Tensor values = embeddings.squeeze(1);
  return m_gives == Gives::logit ? logisticOf(values, logistic) : values.to(at::kDouble);
}

std::unique_ptr<BagSummary> OwnScoreHeadImpl::summary(const Logistic& logistic) {
  return meanScoreSummary(m_gives == Gives::probability, logistic);
}

std::int64_t weightCount(const HeadSpec& spec, std::int64_t featureCount) {
  if (spec.kind == HeadKind::linear) return featureCount;
  if (spec.kind == HeadKind::noisyAnd) return featureCount * spec.channels + spec.channels;
  std::int64_t count = 0;
  std::int64_t width = featureCount;
  for (const int next : spec.encoder) {
    count += width * next;
    width = next;
  }
  return count + width * spec.attention + spec.attention + width;
}

std::shared_ptr<HeadImpl> makeHead(const HeadSpec& spec, std::int64_t featureCount) {
  switch (spec.kind) {
    case HeadKind::noisyAnd:
      return std::make_shared<NoisyAndHeadImpl>(spec, featureCount);
    case HeadKind::attention:
      return std::make_shared<AttentionHeadImpl>(spec, featureCount);
    case HeadKind::linear:
      break;
  }
  return std::make_shared<LinearHeadImpl>(featureCount);
}

}  // namespace snitt
