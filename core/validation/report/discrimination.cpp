// How well the score tells who has the event first.
#include "core/analysis/discrimination_section.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/analysis/cox_section.h"
#include "core/text/number.h"
#include "core/validation/report/build_p.h"
#include "core/validation/report/class_cells_p.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/roc_points_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

using document::Cell;
using document::Interval;
using document::Table;

constexpr std::size_t kAucPlaces = 24;

std::string column(std::string_view name) { return std::string(name); }

Result<analysis::DiscriminationSection> measured(const Build& build, bool resample, const std::vector<double>& days) {
  analysis::DiscriminationRequest request;
  request.scores = {column(kScoreColumn)};
  request.horizons = days;
  if (build.protocol().hasCompeting()) request.competing = column(kCompetingColumn);
  if (resample) request.bootstrap = build.resampling();
  return analysis::analyseDiscrimination(build.table(), build.followup(), request);
}

bool isFewOnTheDay(const Build& build, std::size_t horizon) {
  const double days = build.horizonDays(horizon);
  std::size_t count = 0;
  for (std::size_t i = 0; i < build.n(); ++i)
    count += build.time()[i] == days && build.event()[i] == 0 && build.competing()[i] == 0 ? 1U : 0U;
  return count > 0 && count < build.least();
}

Table figureTable(Build& build, const analysis::DiscriminationSection& found) {
  const analysis::ScoreDiscrimination& score = found.scores.front();
  const auto& resampled = found.bootstrap->figures;
  Table table{"discrimination", "Discrimination of the combined score", {}, {}, {}, true};
  table.columns = {textColumn("figure", "Figure"),
                   numberColumn("value", "Value (95 % CI, bootstrap by patient)", 3),
                   hiddenColumn(numberColumn("analytic", "Value (95 % CI, analytic)", 3)),
                   countColumn("cases", "Cases"),
                   countColumn("controls", "Controls"),
                   countColumn("unknown", "Censored before")};
  const auto row = [&](const std::string& name, std::size_t place, const statistics::Estimate& analytic) {
    table.rows.push_back({name, intervalOf(resampled[place]), intervalOf(analytic), Cell{}, Cell{}, Cell{}});
  };
  row("Harrell's C", 0, score.harrell.c);
  row("Uno's C", 1, score.uno.c);
  build.figures.put("harrellC", intervalOf(resampled[0]));
  build.figures.put("unoC", intervalOf(resampled[1]));
  bool withheld = false;
  const ClassCells cells = classCells(build);
  for (std::size_t h = 0; h < score.auc.size(); ++h) {
    const statistics::TimeAuc& auc = score.auc[h];
    const double years = build.protocol().horizonsYears[h];
    row("AUC at " + yearsInWords(years), 2 + h, auc.auc);
    // Controls leave out who was censored on the very day; a few of them would show beside the classes' table.
    const bool told = cells.toldAllAt[h];
    const bool toldSplit = cells.toldAllSplitAt[h] && !isFewOnTheDay(build, h);
    withheld = withheld || !told || !toldSplit;
    table.rows.back()[3] = countCell(auc.cases, told);
    table.rows.back()[4] = countCell(auc.controls, toldSplit);
    table.rows.back()[5] = countCell(auc.unknown, toldSplit);
    build.figures.put("auc", shortest(years), {intervalOf(resampled[2 + h]), auc.undefined, true});
  }
  table.note = fmt::format(
      "{} resamples of patients, seed {}; BCa intervals where they are defined, else percentile intervals. {}",
      build.protocol().resamples, build.protocol().seed,
      build.protocol().hasCompeting() ? "Controls of the AUC include those who had the competing event first; in C "
                                        "they are censored then."
                                      : "");
  table.note += table.note.ends_with(' ') ? "" : " ";
  table.note += "Uno's C is of the whole follow-up, without a limit in time.";
  if (withheld) table.note += std::string(" ").append(kWithheldNote);
  return table;
}

// Who counts in the curve at a horizon, as timeAuc has them.
RocSides rocSides(const Build& build, std::size_t horizon) {
  const double days = build.horizonDays(horizon);
  RocSides sides;
  for (std::size_t i = 0; i < build.n(); ++i) {
    const bool hadBy = build.time()[i] <= days;
    if (build.event()[i] != 0 && hadBy)
      sides.cases.push_back(build.score()[i]);
    else if (build.time()[i] > days || (build.competing()[i] != 0 && hadBy))
      sides.controls.push_back(build.score()[i]);
  }
  return sides;
}

