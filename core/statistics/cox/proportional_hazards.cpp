#include "core/statistics/cox/proportional_hazards.h"

#include <algorithm>
#include <cmath>

#include "core/statistics/cox/check_p.h"
#include "core/statistics/cox/ordered_cholesky_p.h"
#include "core/statistics/distributions.h"
#include "core/statistics/survival/step_curve.h"

namespace snitt::statistics {
namespace {

// Below this share of its size, the spread of g over the events is rounding.
constexpr double kNoSpread = 1e-12;

StepCurve survivalOf(SurvivalView data) {
  StepCurve curve;
  double survival = 1;
  const auto rows = sortRows(data, {});
  for (std::size_t g = 0; g < rows.groups.size(); ++g) {
    const TimeGroup& group = rows.groups[g];
    if (group.deaths == 0) continue;
    survival *= 1 - static_cast<double>(group.deaths) / static_cast<double>(rows.size - group.first);
    curve.time.push_back(rows.time[g]);
    curve.value.push_back(survival);
  }
  return curve;
}

// The mean of the ranks, from 1, that equal times share.
double meanRank(const std::vector<double>& sorted, double t) {
  const auto [first, last] = std::ranges::equal_range(sorted, t);
  return 0.5 * static_cast<double>((first - sorted.begin()) + 1 + (last - sorted.begin()));
}

// g of each event in the order of `rows`, less its mean.
Eigen::VectorXd transformed(const CoxRows& rows, SurvivalView data, TimeTransform transform) {
  const StepCurve survival = transform == TimeTransform::km ? survivalOf(data) : StepCurve();
  std::vector<double> sorted;
  if (transform == TimeTransform::rank) {
    sorted.assign(data.time.begin(), data.time.end());
    std::ranges::sort(sorted);
  }
  Eigen::VectorXd result(rows.events);
  for (std::size_t g = 0; g < rows.groups.size(); ++g) {
    const TimeGroup& group = rows.groups[g];
    if (group.deaths == 0) continue;
    const double t = rows.time[g];
    double value = t;
    if (transform == TimeTransform::km) value = 1 - survival.before(t);
    if (transform == TimeTransform::rank) value = meanRank(sorted, t);
    if (transform == TimeTransform::log) value = std::log(t);
    result.segment(group.firstEvent, group.deaths).setConstant(value);
  }
  const double size = result.lpNorm<Eigen::Infinity>();
  result.array() -= result.mean();
  if (result.lpNorm<Eigen::Infinity>() <= kNoSpread * size) result.setZero();
  return result;
}

// Of (β, θ): score of θ, and information of both.
struct ScoreTest {
  Eigen::VectorXd score;
  Eigen::MatrixXd information;
};

ScoreTest scoreTest(const FittedRows& fitted, CoxTies ties, const Eigen::VectorXd& g) {
  const CoxRows& rows = fitted.rows;
  const RiskSets& sets = fitted.sets;
  const Eigen::Index p = rows.x.cols();
  ScoreTest result{Eigen::VectorXd::Zero(p), Eigen::MatrixXd(2 * p, 2 * p)};
  for (const TimeGroup& group : rows.groups)
    for (Eigen::Index k = 0; k < group.deaths; ++k)
      result.score +=
          g[group.firstEvent + k] * (rows.x.row(group.first + k) - sets.mean.row(group.firstEvent + k)).transpose();
  Eigen::VectorXd expected;
  const auto weighted = [&](const Eigen::VectorXd& weight) {
    expectedEvents(rows, sets, ties, weight, expected);
    return information(rows, sets, expected, weight);
  };
  result.information.topLeftCorner(p, p) = weighted(Eigen::VectorXd::Ones(rows.events));
  result.information.topRightCorner(p, p) = weighted(g);
  result.information.bottomLeftCorner(p, p) = result.information.topRightCorner(p, p);
  result.information.bottomRightCorner(p, p) = weighted(g.cwiseAbs2());
  return result;
}

// Of the θ of some columns, with all β beside them.
ChiSquareTest testOf(const ScoreTest& all, const std::vector<Eigen::Index>& columns) {
  const Eigen::Index p = all.score.size();
  const auto df = static_cast<Eigen::Index>(columns.size());
  std::vector<Eigen::Index> chosen;
  for (Eigen::Index j = 0; j < p; ++j) chosen.push_back(j);
  for (const Eigen::Index j : columns) chosen.push_back(p + j);
  Eigen::VectorXd score = Eigen::VectorXd::Zero(p + df);
  for (Eigen::Index j = 0; j < df; ++j) score[p + j] = all.score[columns[static_cast<std::size_t>(j)]];
  // All on one scale, so that a pivot says whether θ can be told from β, whatever the unit of time.
  Eigen::MatrixXd chosenInformation = all.information(chosen, chosen);
  const Eigen::VectorXd size = chosenInformation.diagonal().cwiseSqrt();
  if (!(size.array() > 0).all()) return chiSquareTest(kUndefined, static_cast<double>(df));
  chosenInformation.array() /= (size * size.transpose()).array();
  const OrderedCholesky decomposed(chosenInformation);
  const Eigen::VectorXd scaled = score.cwiseQuotient(size);
  if (decomposed.rank() < p + df) return chiSquareTest(kUndefined, static_cast<double>(df));
  return chiSquareTest(scaled.dot(decomposed.solve(scaled)), static_cast<double>(df));
}

}  // namespace

Result<std::vector<ProportionalHazardsTest>> proportionalHazards(const CoxFit& fit, SurvivalView data,
                                                                 const Design& design, const CoxOptions& options,
                                                                 TimeTransform transform) {
  const auto fitted = fittedRows(fit, data, design, options);
  if (!fitted) return fail(fitted.error());
  const CoxRows& rows = fitted->rows;
  if (rows.x.cols() == 0)
    return fail(ErrorKind::usage, "the Cox model has no coefficient whose hazard could be tested");
  const Eigen::VectorXd g = transformed(rows, data, transform);
  if (!g.allFinite()) return fail(ErrorKind::usage, "an event at time 0 has no logarithm of time");
  const ScoreTest all = scoreTest(*fitted, fit.ties, g);
  std::vector<ProportionalHazardsTest> result;
  std::vector<Eigen::Index> every;
  for (const DesignTerm& term : design.terms) {
    std::vector<Eigen::Index> columns;
    for (std::size_t j = 0; j < rows.columns.size(); ++j)
      if (rows.columns[j] >= term.first && rows.columns[j] < term.first + term.count)
        columns.push_back(static_cast<Eigen::Index>(j));
    if (columns.empty()) continue;
    every.insert(every.end(), columns.begin(), columns.end());
    result.push_back({term.name, testOf(all, columns)});
  }
  result.push_back({"GLOBAL", testOf(all, every)});
  return result;
}

}  // namespace snitt::statistics
