// Predicted against observed risk, of risks that were frozen in the bundle before the lock and of nothing else.
#include "core/statistics/calibration/calibration.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/statistics/calibration/brier.h"
#include "core/text/number.h"
#include "core/validation/report/build_p.h"
#include "core/validation/report/frozen_risks_p.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

using document::Chart;
using document::Interval;
using document::Table;

struct AtHorizon {
  double years = 0;
  statistics::FixedRisks risks;
  statistics::Calibration calibration;
  statistics::BrierScore brier;
};

std::vector<std::uint8_t> competingOf(const Build& build) {
  return build.protocol().hasCompeting() ? build.competing() : std::vector<std::uint8_t>{};
}

Result<AtHorizon> measured(const Build& build, std::size_t index, statistics::FixedRisks risks) {
  const auto competing = competingOf(build);
  auto calibration = statistics::calibration(build.view(), risks, {}, competing);
  if (!calibration) return fail(calibration.error());
  auto brier = statistics::brierScore(build.view(), risks, {}, competing);
  if (!brier) return fail(brier.error());
  return AtHorizon{build.protocol().horizonsYears[index], std::move(risks), *std::move(calibration), *std::move(brier)};
}

bool excludes(const statistics::Estimate& estimate, double value) {
  return std::isfinite(estimate.lower95) && (estimate.lower95 > value || estimate.upper95 < value);
}

// What is wrong with the risks, in words; empty where nothing is shown to be.
std::vector<std::string> faultsOf(const AtHorizon& one) {
  std::vector<std::string> faults;
  const auto& model = one.calibration.model;
  if (excludes(model.slope, 1))
    faults.push_back(
        model.slope.value < 1
            ? fmt::format("the risks lie too far apart (slope {} instead of 1)", fixed(model.slope.value, 2))
            : fmt::format("the risks lie too close together (slope {} instead of 1)", fixed(model.slope.value, 2)));
  // By observed / expected alone: the intercept weighs patients otherwise and may lie on the other side of none.
  const auto& ratio = one.calibration.total.ratio;
  if (excludes(ratio, 1))
    faults.push_back(fmt::format("on the whole the risks are too {}, observed / expected {}",
                                 ratio.value > 1 ? "low" : "high", withInterval(intervalOf(ratio), 2)));
  return faults;
}

Table figureTable(const std::vector<AtHorizon>& all) {
  Table table{"calibration", "Calibration of the risks that the bundle states", {}, {}, {}, true};
  table.columns = {numberColumn("years", "Years", 1),
                   percentColumn("predicted", "Mean predicted risk"),
                   percentColumn("observed", "Observed risk (95 % CI)"),
                   numberColumn("observedExpected", "Observed / expected (95 % CI)", 2),
                   numberColumn("intercept", "Intercept (95 % CI)", 2),
                   numberColumn("slope", "Slope (95 % CI)", 2),
                   numberColumn("brier", "Brier score (95 % CI)", 3),
                   numberColumn("scaledBrier", "Scaled Brier score", 2)};
  for (const AtHorizon& one : all)
    table.rows.push_back({one.years, one.calibration.total.expected, intervalOf(one.calibration.total.observed),
                          intervalOf(one.calibration.total.ratio), intervalOf(one.calibration.model.intercept),
                          intervalOf(one.calibration.model.slope), intervalOf(one.brier.brier), one.brier.scaled});
  table.note =
      "Intercept (slope held at 1) and slope on the complementary log-log scale, by pseudo-values: calibrated risks "
      "have "
      "0 and 1. The scaled Brier score is 1 − Brier / that of giving everybody the observed risk.";
  return table;
}

// Groups of predicted risk with so few events that they would show a small cell are joined by asking for fewer groups.
std::size_t groupsFor(const Build& build, const AtHorizon& one) {
  const std::size_t rarer = std::min(one.calibration.events, build.n() - one.calibration.events);
  return std::clamp<std::size_t>(rarer / std::max<std::size_t>(1, 2 * build.least()), 1, 10);
}

