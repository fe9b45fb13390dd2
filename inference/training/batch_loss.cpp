#include "inference/training/batch_loss.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace snitt {
namespace {

// log(1 + e^x) without overflow.
double softplus(double x) { return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x))); }

double logistic(double x) { return x >= 0 ? 1 / (1 + std::exp(-x)) : std::exp(x) / (1 + std::exp(x)); }

// The events at one time against their risk set: rows `order[first…]`, of which `order[first … first + deaths)` die.
class RiskSet {
 public:
  RiskSet(std::span<const double> outputs, std::span<const std::size_t> rows, std::size_t deaths)
      : m_rows(rows), m_deaths(deaths), m_weight(rows.size()) {
    m_shift = outputs[rows[0]];
    for (const std::size_t row : rows) m_shift = std::max(m_shift, outputs[row]);
    for (std::size_t i = 0; i < rows.size(); ++i) m_weight[i] = std::exp(outputs[rows[i]] - m_shift);
  }

  // Adds to the log likelihood (without the outputs of those who die) and to the events expected of each row.
  void meet(statistics::CoxTies ties, double& loglik, std::vector<double>& expected) const {
    const double all = std::accumulate(m_weight.begin(), m_weight.end(), 0.0);
    const double dying = std::accumulate(m_weight.begin(), m_weight.begin() + std::ptrdiff_t(m_deaths), 0.0);
    double hazard = 0;
    double hazardOfDying = 0;
    for (std::size_t k = 0; k < m_deaths; ++k) {
      const double gone =
          ties == statistics::CoxTies::efron ? static_cast<double>(k) / static_cast<double>(m_deaths) : 0;
      const double denominator = all - gone * dying;
      loglik -= m_shift + std::log(denominator);
      hazard += 1 / denominator;
      hazardOfDying += (1 - gone) / denominator;
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i)
      expected[m_rows[i]] += m_weight[i] * (i < m_deaths ? hazardOfDying : hazard);
  }

 private:
  std::span<const std::size_t> m_rows;
  std::size_t m_deaths;
  std::vector<double> m_weight;
  double m_shift = 0;
};

}  // namespace

Result<BatchLoss> labelLoss(std::span<const double> outputs, std::span<const std::uint8_t> labels,
                            std::span<const double> weights) {
  if (outputs.size() != labels.size() || (!weights.empty() && weights.size() != outputs.size()))
    return fail(ErrorKind::usage, "outputs, labels and weights of a batch differ in number");
  BatchLoss result;
  const auto count = static_cast<double>(outputs.size());
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const double weight = (weights.empty() ? 1 : weights[i]) / count;
    result.loss += weight * (softplus(outputs[i]) - labels[i] * outputs[i]);
    result.gradient.push_back(weight * (logistic(outputs[i]) - labels[i]));
  }
  return result;
}

Result<BatchLoss> valueLoss(std::span<const double> outputs, std::span<const double> values) {
  if (outputs.size() != values.size()) return fail(ErrorKind::usage, "outputs and values of a batch differ in number");
  BatchLoss result;
  const auto count = static_cast<double>(outputs.size());
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const double difference = outputs[i] - values[i];
    result.loss += difference * difference / count;
    result.gradient.push_back(2 * difference / count);
  }
  return result;
}

Result<BatchLoss> coxLoss(std::span<const double> outputs, statistics::SurvivalView data, statistics::CoxTies ties) {
  if (auto checked = statistics::checkSurvival(data); !checked) return fail(checked.error());
  if (outputs.size() != data.size()) return fail(ErrorKind::usage, "outputs and outcomes of a batch differ in number");
  BatchLoss result{0, std::vector<double>(outputs.size(), 0)};
  const std::vector<std::size_t> order = statistics::orderByTime(data);
  std::vector<double> expected(outputs.size(), 0);
  double loglik = 0;
  double events = 0;
  for (std::size_t first = 0; first < order.size();) {
    const double time = data.time[order[first]];
    std::size_t end = first;
    std::size_t deaths = 0;
    for (; end < order.size() && data.time[order[end]] == time; ++end) {
      if (data.event[order[end]] == 0) continue;
      ++deaths;
      loglik += outputs[order[end]];
    }
    if (deaths > 0) RiskSet(outputs, std::span(order).subspan(first), deaths).meet(ties, loglik, expected);
    events += static_cast<double>(deaths);
    first = end;
  }
  if (events == 0) return result;
  result.loss = -loglik / events;
  for (std::size_t i = 0; i < outputs.size(); ++i) result.gradient[i] = (expected[i] - data.event[i]) / events;
  return result;
}

}  // namespace snitt
