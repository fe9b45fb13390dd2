#include "core/statistics/cox/check_p.h"

#include <cmath>

#include <fmt/format.h>

namespace snitt::statistics {
namespace {

Result<void> checkCount(std::string_view what, std::size_t count, std::size_t rows) {
  if (count == rows) return {};
  return fail(ErrorKind::usage, fmt::format("{} {} stand beside {} patients", count, what, rows));
}

bool sameNames(const CoxFit& fit, const Design& design) {
  if (fit.coefficients.size() != design.columns()) return false;
  for (std::size_t j = 0; j < design.columns(); ++j)
    if (fit.coefficients[j].name != design.names[j]) return false;
  return true;
}

}  // namespace

Result<void> checkCoxInput(SurvivalView data, const Design& design, const CoxOptions& options) {
  if (auto checked = checkSurvival(data); !checked) return checked;
  if (auto checked = checkCount("rows of covariates", design.rows, data.size()); !checked) return checked;
  if (!options.strata.empty())
    if (auto checked = checkCount("strata", options.strata.size(), data.size()); !checked) return checked;
  if (!options.cluster.empty())
    if (auto checked = checkCount("clusters", options.cluster.size(), data.size()); !checked) return checked;
  for (std::size_t i = 0; i < design.x.size(); ++i)
    if (!std::isfinite(design.x[i]))
      return fail(ErrorKind::usage, fmt::format("the covariate '{}' of patient {} is not a number",
                                                design.names[i / design.rows], i % design.rows + 1));
  return {};
}

Result<FittedRows> fittedRows(const CoxFit& fit, SurvivalView data, const Design& design, const CoxOptions& options) {
  if (auto checked = checkCoxInput(data, design, options); !checked) return fail(checked.error());
  if (fit.n != data.size() || !sameNames(fit, design) || fit.ties != options.ties)
    return fail(ErrorKind::usage, "the Cox model was fitted to other data");
  if (fit.events == 0) return fail(ErrorKind::usage, "the Cox model has no events");
  FittedRows result;
  CoxRows& rows = result.rows;
  rows = sortRows(data, options.strata);
  rows.x.resize(rows.size, 0);
  result.sets.at(rows, options.ties, Eigen::VectorXd());
  std::vector<std::size_t> columns;
  for (std::size_t j = 0; j < design.columns(); ++j)
    if (std::isfinite(fit.coefficients[j].beta)) columns.push_back(j);
  const Eigen::VectorXd weight = result.sets.expected;
  setColumns(rows, design, columns, weight);
  Eigen::VectorXd beta(rows.x.cols());
  for (Eigen::Index j = 0; j < beta.size(); ++j)
    beta[j] = fit.coefficients[rows.columns[static_cast<std::size_t>(j)]].beta * rows.scale[j];
  result.sets.at(rows, options.ties, beta);
  return result;
}

}  // namespace snitt::statistics
