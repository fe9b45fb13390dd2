#include "core/statistics/cox/cox_fit.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

#include "core/statistics/cox/check_p.h"
#include "core/statistics/cox/newton_p.h"
#include "core/statistics/cox/ordered_cholesky_p.h"
#include "core/statistics/cox/residual_rows_p.h"
#include "core/statistics/distributions.h"

namespace snitt::statistics {
namespace {

// Below this share of a column's variation over all risk sets, what is left within them is rounding.
constexpr double kNoVariation = 1e-12;

// Before the first step: the rows with the columns that can have a coefficient.
struct Start {
  CoxRows rows;
  std::vector<bool> atRisk;
  CoxMaximum atZero;
};

// Whether a column can have a coefficient does not depend on β: its information is nothing at every β or at none.
std::vector<std::size_t> estimable(const CoxRows& rows, const Eigen::MatrixXd& atZero) {
  Eigen::MatrixXd correlation = atZero;
  Eigen::VectorXd inverse(atZero.rows());
  for (Eigen::Index j = 0; j < inverse.size(); ++j) {
    const bool varies = atZero(j, j) > kNoVariation * static_cast<double>(rows.events);
    inverse[j] = varies ? 1 / std::sqrt(atZero(j, j)) : 0;
  }
  correlation = inverse.asDiagonal() * correlation * inverse.asDiagonal();
  const OrderedCholesky decomposed(correlation);
  std::vector<std::size_t> columns;
  for (Eigen::Index j = 0; j < inverse.size(); ++j)
    if (inverse[j] > 0 && decomposed.regular(j)) columns.push_back(static_cast<std::size_t>(j));
  return columns;
}

Start start(SurvivalView data, const Design& design, const CoxOptions& options) {
  Start result;
  CoxRows& rows = result.rows;
  rows = sortRows(data, options.strata);
  rows.x.resize(rows.size, 0);
  RiskSets sets;
  sets.at(rows, options.ties, Eigen::VectorXd());
  const Eigen::VectorXd weight = sets.expected;
  for (const double one : weight) result.atRisk.push_back(one > 0);
  std::vector<std::size_t> columns(design.columns());
  std::iota(columns.begin(), columns.end(), std::size_t{0});
  setColumns(rows, design, columns, weight);
  result.atZero = pointAtZero(rows, options.ties);
  columns = estimable(rows, result.atZero.information);
  if (columns.size() == design.columns()) return result;
  setColumns(rows, design, columns, weight);
  result.atZero = pointAtZero(rows, options.ties);
  return result;
}

ChiSquareTest withDf(double chi2, Eigen::Index df) { return chiSquareTest(chi2, static_cast<double>(df)); }

// Undefined except where both columns are among the fitted ones; in the units of the design.
std::vector<double> spread(const CoxRows& rows, const Eigen::MatrixXd& scaled, std::size_t columns) {
  std::vector<double> result(columns * columns, kUndefined);
  for (Eigen::Index a = 0; a < scaled.rows(); ++a)
    for (Eigen::Index b = 0; b < scaled.cols(); ++b)
      result[rows.columns[static_cast<std::size_t>(a)] * columns + rows.columns[static_cast<std::size_t>(b)]] =
          scaled(a, b) / rows.scale[a] / rows.scale[b];
  return result;
}

void fillCoefficient(CoxCoefficient& coefficient, double beta, double variance, double naiveVariance) {
  coefficient.beta = beta;
  coefficient.se = std::sqrt(variance);
  coefficient.naiveSe = std::sqrt(naiveVariance);
  coefficient.hr = std::exp(beta);
  coefficient.lower95 = std::exp(beta - normal975() * coefficient.se);
  coefficient.upper95 = std::exp(beta + normal975() * coefficient.se);
  coefficient.z = beta / coefficient.se;
  coefficient.p = normalTwoSided(coefficient.z);
}

// Covariances, Wald's test, and the robust score test at β = 0.
void fillVariance(CoxFit& fit, const Start& from, const CoxMaximum& maximum, const CoxOptions& options) {
  const CoxRows& rows = from.rows;
  const Eigen::Index p = rows.x.cols();
  const Eigen::MatrixXd naive = OrderedCholesky(maximum.information, 0).inverse();
  Eigen::MatrixXd covariance = naive;
  if (!options.cluster.empty()) {
    const RowMatrix influence = sumsByCluster(rows, scoreResiduals(rows, maximum.sets, options.ties), options.cluster);
    fit.clusters = static_cast<std::size_t>(influence.rows());
    covariance = naive * (influence.transpose() * influence) * naive;
    const RowMatrix parts = sumsByCluster(rows, scoreResiduals(rows, from.atZero.sets, options.ties), options.cluster);
    fit.robustScore = withDf(quadraticForm(parts.transpose() * parts, parts.colwise().sum().transpose()), p);
  }
  fit.wald = withDf(quadraticForm(covariance, maximum.beta), p);
  fit.covariance = spread(rows, covariance, fit.coefficients.size());
  fit.naiveCovariance = spread(rows, naive, fit.coefficients.size());
  for (Eigen::Index j = 0; j < p; ++j) {
    CoxCoefficient& coefficient = fit.coefficients[rows.columns[static_cast<std::size_t>(j)]];
    const double scale = rows.scale[j];
    fillCoefficient(coefficient, maximum.beta[j] / scale, covariance(j, j) / scale / scale,
                    naive(j, j) / scale / scale);
    coefficient.mayBeInfinite = maximum.mayBeInfinite[static_cast<std::size_t>(j)];
  }
}

void addNotes(CoxFit& fit, std::size_t fitted) {
  if (fit.events > 0 && fit.events < fitted)
    fit.notes.push_back(fmt::format("there are fewer events ({}) than coefficients ({})", fit.events, fitted));
  bool infinite = false;
  for (const CoxCoefficient& coefficient : fit.coefficients) {
    if (std::isnan(coefficient.beta) && fit.events > 0)
      fit.notes.push_back(
          fmt::format("'{}' is constant or follows from the covariates before it, so its coefficient is "
                      "undefined",
                      coefficient.name));
    if (!coefficient.mayBeInfinite) continue;
    infinite = true;
    fit.notes.push_back(fmt::format("the coefficient of '{}' may be infinite: the likelihood grows without end in it",
                                    coefficient.name));
  }
  if (!fit.converged && !infinite)
    fit.notes.push_back(fmt::format("the fit did not converge in {} iterations", fit.iterations));
}

CoxFit unfitted(SurvivalView data, const Design& design, const CoxOptions& options) {
  CoxFit fit;
  fit.ties = options.ties;
  fit.n = data.size();
  fit.events = static_cast<std::size_t>(std::ranges::count(data.event, 1));
  for (const std::string& name : design.names) fit.coefficients.push_back({.name = name});
  fit.covariance.assign(design.columns() * design.columns(), kUndefined);
  fit.naiveCovariance = fit.covariance;
  return fit;
}

}  // namespace

Result<CoxFit> coxFit(SurvivalView data, const Design& design, const CoxOptions& options) {
  if (auto checked = checkCoxInput(data, design, options); !checked) return fail(checked.error());
  CoxFit fit = unfitted(data, design, options);
  if (fit.events == 0) {
    fit.notes.emplace_back("there are no events");
    return fit;
  }
  const Start from = start(data, design, options);
  const Eigen::Index p = from.rows.x.cols();
  fit.loglikNull = from.atZero.sets.loglik;
  fit.score = withDf(quadraticForm(from.atZero.information, from.atZero.sets.score), p);
  const CoxMaximum maximum = maximise(from.rows, options.ties, from.atRisk, from.atZero);
  fit.loglik = maximum.sets.loglik;
  fit.iterations = maximum.iterations;
  fit.converged = maximum.converged;
  fit.likelihoodRatio = withDf(2 * (fit.loglik - fit.loglikNull), p);
  fillVariance(fit, from, maximum, options);
  addNotes(fit, from.rows.columns.size());
  return fit;
}

}  // namespace snitt::statistics
