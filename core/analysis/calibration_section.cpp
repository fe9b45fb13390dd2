#include "core/analysis/calibration_section.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/analysis/competing_column.h"
#include "core/analysis/levels_of_column.h"

namespace snitt::analysis {
namespace {

// Every percent: fine enough for a line, and round numbers in the JSON.
std::vector<double> decisionThresholds() {
  std::vector<double> thresholds;
  for (int percent = 1; percent < 100; ++percent) thresholds.push_back(percent / 100.0);
  return thresholds;
}

statistics::FixedRisks fixedRisks(const RiskColumn& risk, const std::vector<double>& column,
                                  const std::vector<std::size_t>& rows) {
  return {picked(column, rows), risk.horizon, "column \"" + risk.column + "\""};
}

// What all risks are held against.
struct Outcome {
  const Followup& followup;
  CompetingColumn competing;
  Levels clusters;
  bool clustered = false;
};

Result<RiskAssessment> assess(const Outcome& outcome, const RiskColumn& risk, const std::vector<double>& column) {
  const Patients patients = patientsWhere(outcome.followup, [&](std::size_t row) {
    return !std::isnan(column[row]) && outcome.clusters.level[row] >= 0 && outcome.competing.known(row);
  });
  if (patients.n() == 0)
    return fail(ErrorKind::corrupt, fmt::format("no row with a follow-up has a risk (\"{}\")", risk.column));
  const statistics::FixedRisks risks = fixedRisks(risk, column, patients.rows);
  RiskAssessment result{risk, patients.n(), patients.dropped, risks.risk, {}, {}, {}};
  const std::vector<std::uint8_t> competing = outcome.competing.of(patients.rows);
  auto calibration = statistics::calibration(patients.view(), risks, {}, competing);
  if (!calibration) return fail(calibration.error());
  result.calibration = *std::move(calibration);
  std::vector<std::size_t> cluster;
  if (outcome.clustered) cluster = renumbered(picked(outcome.clusters.level, patients.rows));
  auto brier = statistics::brierScore(patients.view(), risks, cluster, competing);
  if (!brier) return fail(brier.error());
  result.brier = *std::move(brier);
  auto decision = statistics::decisionCurve(patients.view(), risks, decisionThresholds(), competing);
  if (!decision) return fail(decision.error());
  result.decision = *std::move(decision);
  return result;
}

// Risks outside [0, 1] are told by the row that a person sees.
Result<void> checkColumn(const RiskColumn& risk, const std::vector<double>& column) {
  for (std::size_t row = 0; row < column.size(); ++row)
    if (column[row] < 0 || column[row] > 1)
      return fail(ErrorKind::corrupt, fmt::format("row {}, column \"{}\": {} is not a risk between 0 and 1", row + 2,
                                                  risk.column, column[row]));
  return {};
}

Result<std::optional<statistics::IntegratedBrier>> integrated(const Outcome& outcome, std::vector<RiskColumn> risks,
                                                              const std::vector<std::vector<double>>& columns) {
  std::vector<std::size_t> order(risks.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::sort(order, {}, [&](std::size_t i) { return risks[i].horizon; });
  for (std::size_t i = 1; i < order.size(); ++i)
    if (risks[order[i]].horizon == risks[order[i - 1]].horizon) return std::nullopt;
  if (risks.size() < 2) return std::nullopt;
  const Patients patients = patientsWhere(outcome.followup, [&](std::size_t row) {
    return outcome.competing.known(row) &&
           std::ranges::none_of(columns, [&](const auto& column) { return std::isnan(column[row]); });
  });
  if (patients.n() == 0) return std::nullopt;
  std::vector<statistics::FixedRisks> fixed;
  for (const std::size_t i : order) fixed.push_back(fixedRisks(risks[i], columns[i], patients.rows));
  auto result = statistics::integratedBrier(patients.view(), fixed, statistics::BrierIntegral::trapezoid,
                                            outcome.competing.of(patients.rows));
  if (!result) return fail(result.error());
  return *std::move(result);
}

}  // namespace

Result<CalibrationSection> analyseCalibration(const DataTable& table, const Followup& followup,
                                              const std::vector<RiskColumn>& risks, const std::string& cluster,
                                              const std::string& competing, const std::string& competingValue) {
  CalibrationSection section;
  if (risks.empty()) {
    section.notAssessable =
        "no risks that were fixed beforehand are given (--risk COL@HORIZON); risks fitted on these patients are "
        "calibrated by construction";
    return section;
  }
  auto clusters = levelsOfColumn(table, cluster);
  if (!clusters) return fail(clusters.error());
  auto others = CompetingColumn::read(table, followup, competing, competingValue);
  if (!others) return fail(others.error());
  section.competing = !competing.empty();
  const Outcome outcome{followup, *std::move(others), *std::move(clusters), !cluster.empty()};
  std::vector<std::vector<double>> columns;
  for (const RiskColumn& risk : risks) {
    auto column = table.numbers(risk.column);
    if (!column) return fail(column.error());
    if (auto checked = checkColumn(risk, *column); !checked) return fail(checked.error());
    columns.push_back(*std::move(column));
    auto one = assess(outcome, risk, columns.back());
    if (!one) return fail(one.error());
    section.risks.push_back(*std::move(one));
  }
  auto brier = integrated(outcome, risks, columns);
  if (!brier) return fail(brier.error());
  section.integrated = *std::move(brier);
  return section;
}

}  // namespace snitt::analysis
