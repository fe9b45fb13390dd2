// What acting on the predicted risk is worth.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/statistics/calibration/decision_curve.h"
#include "core/text/number.h"
#include "core/validation/report/build_p.h"
#include "core/validation/report/frozen_risks_p.h"
#include "core/validation/report/parts_p.h"
#include "core/validation/report/words_p.h"

namespace snitt::validation {
namespace {

using document::Chart;
using document::Table;
using statistics::DecisionPoint;

constexpr int kThresholds = 60;  // of 1 % each

// Beyond the threshold at which hardly anybody is treated a net benefit tells of single patients.
bool isTold(const DecisionPoint& point, const Build& build) {
  if (build.least() <= 1) return true;
  const std::size_t untreated = build.n() - point.treated;
  const auto fine = [&](std::size_t count) { return count == 0 || count >= 2 * build.least(); };
  return fine(point.treated) && fine(untreated);
}

Chart chartOf(const Build& build, double years, const std::vector<DecisionPoint>& points) {
  Chart chart;
  chart.id = fmt::format("decision-{}y", shortest(years));
  chart.kind = document::ChartKind::decisionCurve;
  chart.title = "Decision curve at " + yearsInWords(years);
  chart.xLabel = "Threshold probability";
  chart.yLabel = "Net benefit";
  chart.alternative = "Net benefit against the threshold, beside treating all and treating none.";
  Table curve{chart.id + "-curve", {}, {}, {}, {}, false};
  curve.columns = {textColumn("model", "Model"), percentColumn("threshold", "Threshold", 0),
                   numberColumn("netBenefit", "Net benefit", 4)};
  for (const DecisionPoint& one : points)
    if (one.undefined.empty())
      curve.rows.push_back(
          {std::string("Risk of the bundle"), one.threshold, toldIf(isTold(one, build), one.netBenefit)});
  for (const DecisionPoint& one : points)
    if (std::isfinite(one.treatAll)) curve.rows.push_back({std::string("Treat all"), one.threshold, one.treatAll});
  chart.tables = {curve};
  return chart;
}

// Of the thresholds at which the risk divides the patients at all, whether the curve is told at half or more.
bool isAssessable(const Build& build, const std::vector<DecisionPoint>& points) {
  std::size_t divides = 0;
  std::size_t told = 0;
  for (const DecisionPoint& one : points) {
    if (!one.undefined.empty() || one.treated == 0 || one.treated == build.n()) continue;
    ++divides;
    told += isTold(one, build) ? 1U : 0U;
  }
  return 2 * told >= divides;
}

std::string lookedAt() { return fmt::format("from 1 to {} %", kThresholds); }

std::string rangeText(const Build& build, const std::vector<DecisionPoint>& points) {
  std::optional<double> from;
  std::optional<double> to;
  for (const DecisionPoint& one : points) {
    if (!one.undefined.empty() || !isTold(one, build) || one.treated == 0) continue;
    if (one.netBenefit <= 0 || one.netBenefit <= one.treatAll) continue;
    if (!from) from = one.threshold;
    to = one.threshold;
  }
  if (!from)
    return fmt::format("acting on the risk is at no threshold {} worth more than treating all or none", lookedAt());
  return fmt::format(
      "acting on the risk is worth more than treating all or none at thresholds from {} to {} %, of those {} that were "
      "looked at",
      fixed(100 * *from, 0), fixed(100 * *to, 0), lookedAt());
}

}  // namespace

SectionResult decisionSection(Build& build) {
  document::Section section{"decision-curve", "Decision curve", {}, {}, {}, {}};
  std::vector<double> thresholds;
  for (int i = 1; i <= kThresholds; ++i) thresholds.push_back(i / 100.0);
  std::vector<std::string> missing;
  bool withheld = false;
  for (std::size_t h = 0; h < build.protocol().horizonsYears.size(); ++h) {
    const FrozenRisks frozen = frozenRisks(build, h);
    if (!frozen.missing.empty()) {
      missing.push_back(frozen.missing);
      continue;
    }
    const auto competing = build.protocol().hasCompeting() ? build.competing() : std::vector<std::uint8_t>{};
    const auto points = statistics::decisionCurve(build.view(), frozen.risks, thresholds, competing);
    if (!points) return fail(points.error());
    const double years = build.protocol().horizonsYears[h];
    if (!isAssessable(build, *points)) {
      missing.push_back(fmt::format("at {} the curve is withheld at most thresholds {} (cells under {})",
                                    yearsInWords(years), lookedAt(), build.least()));
      continue;
    }
    section.sentence = fmt::format("At {} {}.", yearsInWords(years), rangeText(build, *points));
    section.blocks.emplace_back(chartOf(build, years, *points));
    withheld = withheld || std::ranges::any_of(*points, [&](const DecisionPoint& one) { return !isTold(one, build); });
  }
  if (section.blocks.empty()) section.sentence = "Not assessable: " + missing.back() + ".";
  // Before the charts, which have a page to themselves.
  if (withheld)
    section.blocks.insert(section.blocks.begin(),
                          document::Paragraph{fmt::format("Nothing is drawn where fewer than {} patients are above the "
                                                          "threshold, or below it.",
                                                          2 * build.least()),
                                              document::Tone::note});
  if (const std::string words = risksInWords(build); !words.empty())
    section.blocks.insert(section.blocks.begin(), document::Paragraph{words, document::Tone::body});
  for (const std::string& why : missing)
    if (const std::string text = "Not assessable: " + why + "."; text != section.sentence)
      section.blocks.emplace_back(document::Paragraph{text, document::Tone::note});
  return section;
}

}  // namespace snitt::validation