Result<Table> groupRows(const Build& build, const std::string& id, const AtHorizon& one) {
  Table groups{id + "-groups", {}, {}, {}, {}, false};
  groups.columns = {percentColumn("predicted", "Predicted"), percentColumn("observed", "Observed"),
                    countColumn("patients", "Patients"), countColumn("events", "Events")};
  statistics::CalibrationOptions options;
  options.groups = groupsFor(build, one);
  const auto found = statistics::calibration(build.view(), one.risks, options, competingOf(build));
  if (!found) return fail(found.error());
  std::vector<std::size_t> n;
  std::vector<std::size_t> events;
  for (const auto& group : found->groups) {
    n.push_back(group.n);
    events.push_back(group.events);
  }
  const ToldGroups told = toldGroups(n, events, build.least());
  for (std::size_t g = 0; g < found->groups.size(); ++g)
    groups.rows.push_back({found->groups[g].predicted, toldIf(told.events[g], intervalOf(found->groups[g].observed)),
                           countCell(n[g], told.n[g]), countCell(events[g], told.events[g])});
  return groups;
}

Table histogramRows(const Build& build, const std::string& id, const std::vector<double>& risks) {
  Table bins{id + "-histogram", {}, {}, {}, {}, false};
  bins.columns = {percentColumn("from", "From"), percentColumn("to", "To"), countColumn("patients", "Patients")};
  constexpr std::size_t kBins = 20;
  std::vector<std::size_t> counts(kBins, 0);
  for (const double risk : risks) ++counts[std::min(kBins - 1, static_cast<std::size_t>(risk * kBins))];
  const std::vector<bool> told = toldCounts(counts, build.least());
  for (std::size_t i = 0; i < kBins; ++i)
    bins.rows.push_back({static_cast<double>(i) / kBins, static_cast<double>(i + 1) / kBins,
                         countCell(counts[i], told[i] || counts[i] == 0)});
  return bins;
}

Result<Chart> calibrationChart(const Build& build, const AtHorizon& one) {
  Chart chart;
  chart.id = fmt::format("calibration-{}y", shortest(one.years));
  chart.kind = document::ChartKind::calibration;
  chart.title = "Calibration at " + yearsInWords(one.years);
  chart.xLabel = "Predicted risk";
  chart.yLabel = "Observed risk";
  chart.alternative = "Observed against predicted risk, by groups and as a smooth line; the diagonal is perfect.";
  auto groups = groupRows(build, chart.id, one);
  if (!groups) return fail(groups.error());
  Table smooth{chart.id + "-smooth", {}, {}, {}, {}, false};
  smooth.columns = {percentColumn("predicted", "Predicted", 2), percentColumn("observed", "Observed", 2)};
  // The line's ends rest on the outermost patients alone.
  const auto& curve = one.calibration.curve;
  std::vector<double> sorted = one.risks.risk;
  std::ranges::sort(sorted);
  const std::size_t inner = build.least() <= 1 ? 0 : std::min(build.least() - 1, sorted.size() / 2);
  for (const auto& point : curve)
    if (point.predicted >= sorted[inner] && point.predicted <= sorted[sorted.size() - 1 - inner])
      smooth.rows.push_back({point.predicted, intervalOf(point.observed)});
  Table bins = histogramRows(build, chart.id, one.risks.risk);
  const bool anyBin = std::ranges::any_of(bins.rows, [](const auto& row) { return tellsAnything(row.back()); });
  if (!anyBin) groups->note = fmt::format("How the risks are spread is not drawn (cells under {}).", build.least());
  chart.tables = {*std::move(groups), smooth};
  if (anyBin) chart.tables.push_back(std::move(bins));
  return chart;
}

void putFigures(Build& build, const AtHorizon& one) {
  const std::string which = shortest(one.years);
  const auto& model = one.calibration.model;
  build.figures.put("calibrationSlope", which, {intervalOf(model.slope), model.slopeUndefined, true});
  build.figures.put("calibrationIntercept", which, {intervalOf(model.intercept), model.interceptUndefined, true});
  build.figures.put("observedExpected", which,
                    {intervalOf(one.calibration.total.ratio), one.calibration.undefined, true});
  build.figures.put("brier", which, {intervalOf(one.brier.brier), one.brier.undefined, true});
}

void putMissing(Build& build, double years, const std::string& why) {
  for (const char* name : {"calibrationSlope", "calibrationIntercept", "observedExpected", "brier"})
    build.figures.put(name, shortest(years), {justValue(statistics::kUndefined), why, true});
}

