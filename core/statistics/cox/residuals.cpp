#include "core/statistics/cox/residuals.h"

#include <cmath>

#include "core/statistics/cox/check_p.h"
#include "core/statistics/cox/residual_rows_p.h"

namespace snitt::statistics {
namespace {

double devianceOf(double martingale, bool event) {
  // 0 · log 0 is 0: what is expected of a row with an event is more than nothing.
  const double logarithm = event ? std::log(1 - martingale) : 0;
  const double inside = -2 * (martingale + logarithm);
  return std::copysign(std::sqrt(std::max(0.0, inside)), martingale);
}

// The fit's naive covariance of the fitted columns, in their scaled units.
Eigen::MatrixXd scaledCovariance(const CoxRows& rows, const std::vector<double>& covariance, std::size_t columns) {
  const Eigen::Index p = rows.x.cols();
  Eigen::MatrixXd result(p, p);
  for (Eigen::Index a = 0; a < p; ++a)
    for (Eigen::Index b = 0; b < p; ++b)
      result(a, b) =
          covariance[rows.columns[static_cast<std::size_t>(a)] * columns + rows.columns[static_cast<std::size_t>(b)]] *
          rows.scale[a] * rows.scale[b];
  return result;
}

// Writes one row of fitted columns into a matrix that has all columns of the design.
template <class Row>
void put(std::vector<double>& matrix, std::size_t row, std::size_t columns, const CoxRows& rows, const Row& values) {
  for (Eigen::Index j = 0; j < rows.x.cols(); ++j)
    matrix[row * columns + rows.columns[static_cast<std::size_t>(j)]] = values[j];
}

}  // namespace

Result<CoxResiduals> coxResiduals(const CoxFit& fit, SurvivalView data, const Design& design,
                                  const CoxOptions& options) {
  const auto fitted = fittedRows(fit, data, design, options);
  if (!fitted) return fail(fitted.error());
  const CoxRows& rows = fitted->rows;
  const std::size_t p = design.columns();
  const RowMatrix score = scoreResiduals(rows, fitted->sets, fit.ties);
  const RowMatrix dfbeta = score * scaledCovariance(rows, fit.naiveCovariance, p);
  CoxResiduals result;
  result.martingale.resize(data.size());
  result.deviance.resize(data.size());
  result.score.assign(data.size() * p, kUndefined);
  result.dfbeta = result.score;
  for (Eigen::Index i = 0; i < rows.size; ++i) {
    const std::size_t row = rows.order[static_cast<std::size_t>(i)];
    const bool event = data.event[row] == 1;
    result.martingale[row] = (event ? 1 : 0) - fitted->sets.expected[i];
    result.deviance[row] = devianceOf(result.martingale[row], event);
    put(result.score, row, p, rows, (score.row(i).array() * rows.scale.transpose().array()).eval());
    put(result.dfbeta, row, p, rows, (dfbeta.row(i).array() / rows.scale.transpose().array()).eval());
  }
  return result;
}

Result<SchoenfeldResiduals> schoenfeldResiduals(const CoxFit& fit, SurvivalView data, const Design& design,
                                                const CoxOptions& options) {
  const auto fitted = fittedRows(fit, data, design, options);
  if (!fitted) return fail(fitted.error());
  const CoxRows& rows = fitted->rows;
  const std::size_t p = design.columns();
  const Eigen::MatrixXd scaling = scaledCovariance(rows, fit.naiveCovariance, p) * static_cast<double>(fit.events);
  SchoenfeldResiduals result;
  result.residual.assign(fit.events * p, kUndefined);
  result.scaled = result.residual;
  for (std::size_t g = 0; g < rows.groups.size(); ++g) {
    const TimeGroup& group = rows.groups[g];
    if (group.deaths == 0) continue;
    const Eigen::RowVectorXd mean = fitted->sets.mean.middleRows(group.firstEvent, group.deaths).colwise().mean();
    for (Eigen::Index i = group.first; group.dies(i); ++i) {
      const std::size_t event = result.row.size();
      result.row.push_back(rows.order[static_cast<std::size_t>(i)]);
      result.time.push_back(rows.time[g]);
      const Eigen::RowVectorXd residual = rows.x.row(i) - mean;
      put(result.residual, event, p, rows, (residual.array() * rows.scale.transpose().array()).eval());
      put(result.scaled, event, p, rows, ((residual * scaling).array() / rows.scale.transpose().array()).eval());
    }
  }
  for (std::size_t i = 0; i < result.scaled.size(); ++i) result.scaled[i] += fit.coefficients[i % p].beta;
  return result;
}

}  // namespace snitt::statistics
