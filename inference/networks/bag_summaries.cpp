#include "inference/networks/bag_summaries_p.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace snitt {
namespace {

// exp of up to this leaves room to add up 1e40 tiles.
constexpr double kLargestExponent = 600;

double sigmoid(double value) { return 1 / (1 + std::exp(-value)); }

double scoreOf(double output, const Logistic& logistic) { return sigmoid(output * logistic.scale + logistic.offset); }

std::optional<double> checked(double score) {
  return std::isfinite(score) ? std::optional(std::clamp(score, 0.0, 1.0)) : std::nullopt;
}

class NoisyAndSummary : public BagSummary {
 public:
  NoisyAndSummary(double slope, std::vector<double> b, LinearUnit output, const Logistic& logistic)
      : m_slope(slope), m_b(std::move(b)), m_output(std::move(output)), m_logistic(logistic) {}

  std::size_t size() const override { return 1 + m_b.size(); }

  void add(std::span<const float> embedding, std::span<double> sums) const override {
    sums[0] += 1;
    for (std::size_t i = 0; i < m_b.size(); ++i) sums[1 + i] += double{embedding[i]};
  }

  std::optional<double> score(std::span<const double> sums) const override {
    if (!(sums[0] > 0)) return std::nullopt;
    double output = m_output.bias;
    for (std::size_t i = 0; i < m_b.size(); ++i) {
      const double atZero = sigmoid(-m_b[i] * m_slope);
      const double atOne = sigmoid((1 - m_b[i]) * m_slope);
      const double at = sigmoid((sums[1 + i] / sums[0] - m_b[i]) * m_slope);
      output += m_output.weights[i] * (at - atZero) / (atOne - atZero);
    }
    return checked(scoreOf(output, m_logistic));
  }

 private:
  double m_slope;
  std::vector<double> m_b;
  LinearUnit m_output;
  Logistic m_logistic;
};

class AttentionSummary : public BagSummary {
 public:
  AttentionSummary(AttentionUnits units, const Logistic& logistic) : m_units(std::move(units)), m_logistic(logistic) {
    // tanh lies in [−1, 1], so no weight can be larger than this. A shift common to all tiles leaves their shares.
    double largest = 0;
    for (const double weight : m_units.weights) largest += std::abs(weight);
    m_shift = std::max(0.0, largest - kLargestExponent);
  }

  std::size_t size() const override { return 1 + m_units.output.weights.size(); }

  void add(std::span<const float> embedding, std::span<double> sums) const override {
    const double weight = std::exp(attention(embedding) - m_shift);
    sums[0] += weight;
    for (std::size_t i = 0; i < embedding.size(); ++i) sums[1 + i] += weight * double{embedding[i]};
  }

  std::optional<double> score(std::span<const double> sums) const override {
    if (!(sums[0] > 0)) return std::nullopt;
    double output = m_units.output.bias;
    for (std::size_t i = 0; i + 1 < sums.size(); ++i)
      output += m_units.output.weights[i] * (m_units.normScale[i] * sums[1 + i] / sums[0] + m_units.normShift[i]);
    return checked(scoreOf(output, m_logistic));
  }

 private:
  [[nodiscard]] double attention(std::span<const float> embedding) const {
    const std::size_t count = m_units.weights.size();
    std::vector<double> hidden = m_units.hiddenBias;
    // Input by input: sums of one unit after the other would wait for each addition.
    for (std::size_t i = 0; i < embedding.size(); ++i) {
      const double* row = m_units.hidden.data() + i * count;
      for (std::size_t unit = 0; unit < count; ++unit) hidden[unit] += row[unit] * double{embedding[i]};
    }
    double sum = 0;
    for (std::size_t unit = 0; unit < count; ++unit) sum += m_units.weights[unit] * std::tanh(hidden[unit]);
    return sum;
  }

  AttentionUnits m_units;
  Logistic m_logistic;
  double m_shift = 0;
};

class MeanScoreSummary : public BagSummary {
 public:
  MeanScoreSummary(bool embeddingIsScore, const Logistic& logistic)
      : m_embeddingIsScore(embeddingIsScore), m_logistic(logistic) {}

  std::size_t size() const override { return 2; }

  void add(std::span<const float> embedding, std::span<double> sums) const override {
    sums[0] += 1;
    sums[1] += m_embeddingIsScore ? double{embedding[0]} : scoreOf(double{embedding[0]}, m_logistic);
  }

  std::optional<double> score(std::span<const double> sums) const override {
    return sums[0] > 0 ? checked(sums[1] / sums[0]) : std::nullopt;
  }

 private:
  bool m_embeddingIsScore;
  Logistic m_logistic;
};

}  // namespace

std::unique_ptr<BagSummary> noisyAndSummary(double slope, std::vector<double> b, LinearUnit output,
                                            const Logistic& logistic) {
  return std::make_unique<NoisyAndSummary>(slope, std::move(b), std::move(output), logistic);
}

std::unique_ptr<BagSummary> attentionSummary(AttentionUnits units, const Logistic& logistic) {
  return std::make_unique<AttentionSummary>(std::move(units), logistic);
}

std::unique_ptr<BagSummary> meanScoreSummary(bool embeddingIsScore, const Logistic& logistic) {
  return std::make_unique<MeanScoreSummary>(embeddingIsScore, logistic);
}

}  // namespace snitt