Result<std::string> integratedText(Build& build, const std::vector<AtHorizon>& all) {
  if (all.size() < 2) {
    build.figures.put("integratedBrier", {},
                      {justValue(statistics::kUndefined), "risks at two horizons or more are needed", true});
    return std::string();
  }
  std::vector<statistics::FixedRisks> risks;
  for (const AtHorizon& one : all) risks.push_back(one.risks);
  const auto found =
      statistics::integratedBrier(build.view(), risks, statistics::BrierIntegral::trapezoid, competingOf(build));
  if (!found) return fail(found.error());
  build.figures.put("integratedBrier", {}, {justValue(found->value), found->undefined, true});
  return fmt::format("Integrated Brier score from {} to {}: {} (scaled {}).", yearsInWords(all.front().years),
                     yearsInWords(all.back().years), fixed(found->value, 3), fixed(found->scaled, 2));
}

std::string sentenceOf(const std::vector<AtHorizon>& all, const std::vector<std::string>& missing) {
  if (all.empty()) return "Not assessable: " + missing.front() + ".";
  const AtHorizon& last = all.back();
  const auto faults = faultsOf(last);
  const std::string slope = withInterval(intervalOf(last.calibration.model.slope), 2);
  const std::string total = withInterval(intervalOf(last.calibration.total.ratio), 2);
  const std::string figures = fmt::format("the calibration slope is {} and observed / expected {}", slope, total);
  if (!faults.empty())
    return fmt::format("At {} the risks are miscalibrated: {}. The slope is {}{}.", yearsInWords(last.years),
                       fmt::join(faults, "; "), slope,
                       excludes(last.calibration.total.ratio, 1) ? "" : ", observed / expected " + total);
  return excludes(last.calibration.model.intercept, 0)
             ? fmt::format("At {} {}, the intercept {}.", yearsInWords(last.years), figures,
                           withInterval(intervalOf(last.calibration.model.intercept), 2))
             : fmt::format("At {} {}: no miscalibration was found.", yearsInWords(last.years), figures);
}

}  // namespace

SectionResult calibrationSection(Build& build) {
  document::Section section{"calibration", "Calibration", {}, {}, {}, {}};
  std::vector<AtHorizon> all;
  std::vector<std::string> missing;
  for (std::size_t h = 0; h < build.protocol().horizonsYears.size(); ++h) {
    FrozenRisks frozen = frozenRisks(build, h);
    if (!frozen.missing.empty()) {
      putMissing(build, build.protocol().horizonsYears[h], frozen.missing);
      missing.push_back(frozen.missing);
      continue;
    }
    auto one = measured(build, h, std::move(frozen.risks));
    if (!one) return fail(one.error());
    putFigures(build, *one);
    all.push_back(*std::move(one));
  }
  const auto integrated = integratedText(build, all);
  if (!integrated) return fail(integrated.error());
  section.sentence = sentenceOf(all, missing);
  if (const std::string words = risksInWords(build); !words.empty())
    section.blocks.emplace_back(document::Paragraph{words, document::Tone::body});
  if (!all.empty()) section.blocks.emplace_back(figureTable(all));
  for (const AtHorizon& one : all)
    for (const std::string& fault : faultsOf(one)) {
      const std::string text = fmt::format("At {}: {}.", yearsInWords(one.years), fault);
      section.blocks.emplace_back(document::Paragraph{text, document::Tone::warning});
      build.limitations.push_back("The bundle's risks are miscalibrated. " + text);
    }
  if (!integrated->empty()) section.blocks.emplace_back(document::Paragraph{*integrated, document::Tone::body});
  for (const AtHorizon& one : all) {
    auto chart = calibrationChart(build, one);
    if (!chart) return fail(chart.error());
    section.blocks.emplace_back(*std::move(chart));
  }
  for (const std::string& why : missing)
    if (const std::string text = "Not assessable: " + why + "."; text != section.sentence)
      section.blocks.emplace_back(document::Paragraph{text, document::Tone::note});
  if (all.empty())
    section.blocks.emplace_back(
        document::Paragraph{"A map from score to risk that is fitted on the patients it is judged on is calibrated by "
                            "construction, so none "
                            "is made here.",
                            document::Tone::note});
  return section;
}

}  // namespace snitt::validation
