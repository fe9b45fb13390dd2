#include "core/statistics/calibration/brier.h"

#include <numeric>

#include <fmt/format.h>

#include "core/statistics/calibration/observed_risk.h"
#include "core/statistics/discrimination/horizon_weights.h"

namespace snitt::statistics {
namespace {

std::vector<double> weightedSquares(const HorizonWeights& at, std::span<const double> risk) {
  std::vector<double> result;
  result.reserve(risk.size());
  for (std::size_t i = 0; i < risk.size(); ++i) {
    const double error = (at.state[i] == AtHorizon::event ? 1.0 : 0.0) - risk[i];
    result.push_back(at.weight[i] * error * error);
  }
  return result;
}

double meanOf(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double scaledBy(double value, double ofNull) { return ofNull > 0 ? 1 - value / ofNull : kUndefined; }

double integral(std::span<const double> time, std::span<const double> value, BrierIntegral rule) {
  double sum = 0;
  for (std::size_t i = 0; i + 1 < time.size(); ++i) {
    const double height = rule == BrierIntegral::leftStep ? value[i] : (value[i] + value[i + 1]) / 2;
    sum += height * (time[i + 1] - time[i]);
  }
  return sum / (time.back() - time.front());
}

}  // namespace

Result<BrierScore> brierScore(SurvivalView data, const FixedRisks& risks, std::span<const std::size_t> cluster,
                              std::span<const std::uint8_t> competing) {
  if (auto checked = checkRisks(data, risks, competing); !checked) return fail(checked.error());
  if (!cluster.empty() && cluster.size() != data.size())
    return fail(ErrorKind::usage, "a cluster is needed for each patient");
  const std::vector<double> time = withoutRounding(data.time);
  data.time = time;
  BrierScore result;
  result.horizon = risks.horizon;
  const HorizonWeights at = horizonWeights(data, competing, risks.horizon);
  result.undefined = at.undefined;
  if (!result.undefined.empty()) return result;
  const std::vector<double> squares = weightedSquares(at, risks.risk);
  const double brier = meanOf(squares);
  std::vector<double> influence = censoringInfluence(data, competing, risks.horizon, squares);
  for (std::size_t i = 0; i < influence.size(); ++i) influence[i] += squares[i] - brier;
  result.brier = withInfluence(brier, influence, cluster);
  const std::vector<double> same(data.size(), observedRisk(data, risks.horizon, competing).value);
  result.ofNull = meanOf(weightedSquares(at, same));
  result.scaled = scaledBy(brier, result.ofNull);
  return result;
}

Result<IntegratedBrier> integratedBrier(SurvivalView data, std::span<const FixedRisks> risks, BrierIntegral rule,
                                        std::span<const std::uint8_t> competing) {
  if (risks.size() < 2) return fail(ErrorKind::usage, "an integrated Brier score needs risks at two horizons");
  std::vector<double> horizon, value, ofNull;
  if (rule == BrierIntegral::leftStep) horizon = value = ofNull = {0};
  IntegratedBrier result;
  for (const FixedRisks& one : risks) {
    auto score = brierScore(data, one, {}, competing);
    if (!score) return failIn(fmt::format("horizon {}", one.horizon), score.error());
    if (!horizon.empty() && one.horizon <= horizon.back())
      return fail(ErrorKind::usage, fmt::format("the horizon {} does not follow {}", one.horizon, horizon.back()));
    horizon.push_back(one.horizon);
    value.push_back(score->brier.value);
    ofNull.push_back(score->ofNull);
    if (result.undefined.empty()) result.undefined = score->undefined;
    result.scores.push_back(std::move(*score));
  }
  result.from = horizon.front();
  result.to = horizon.back();
  if (!result.undefined.empty()) return result;
  result.value = integral(horizon, value, rule);
  result.ofNull = integral(horizon, ofNull, rule);
  result.scaled = scaledBy(result.value, result.ofNull);
  return result;
}

}  // namespace snitt::statistics
