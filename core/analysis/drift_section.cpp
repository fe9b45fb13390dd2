#include "core/analysis/drift_section.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "core/analysis/cohort.h"
#include "core/statistics/monitoring/cusum_run_length.h"

namespace snitt::analysis {
namespace {

using namespace statistics;

Error holdsNothing(const std::string& column) {
  return {ErrorKind::corrupt, fmt::format("column \"{}\" holds nothing", column)};
}

Result<std::vector<double>> knownNumbers(const DataTable& table, const std::string& column,
                                         std::vector<std::size_t>* rows = nullptr) {
  const auto values = table.numbers(column);
  if (!values) return fail(values.error());
  std::vector<double> known;
  for (std::size_t row = 0; row < values->size(); ++row) {
    if (std::isnan((*values)[row])) continue;
    known.push_back((*values)[row]);
    if (rows != nullptr) rows->push_back(row);
  }
  if (known.empty()) return fail(holdsNothing(column));
  return known;
}

Result<void> countNumbers(const DataTable& table, const DataTable& reference, StabilitySection& section) {
  const auto now = knownNumbers(table, section.column);
  if (!now) return fail(now.error());
  const auto then = knownNumbers(reference, section.column);
  if (!then) return failIn("reference", then.error());
  auto edges = quantileEdges(*then);
  if (!edges) return failIn("reference", edges.error());
  section.edges = *std::move(edges);
  auto referenceCounts = binCounts(*then, section.edges);
  if (!referenceCounts) return fail(referenceCounts.error());
  auto counts = binCounts(*now, section.edges);
  if (!counts) return fail(counts.error());
  section.referenceCounts = *std::move(referenceCounts);
  section.counts = *std::move(counts);
  section.n = now->size();
  section.referenceDropped = reference.rows() - then->size();
  return {};
}

Result<void> countTexts(const DataTable& table, const DataTable& reference, StabilitySection& section) {
  auto now = table.texts(section.column);
  if (!now) return fail(now.error());
  const auto then = reference.texts(section.column);
  if (!then) return failIn("reference", then.error());
  const auto isThere = [](const std::string& cell) { return !cell.empty(); };
  if (std::ranges::none_of(*now, isThere)) return fail(holdsNothing(section.column));
  if (std::ranges::none_of(*then, isThere)) return failIn("reference", holdsNothing(section.column));
  std::vector<std::string> all = *then;
  all.insert(all.end(), now->begin(), now->end());
  const Levels levels = levelsOf(all);
  section.classes = levels.names;
  section.referenceCounts.assign(levels.names.size(), 0);
  section.counts.assign(levels.names.size(), 0);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool isReference = i < then->size();
    const int level = levels.level[i];
    if (level < 0) {
      section.referenceDropped += isReference ? 1 : 0;
      continue;
    }
    ++(isReference ? section.referenceCounts : section.counts)[static_cast<std::size_t>(level)];
    section.n += isReference ? 0 : 1;
  }
  return {};
}

}  // namespace

Result<StabilitySection> analyseStability(const DataTable& table, const DataTable& reference,
                                          const std::string& column) {
  StabilitySection section;
  section.column = column;
  if (auto there = table.texts(column); !there) return fail(there.error());
  if (auto there = reference.texts(column); !there) return failIn("reference", there.error());
  const bool numeric = table.isNumeric(column) && reference.isNumeric(column);
  if (auto counted = numeric ? countNumbers(table, reference, section) : countTexts(table, reference, section);
      !counted)
    return fail(counted.error());
  section.dropped = table.rows() - section.n;
  const auto stability = populationStability(section.referenceCounts, section.counts);
  if (!stability) return failIn("column \"" + column + "\"", stability.error());
  section.stability = *stability;
  return section;
}

Result<CusumSection> analyseCusum(const DataTable& table, const CusumRequest& request) {
  CusumSection section;
  section.request = request;
  const auto values = knownNumbers(table, request.column, &section.rows);
  if (!values) return fail(values.error());
  section.n = values->size();
  section.dropped = table.rows() - section.n;
  auto chart = cusum(*values, request.target, request.sd, request.design);
  if (!chart) return fail(chart.error());
  section.chart = *std::move(chart);
  const auto runLength = cusumRunLength(request.design);
  if (!runLength) return fail(runLength.error());
  const auto within = cusumAlarmWithin(request.design, section.n);
  if (!within) return fail(within.error());
  const auto shifted = cusumRunLength(request.design, 2 * request.design.k);
  if (!shifted) return fail(shifted.error());
  section.runLength = *runLength;
  section.alarmWithin = *within;
  section.runLengthShifted = *shifted;
  return section;
}

}  // namespace snitt::analysis
