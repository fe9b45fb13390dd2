#include "core/analysis/cox_section.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/analysis/levels_of_column.h"
#include "core/text/nearest.h"

namespace snitt::analysis {
namespace {

// A covariate of all rows of the table, and in which of them it is known.
struct Column {
  std::string name;
  bool factor = false;
  std::vector<double> numbers;
  std::vector<std::string> texts;

  [[nodiscard]] bool known(std::size_t row) const { return factor ? !texts[row].empty() : !std::isnan(numbers[row]); }
  [[nodiscard]] statistics::Covariate of(const std::vector<std::size_t>& rows) const {
    if (factor) return {name, picked(texts, rows)};
    return {name, picked(numbers, rows)};
  }
};

Result<Column> columnOf(const DataTable& table, const std::string& name, bool isFactor) {
  Column column{name, isFactor || (table.has(name) && !table.isNumeric(name)), {}, {}};
  if (column.factor) {
    auto texts = table.texts(name);
    if (!texts) return fail(texts.error());
    column.texts = *std::move(texts);
    return column;
  }
  auto numbers = table.numbers(name);
  if (!numbers) return fail(numbers.error());
  column.numbers = *std::move(numbers);
  return column;
}

Result<std::vector<Column>> columnsOf(const DataTable& table, const CoxRequest& request) {
  for (const std::string& factor : request.factors)
    if (std::ranges::count(request.covariates, factor) == 0)
      return fail(ErrorKind::usage, fmt::format("--factors {} is not among the covariates{}", factor,
                                                nearestHint(factor, request.covariates)));
  std::vector<Column> columns;
  for (const std::string& name : request.covariates) {
    auto column = columnOf(table, name, std::ranges::count(request.factors, name) > 0);
    if (!column) return fail(column.error());
    columns.push_back(*std::move(column));
  }
  return columns;
}

}  // namespace

Result<CoxSection> analyseCox(const DataTable& table, const Followup& followup, const CoxRequest& request) {
  const auto columns = columnsOf(table, request);
  if (!columns) return fail(columns.error());
  const auto strata = levelsOfColumn(table, request.strata);
  if (!strata) return fail(strata.error());
  const auto clusters = levelsOfColumn(table, request.cluster);
  if (!clusters) return fail(clusters.error());
  const Patients patients = patientsWhere(followup, [&](std::size_t row) {
    return strata->level[row] >= 0 && clusters->level[row] >= 0 &&
           std::ranges::all_of(*columns, [&](const Column& column) { return column.known(row); });
  });
  if (patients.n() == 0)
    return fail(ErrorKind::corrupt,
                fmt::format("no row has a follow-up and all covariates ({})", fmt::join(request.covariates, ", ")));
  std::vector<statistics::Covariate> covariates;
  for (const Column& column : *columns) covariates.push_back(column.of(patients.rows));
  auto design = statistics::makeDesign(patients.n(), covariates);
  if (!design) return fail(design.error());
  const std::vector<int> stratum = picked(strata->level, patients.rows);
  const std::vector<int> cluster = picked(clusters->level, patients.rows);
  statistics::CoxOptions options;
  options.ties = request.ties;
  if (!request.strata.empty()) options.strata = stratum;
  if (!request.cluster.empty()) options.cluster = cluster;
  auto fit = statistics::coxFit(patients.view(), *design, options);
  if (!fit) return fail(fit.error());
  return CoxSection{patients.dropped, patients.rows, patients.event, *std::move(design), *std::move(fit)};
}

}  // namespace snitt::analysis
