#include "core/statistics/agreement/horizon_table.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/statistics/agreement/resampled_weights.h"

namespace snitt::statistics {
namespace {

struct Cell {
  double event = 0;
  double eventFree = 0;
};
using Cells = std::array<Cell, kRiskClasses>;

constexpr auto kGood = static_cast<std::size_t>(RiskClass::good);
constexpr auto kUncertain = static_cast<std::size_t>(RiskClass::uncertain);
constexpr auto kPoor = static_cast<std::size_t>(RiskClass::poor);

TwoByTwo foldedTable(const Cells& cells, bool uncertainIsPoor) {
  TwoByTwo table{cells[kPoor].event, cells[kPoor].eventFree, cells[kGood].event, cells[kGood].eventFree};
  (uncertainIsPoor ? table.truePositive : table.falseNegative) += cells[kUncertain].event;
  (uncertainIsPoor ? table.falsePositive : table.trueNegative) += cells[kUncertain].eventFree;
  return table;
}

Cells weightedCells(const ResampledWeights& horizon, std::span<const RiskClass> classes,
                    std::span<const std::uint32_t> counts) {
  const std::vector<double> weights = horizon.weights(counts);
  Cells cells;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    Cell& cell = cells[static_cast<std::size_t>(classes[i])];
    (horizon.status()[i] == HorizonStatus::event ? cell.event : cell.eventFree) += counts[i] * weights[i];
  }
  return cells;
}

double riskOf(const Cell& cell) { return cell.event / (cell.event + cell.eventFree); }

// Three risks, the risk of all, and the figures with "uncertain" as poor and as good.
std::vector<double> allFigures(const Cells& cells) {
  std::vector<double> result;
  Cell all;
  for (const Cell& cell : cells) {
    result.push_back(riskOf(cell));
    all.event += cell.event;
    all.eventFree += cell.eventFree;
  }
  result.push_back(riskOf(all));
  for (const bool poor : {true, false})
    for (const double figure : classFigures(foldedTable(cells, poor))) result.push_back(figure);
  return result;
}

void countRows(HorizonTable& table, const ResampledWeights& horizon, std::span<const RiskClass> classes,
               std::span<const std::uint8_t> competing) {
  for (std::size_t i = 0; i < classes.size(); ++i)
    for (HorizonRow* row : {&table.rows[static_cast<std::size_t>(classes[i])], &table.all}) {
      ++row->n;
      const HorizonStatus status = horizon.status()[i];
      ++(status == HorizonStatus::event       ? row->events
         : status == HorizonStatus::eventFree ? row->eventFree
                                              : row->leftOut);
      if (!competing.empty() && competing[i] == 1 && horizon.endedBy(i)) ++row->competing;
    }
  for (HorizonRow* row : {&table.rows[kGood], &table.rows[kUncertain], &table.rows[kPoor], &table.all})
    row->completeRisk =
        wilsonProportion(static_cast<double>(row->events), static_cast<double>(row->events + row->eventFree));
}

void placeWeighted(HorizonTable& table, const Cells& cells, const std::vector<BootstrapFigure>& figures) {
  table.all.weightedEvents = 0;
  table.all.weightedEventFree = 0;
  for (std::size_t i = 0; i < kRiskClasses; ++i) {
    table.rows[i].weightedEvents = cells[i].event;
    table.rows[i].weightedEventFree = cells[i].eventFree;
    table.rows[i].risk = figures[i];
    table.all.weightedEvents += cells[i].event;
    table.all.weightedEventFree += cells[i].eventFree;
  }
  table.all.risk = figures[kRiskClasses];
  table.uncertainIsPoor.weighted = foldedTable(cells, true);
  table.uncertainIsGood.weighted = foldedTable(cells, false);
  auto from = figures.begin() + kRiskClasses + 1;
  std::copy_n(from, kClassFigures, table.uncertainIsPoor.weightedFigures.begin());
  std::copy_n(from + kClassFigures, kClassFigures, table.uncertainIsGood.weightedFigures.begin());
}

void placeComplete(HorizonTable& table) {
  Cells cells;
  for (std::size_t i = 0; i < kRiskClasses; ++i)
    cells[i] = {static_cast<double>(table.rows[i].events), static_cast<double>(table.rows[i].eventFree)};
  for (const bool poor : {true, false}) {
    HorizonFigures& figures = poor ? table.uncertainIsPoor : table.uncertainIsGood;
    figures.complete = foldedTable(cells, poor);
    figures.completeFigures = classEstimates(figures.complete);
  }
}

Result<void> checkClasses(std::size_t patients, std::span<const RiskClass> classes) {
  if (classes.size() != patients)
    return fail(ErrorKind::usage, fmt::format("{} classes stand beside {} patients", classes.size(), patients));
  for (std::size_t i = 0; i < classes.size(); ++i)
    if (static_cast<std::size_t>(classes[i]) >= kRiskClasses)
      return fail(ErrorKind::usage, fmt::format("the class of patient {} does not exist", i + 1));
  return {};
}

}  // namespace

Result<HorizonTable> horizonTable(SurvivalView data, std::span<const RiskClass> classes, double horizon,
                                  const BootstrapOptions& options, std::span<const std::size_t> patientOfRow,
                                  std::span<const std::uint8_t> competing) {
  const auto weights = ResampledWeights::make(data, horizon, competing);
  if (!weights) return fail(weights.error());
  if (const auto checked = checkClasses(data.size(), classes); !checked) return fail(checked.error());
  HorizonTable table;
  table.horizon = horizon;
  countRows(table, *weights, classes, competing);
  placeComplete(table);
  if (!patientOfRow.empty() && patientOfRow.size() != data.size())
    return fail(ErrorKind::usage, "a patient is needed for each row");
  const auto statistic = [&](std::span<const std::uint32_t> drawn) {
    if (patientOfRow.empty()) return allFigures(weightedCells(*weights, classes, drawn));
    return allFigures(weightedCells(*weights, classes, countsOfRows(drawn, patientOfRow)));
  };
  const std::size_t patients = patientOfRow.empty() ? data.size() : *std::ranges::max_element(patientOfRow) + 1;
  const auto figures = bootstrap(patients, statistic, options);
  if (!figures) return fail(figures.error());
  placeWeighted(table, weightedCells(*weights, classes, std::vector<std::uint32_t>(data.size(), 1)), *figures);
  return table;
}

}  // namespace snitt::statistics
