#include "app/snitt/stats_text.h"

#include <cmath>

#include <fmt/format.h>

#include "core/text/number.h"

namespace snitt::app {
namespace {

using statistics::ChiSquareTest;
using statistics::Estimate;

std::string figure(double value, int decimals = 3) { return std::isfinite(value) ? fixed(value, decimals) : "–"; }

// Times in whatever unit the table has.
std::string timeText(double value) { return std::isfinite(value) ? fmt::format("{:.6g}", value) : "not reached"; }

std::string pText(double p) {
  if (std::isnan(p)) return "–";
  return p < 0.0001 ? "< 0.0001" : fmt::format("{:.4f}", p);
}

std::string withInterval(double value, double lower, double upper) {
  return fmt::format("{} ({} to {})", figure(value), figure(lower), figure(upper));
}

std::string withInterval(const Estimate& estimate) {
  return withInterval(estimate.value, estimate.lower95, estimate.upper95);
}

std::string dropped(std::size_t count) {
  return count == 0 ? std::string() : fmt::format(", {} left out for missing values", count);
}

void addTest(std::string& text, std::string_view name, const ChiSquareTest& test) {
  text += fmt::format("  {}: χ² {} on {} df, p {}\n", name, figure(test.chi2, 2), test.df, pText(test.p));
}

void addSurvival(std::string& text, const analysis::SurvivalSection& section) {
  text += fmt::format("Survival of {} patients{}\n", section.n, dropped(section.dropped));
  for (const analysis::GroupSurvival& one : section.groups)
    text += fmt::format("  {}: n {}, events {}, median {} ({} to {}), restricted mean to {}: {}\n", one.group,
                        one.curve.n, one.curve.events, timeText(one.median.time), timeText(one.median.lower95),
                        timeText(one.median.upper95), timeText(one.mean.until), timeText(one.mean.mean));
  if (!section.logRank) return;
  addTest(text, "log-rank", section.logRank->test);
  if (section.trend && section.groups.size() > 2) addTest(text, "trend", section.logRank->trend);
}

void addCox(std::string& text, const analysis::CoxSection& section) {
  const statistics::CoxFit& fit = section.fit;
  text += fmt::format("Cox regression, n {}, events {}{}\n", fit.n, fit.events, dropped(section.dropped));
  for (const statistics::CoxCoefficient& one : fit.coefficients)
    text += fmt::format("  {}: hazard ratio {}, p {}\n", one.name, withInterval(one.hr, one.lower95, one.upper95),
                        pText(one.p));
  addTest(text, "likelihood ratio", fit.likelihoodRatio);
  if (!section.proportional.empty()) addTest(text, "proportional hazards", section.proportional.back().test);
  for (const std::string& note : fit.notes) text += "  note: " + note + "\n";
}

void addDiscrimination(std::string& text, const analysis::DiscriminationSection& section) {
  text += fmt::format("Discrimination, n {}, events {}{}\n", section.n, section.events, dropped(section.dropped));
  for (const analysis::ScoreDiscrimination& one : section.scores) {
    text += fmt::format("  {}: Harrell's C {}, Uno's C {}\n", one.score, withInterval(one.harrell.c),
                        withInterval(one.uno.c));
    for (const statistics::TimeAuc& auc : one.auc)
      text += auc.undefined.empty()
                  ? fmt::format("    AUC at {}: {}\n", timeText(auc.horizon), withInterval(auc.auc))
                  : fmt::format("    AUC at {}: undefined, {}\n", timeText(auc.horizon), auc.undefined);
  }
  for (const analysis::ScoreComparison& one : section.comparisons)
    text += fmt::format("  {} against {}: difference of Harrell's C {}, p {}\n", one.second, one.first,
                        withInterval(one.harrell.difference), pText(one.harrell.p));
}

void addCalibration(std::string& text, const analysis::CalibrationSection& section) {
  if (!section.notAssessable.empty()) {
    text += "Calibration: not assessable, " + section.notAssessable + "\n";
    return;
  }
  for (const analysis::RiskAssessment& one : section.risks) {
    text += fmt::format("Calibration of {} at {}, n {}{}\n", one.risk.column, timeText(one.risk.horizon), one.n,
                        dropped(one.dropped));
    text += one.calibration.undefined.empty()
                ? fmt::format("  slope {}, intercept {}, observed/expected {}, Brier {}\n",
                              withInterval(one.calibration.model.slope), withInterval(one.calibration.model.intercept),
                              withInterval(one.calibration.total.ratio), figure(one.brier.brier.value))
                : "  undefined: " + one.calibration.undefined + "\n";
  }
}

}  // namespace

std::string statsText(const analysis::StatsResult& result, const std::filesystem::path& out) {
  std::string text;
  if (result.survival) addSurvival(text, *result.survival);
  if (result.cox) addCox(text, *result.cox);
  if (result.discrimination) addDiscrimination(text, *result.discrimination);
  if (result.calibration) addCalibration(text, *result.calibration);
  return text + out.string() + " has all figures.\n";
}

}  // namespace snitt::app