document::Chart rocChart(const Build& build, const analysis::DiscriminationSection& found) {
  document::Chart chart;
  chart.id = "roc";
  chart.kind = document::ChartKind::roc;
  chart.title = "Time-dependent ROC of the combined score";
  chart.xLabel = "1 − specificity";
  chart.yLabel = "Sensitivity";
  chart.alternative = "Sensitivity against one less specificity, a curve a horizon.";
  Table curve{"roc-curve", {}, {}, {}, {}, false};
  curve.columns = {textColumn("name", "Horizon"), numberColumn("falsePositive", "1 − specificity", 4),
                   numberColumn("truePositive", "Sensitivity", 4)};
  Table area{"roc-area", {}, {}, {}, {}, false};
  area.columns = {textColumn("name", "Horizon"), numberColumn("auc", "AUC", 3)};
  const analysis::ScoreDiscrimination& score = found.scores.front();
  bool isThinned = false;
  for (std::size_t h = 0; h < score.roc.size(); ++h) {
    const std::string name = yearsInWords(build.protocol().horizonsYears[h]);
    const auto& points = score.roc[h].points;
    if (points.empty() || score.auc[h].cases < build.least() || score.auc[h].controls < build.least()) continue;
    const std::vector<std::size_t> kept = keptRocPoints(points, rocSides(build, h), build.least());
    // The ends alone would be drawn as a score that knows nothing.
    if (kept.size() <= 2 && points.size() > 2) continue;
    for (const std::size_t i : kept) curve.rows.push_back({name, 1 - points[i].specificity, points[i].sensitivity});
    isThinned = isThinned || kept.size() < points.size();
    area.rows.push_back({name, intervalOf(found.bootstrap->figures[2 + h])});
  }
  if (isThinned)
    curve.note = fmt::format(
        "Points are thinned: between two of them lie at least {0} patients with the event and {0} without. The areas "
        "are "
        "of all points.",
        build.least());
  chart.tables = {curve, area};
  return chart;
}

// AUC along the follow-up, as far as there are cases and controls enough.
Result<document::Chart> aucChart(const Build& build) {
  document::Chart chart;
  chart.id = "auc";
  chart.kind = document::ChartKind::aucOverTime;
  chart.title = "AUC of the combined score over time";
  chart.note = "Analytic 95 % intervals";
  chart.xLabel = "Years";
  chart.yLabel = "AUC(t)";
  chart.timeTick = 1;
  chart.alternative = "Area under the time-dependent ROC curve against the horizon, with its interval.";
  Table curve{"auc-curve", {}, {}, {}, {}, false};
  curve.columns = {textColumn("name", "Score"), numberColumn("time", "Years", 3), numberColumn("auc", "AUC", 3)};
  std::vector<double> days;
  const double last = build.horizonDays(build.protocol().horizonsYears.size() - 1);
  for (std::size_t i = 1; i <= kAucPlaces; ++i) days.push_back(last * static_cast<double>(i) / kAucPlaces);
  const auto found = measured(build, false, days);
  if (!found) return fail(found.error());
  const std::size_t enough = std::max<std::size_t>(5, build.least());
  for (const statistics::TimeAuc& one : found->scores.front().auc)
    if (one.undefined.empty() && one.cases >= enough && one.controls >= enough)
      curve.rows.push_back({std::string("Combined score"), one.horizon / kDaysPerYear, intervalOf(one.auc)});
  chart.tables = {curve};
  return chart;
}

Result<analysis::CoxSection> ratios(const Build& build, std::string_view covariate) {
  analysis::CoxRequest request;
  request.covariates = {column(covariate)};
  request.bootstrap = build.resampling();
  return analysis::analyseCox(build.table(), build.followup(), request);
}

// None for the class that the others are compared with: good, where somebody is in it.
std::optional<std::size_t> coefficientOf(const analysis::CoxSection& fit, const std::string& className) {
  const std::string name = std::string(kClassColumn) + "=" + className;
  for (std::size_t j = 0; j < fit.fit.coefficients.size(); ++j)
    if (fit.fit.coefficients[j].name == name) return j;
  return std::nullopt;
}

