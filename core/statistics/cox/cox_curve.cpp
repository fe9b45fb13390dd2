#include "core/statistics/cox/cox_curve.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "core/statistics/cox/check_p.h"
#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

// The row and the covariance in the fitted columns, scaled.
struct Target {
  Eigen::RowVectorXd x;
  double eta = 0;
  Eigen::MatrixXd covariance;
};

Target targetOf(const CoxFit& fit, const CoxRows& rows, std::span<const double> row) {
  const Eigen::Index p = rows.x.cols();
  Target target{Eigen::RowVectorXd(p), 0, Eigen::MatrixXd(p, p)};
  for (Eigen::Index a = 0; a < p; ++a) {
    const std::size_t column = rows.columns[static_cast<std::size_t>(a)];
    target.x[a] = (row[column] - rows.centre[a]) / rows.scale[a];
    target.eta += fit.coefficients[column].beta * (row[column] - rows.centre[a]);
    for (Eigen::Index b = 0; b < p; ++b)
      target.covariance(a, b) =
          fit.covariance[column * fit.coefficients.size() + rows.columns[static_cast<std::size_t>(b)]] * rows.scale[a] *
          rows.scale[b];
  }
  return target;
}

// Sums over the events so far, in the hazard of the target.
struct Running {
  double hazard = 0;
  double variance = 0;
  Eigen::RowVectorXd difference;  // Σ (x − mean) · hazard
};

void addEvent(Running& sums, const Target& target, const RiskSets& sets, Eigen::Index event) {
  const double step = std::exp(target.eta - sets.shift[event] - std::log(sets.denominator[event]));
  sums.hazard += step;
  sums.variance += step * step;
  sums.difference += step * (target.x - sets.mean.row(event));
}

void addTime(CoxCurve& curve, const Running& sums, const Target& target) {
  const double se = std::sqrt(sums.variance + (sums.difference * target.covariance).dot(sums.difference));
  curve.cumHazard.push_back(sums.hazard);
  curve.cumHazardSe.push_back(se);
  curve.survival.push_back(std::exp(-sums.hazard));
  curve.lower95.push_back(std::exp(-sums.hazard - normal975() * se));
  curve.upper95.push_back(std::min(1.0, std::exp(-sums.hazard + normal975() * se)));
}

CoxCurve curveOf(const FittedRows& fitted, const Target& target, std::size_t stratum) {
  const CoxRows& rows = fitted.rows;
  const auto [first, last] = std::ranges::equal_range(rows.groups, stratum, {}, &TimeGroup::stratum);
  CoxCurve curve;
  curve.stratum = rows.strata[stratum];
  Running sums{0, 0, Eigen::RowVectorXd::Zero(target.x.size())};
  for (auto group = first; group != last; ++group) {
    for (Eigen::Index k = 0; k < group->deaths; ++k) addEvent(sums, target, fitted.sets, group->firstEvent + k);
    curve.time.push_back(rows.time[static_cast<std::size_t>(group - rows.groups.begin())]);
    curve.atRisk.push_back(static_cast<std::size_t>(std::prev(last)->end - group->first));
    curve.events.push_back(static_cast<std::size_t>(group->deaths));
    addTime(curve, sums, target);
  }
  return curve;
}

// The last entry at or before t; -1 before the first.
std::ptrdiff_t indexAt(const CoxCurve& curve, double t) {
  return std::ranges::upper_bound(curve.time, t) - curve.time.begin() - 1;
}

bool outside(const CoxCurve& curve, double t) { return std::isnan(t) || curve.time.empty() || t > curve.time.back(); }

}  // namespace

Result<std::vector<double>> linearPredictors(const CoxFit& fit, const Design& design) {
  if (fit.coefficients.size() != design.columns())
    return fail(ErrorKind::usage, fmt::format("the Cox model has {} coefficients for {} columns of covariates",
                                              fit.coefficients.size(), design.columns()));
  std::vector<double> result(design.rows, 0.0);
  for (std::size_t j = 0; j < design.columns(); ++j) {
    const double beta = fit.coefficients[j].beta;
    if (std::isnan(beta)) continue;
    const auto column = design.column(j);
    for (std::size_t i = 0; i < result.size(); ++i) result[i] += beta * column[i];
  }
  return result;
}

Result<std::vector<CoxCurve>> coxCurves(const CoxFit& fit, SurvivalView data, const Design& design,
                                        const CoxOptions& options, std::span<const double> row) {
  const auto fitted = fittedRows(fit, data, design, options);
  if (!fitted) return fail(fitted.error());
  if (row.size() != design.columns())
    return fail(ErrorKind::usage, fmt::format("a prediction is asked for {} values of a Cox model with {} coefficients",
                                              row.size(), design.columns()));
  if (!std::ranges::all_of(row, [](double value) { return std::isfinite(value); }))
    return fail(ErrorKind::usage, "a prediction is asked for a value that is not a number");
  const Target target = targetOf(fit, fitted->rows, row);
  std::vector<CoxCurve> curves;
  for (std::size_t stratum = 0; stratum < fitted->rows.strata.size(); ++stratum) {
    curves.push_back(curveOf(*fitted, target, stratum));
    curves.back().row.assign(row.begin(), row.end());
  }
  return curves;
}

Estimate survivalAt(const CoxCurve& curve, double t) {
  if (outside(curve, t)) return {};
  const std::ptrdiff_t index = indexAt(curve, t);
  if (index < 0) return {1, 0, 1, 1};
  const auto i = static_cast<std::size_t>(index);
  return {curve.survival[i], curve.survival[i] * curve.cumHazardSe[i], curve.lower95[i], curve.upper95[i]};
}

Result<std::vector<double>> coxRisks(const CoxFit& fit, const CoxCurve& curve, const Design& design, double t) {
  auto predictors = linearPredictors(fit, design);
  if (!predictors) return predictors;
  if (curve.row.size() != design.columns())
    return fail(ErrorKind::usage, "the curve is of another Cox model than the covariates");
  double atRow = 0;
  for (std::size_t j = 0; j < curve.row.size(); ++j)
    if (!std::isnan(fit.coefficients[j].beta)) atRow += fit.coefficients[j].beta * curve.row[j];
  const std::ptrdiff_t index = indexAt(curve, t);
  const double hazard = index < 0 ? 0 : curve.cumHazard[static_cast<std::size_t>(index)];
  for (double& one : *predictors) {
    if (outside(curve, t))
      one = kUndefined;
    else
      one = hazard == 0 ? 0 : -std::expm1(-hazard * std::exp(one - atRow));
  }
  return predictors;
}

}  // namespace snitt::statistics
