#include "core/statistics/calibration/calibration_model.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include <Eigen/Dense>

#include "core/statistics/calibration/observed_risk.h"
#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

using Vector = Eigen::VectorXd;
using Matrix = Eigen::MatrixXd;

struct Fit {
  Vector beta;
  Matrix covariance;
};

// The mean by the inverse link, and its derivative.
void meanOf(const Vector& eta, Vector& mean, Vector& slope) {
  for (Eigen::Index i = 0; i < eta.size(); ++i) {
    const double hazard = std::exp(eta[i]);
    mean[i] = -std::expm1(-hazard);
    slope[i] = std::isfinite(hazard) ? hazard * std::exp(-hazard) : 0;
  }
}

// (XᵀD²X)⁻¹ Σ D²xxᵀr² (XᵀD²X)⁻¹.
std::optional<Fit> sandwich(const Matrix& weighted, const Vector& residual, Vector beta) {
  const Eigen::LDLT<Matrix> bread(weighted.transpose() * weighted);
  if (bread.info() != Eigen::Success || !bread.isPositive() || bread.rcond() < 1e-14) return std::nullopt;
  const Matrix scores = residual.asDiagonal() * weighted;
  const Matrix half = bread.solve(scores.transpose());
  return Fit{std::move(beta), half * half.transpose()};
}

// Gauss and Newton's iterations, a step halved while it makes the sum of squares worse.
std::optional<Fit> fitCloglog(const Matrix& x, const Vector& y, const Vector& offset, Vector beta) {
  Vector mean(y.size()), slope(y.size());
  const auto squares = [&](const Vector& at) {
    meanOf(x * at + offset, mean, slope);
    return (y - mean).squaredNorm();
  };
  double best = squares(beta);
  for (int round = 0; round < 1000; ++round) {
    const Matrix weighted = slope.asDiagonal() * x;
    const Vector residual = y - mean;
    const Eigen::ColPivHouseholderQR<Matrix> qr(weighted);
    if (qr.rank() < x.cols()) return std::nullopt;
    Vector step = qr.solve(residual);
    if (!step.allFinite()) return std::nullopt;
    if (step.norm() <= 1e-12 * (1 + beta.norm())) return sandwich(weighted, residual, beta);
    double now = squares(beta + step);
    for (int halving = 0; halving < 40 && !(now <= best * (1 + 1e-14)); ++halving) {
      step /= 2;
      now = squares(beta + step);
    }
    beta += step;
    best = now;
  }
  return std::nullopt;
}

Estimate estimateOf(double value, double stdErr) {
  return {value, stdErr, value - normal975() * stdErr, value + normal975() * stdErr};
}

std::string whyNoModel(SurvivalView data, const FixedRisks& risks, std::span<const std::uint8_t> competing) {
  const double observed = observedRisk(data, risks.horizon, competing).value;
  if (std::isnan(observed)) return "nobody was followed up to the horizon";
  for (const double risk : risks.risk)
    if (risk == 0 || risk == 1) return "a predicted risk is exactly 0 or 1";
  bool events = false;
  for (std::size_t i = 0; i < data.size(); ++i)
    events = events || (data.event[i] == 1 && data.time[i] <= risks.horizon);
  if (!events) return "nobody had the event by the horizon";
  if (!(observed < 1)) return "everybody had the event by the horizon";
  if (data.size() < 2) return "there is one patient only";
  return {};
}

}  // namespace

CalibrationModel calibrationModel(SurvivalView data, const FixedRisks& risks, std::span<const std::uint8_t> competing) {
  const std::vector<double> time = withoutRounding(data.time);
  data.time = time;
  CalibrationModel result;
  result.interceptUndefined = result.slopeUndefined = whyNoModel(data, risks, competing);
  if (!result.interceptUndefined.empty()) return result;
  const std::vector<double> pseudo = pseudoRisks(data, risks.horizon, competing);
  const auto n = static_cast<Eigen::Index>(pseudo.size());
  const Vector y = Eigen::Map<const Vector>(pseudo.data(), n);
  Matrix x(n, 2);
  for (Eigen::Index i = 0; i < n; ++i) {
    x(i, 0) = 1;
    x(i, 1) = std::log(-std::log1p(-risks.risk[static_cast<std::size_t>(i)]));
  }
  if (const auto fit = fitCloglog(x.leftCols(1), y, x.col(1), Vector::Zero(1)))
    result.intercept = estimateOf(fit->beta[0], std::sqrt(fit->covariance(0, 0)));
  else
    result.interceptUndefined = "the fit does not converge";
  const auto [lowest, highest] = std::ranges::minmax(risks.risk);
  if (!(lowest < highest)) {
    result.slopeUndefined = "all predicted risks are the same";
    return result;
  }
  const double start = std::isnan(result.intercept.value) ? 0 : result.intercept.value;
  if (const auto fit = fitCloglog(x, y, Vector::Zero(n), Eigen::Vector2d(start, 1)))
    result.slope = estimateOf(fit->beta[1], std::sqrt(fit->covariance(1, 1)));
  else
    result.slopeUndefined = "the fit does not converge";
  return result;
}

ObservedExpected observedExpected(SurvivalView data, const FixedRisks& risks, std::span<const std::uint8_t> competing) {
  const std::vector<double> time = withoutRounding(data.time);
  ObservedExpected result;
  result.observed = observedRisk({time, data.event}, risks.horizon, competing);
  result.expected = std::accumulate(risks.risk.begin(), risks.risk.end(), 0.0) / static_cast<double>(risks.risk.size());
  if (!(result.expected > 0)) return result;
  const double ratio = result.observed.value / result.expected;
  result.ratio.value = ratio;
  result.ratio.stdErr = result.observed.stdErr / result.expected;
  if (!(result.observed.value > 0)) return result;
  const double reach = normal975() * result.observed.stdErr / result.observed.value;
  result.ratio.lower95 = ratio * std::exp(-reach);
  result.ratio.upper95 = ratio * std::exp(reach);
  return result;
}

}  // namespace snitt::statistics