// Classes in one regression, good the reference; the score in another.
Result<Table> hazardTable(Build& build) {
  Table table{"hazard-ratios", "Hazard ratios, not adjusted", {}, {}, {}, true};
  table.columns = {textColumn("term", "Term"),
                   countColumn("patients", "Patients"),
                   countColumn("events", "Events"),
                   numberColumn("hazardRatio", "Hazard ratio (95 % CI, bootstrap by patient)", 2),
                   hiddenColumn(numberColumn("wald", "Hazard ratio (95 % CI, Wald)", 2)),
                   pColumn("p (Wald)")};
  const auto present = classesPresent(build);
  const ClassCells cells = classCells(build);
  std::optional<analysis::CoxSection> fitted;
  if (present.size() > 1) {
    auto found = ratios(build, kClassColumn);
    if (!found) return fail(found.error());
    fitted = *std::move(found);
  }
  const auto reference = std::ranges::find_if(
      present, [&](statistics::RiskClass one) { return fitted && !coefficientOf(*fitted, std::string(nameOf(one))); });
  const bool toldReference = reference != present.end() && cells.toldEvents[static_cast<std::size_t>(*reference)];
  bool withheld = false;
  for (std::size_t g = 0; g < present.size(); ++g) {
    const std::string name(nameOf(present[g]));
    const auto row = static_cast<std::size_t>(present[g]);
    table.rows.push_back({fmt::format("Class {}", name), countCell(cells.n[row], cells.toldN[row]),
                          countCell(cells.events[row], cells.toldEvents[row]), Cell{}, Cell{}, Cell{}});
    withheld = withheld || !cells.toldN[row] || !cells.toldEvents[row];
    const auto at = fitted ? coefficientOf(*fitted, name) : std::nullopt;
    if (!at) {
      table.rows.back()[3] = std::string("reference");
      continue;
    }
    const auto& coefficient = fitted->fit.coefficients[*at];
    const Interval interval = ratioOf(intervalOf(fitted->bootstrap->figures[*at]));
    // Its standard error tells how many events both classes have: its square is about the sum of both inverses.
    const bool told = cells.toldEvents[row] && toldReference;
    withheld = withheld || !told;
    table.rows.back()[3] = toldIf(told, interval);
    table.rows.back()[4] = toldIf(told, ratioOf({coefficient.hr, coefficient.lower95, coefficient.upper95}));
    table.rows.back()[5] = toldIf(told, coefficient.p);
    if (present.front() == statistics::RiskClass::good)
      build.figures.put(present[g] == statistics::RiskClass::poor ? "hazardRatioPoorGood" : "hazardRatioUncertainGood",
                        {}, {interval, {}, told});
  }
  auto score = ratios(build, kScorePerSdColumn);
  if (!score) return fail(score.error());
  const auto& coefficient = score->fit.coefficients.front();
  const Interval interval = intervalOf(score->bootstrap->figures.front());
  build.figures.put("hazardRatioPerSd", interval);
  table.rows.push_back({std::string("Combined score, per standard deviation"), countCell(build.n()),
                        countCell(build.events(), build.events() >= build.least() || build.least() <= 1), interval,
                        Interval{coefficient.hr, coefficient.lower95, coefficient.upper95}, coefficient.p});
  table.note = "Cox regression, ties by Efron.";
  if (build.protocol().hasCompeting()) table.note += " Hazards are cause-specific: the competing event is censored.";
  if (withheld) table.note += std::string(" ").append(kWithheldNote);
  return table;
}

std::string ratioText(const Build& build) {
  const NamedFigure* ratio = build.figures.find("hazardRatioPoorGood", "");
  if (ratio == nullptr) return {};
  if (!ratio->isTold)
    return fmt::format(
        "; too few patients of the classes poor and good had the event for a hazard ratio (cells under {})",
        build.least());
  return "; the hazard of the class poor is " + withInterval(ratio->value, 2) + " times that of good";
}

}  // namespace

SectionResult discriminationSection(Build& build) {
  document::Section section{"discrimination", "Discrimination", {}, {}, {}, {}};
  if (const std::string why = build.noOrder(); !why.empty()) {
    for (const char* name : {"harrellC", "unoC", "hazardRatioPoorGood", "hazardRatioUncertainGood", "hazardRatioPerSd"})
      build.figures.put(name, {}, {justValue(statistics::kUndefined), why, true});
    for (const double years : build.protocol().horizonsYears)
      build.figures.put("auc", shortest(years), {justValue(statistics::kUndefined), why, true});
    section.sentence = fmt::format("Not assessable: {}.", why);
    return section;
  }
  auto found = measured(build, true, build.horizonsDays());
  if (!found) return fail(found.error());
  section.blocks.emplace_back(figureTable(build, *found));
  auto hazards = hazardTable(build);
  if (!hazards) return fail(hazards.error());
  section.sentence = fmt::format("Harrell's C of the combined score is {}{}.",
                                 withInterval(build.figures.find("harrellC", "")->value, 3), ratioText(build));
  section.blocks.emplace_back(*std::move(hazards));
  section.blocks.push_back(chartOrSentence(rocChart(build, *found), build.least()));
  auto chart = aucChart(build);
  if (!chart) return fail(chart.error());
  section.blocks.push_back(chartOrSentence(*std::move(chart), build.least()));
  return section;
}

}  // namespace snitt::validation
