#include "app/snitt/stats_text.h"

#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/text/number.h"

namespace snitt::app {
namespace {

using statistics::ChiSquareTest;
using statistics::Estimate;

std::string figure(double value, int decimals = 3) { return std::isfinite(value) ? fixed(value, decimals) : "–"; }

// Times in whatever unit the table has.
std::string timeText(double value) { return std::isfinite(value) ? fmt::format("{:.6g}", value) : "not reached"; }

// A limit that the data do not give is not one that was not reached.
std::string limitText(double value) { return std::isfinite(value) ? timeText(value) : "–"; }

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
  text += fmt::format("Survival, n {}{}\n", section.n, dropped(section.dropped));
  for (const analysis::GroupSurvival& one : section.groups)
    text += fmt::format("  {}: n {}, events {}, median {} ({} to {}), restricted mean to {}: {}\n", one.group,
                        one.curve.n, one.curve.events, timeText(one.median.time), limitText(one.median.lower95),
                        limitText(one.median.upper95), timeText(one.mean.until), timeText(one.mean.mean));
  for (const double horizon : section.horizons)
    for (const analysis::GroupSurvival& one : section.groups)
      if (const statistics::KaplanMeierStep* step = one.curve.at(horizon))
        text += fmt::format("    {} at {}: survival {}, {} at risk\n", one.group, timeText(horizon),
                            withInterval(step->survival, step->lower95, step->upper95),
                            statistics::atRiskAt(one.curve, horizon).atRisk);
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
  for (const statistics::DesignTerm& term : section.design.terms)
    if (!term.levels.empty()) text += fmt::format("  reference of {}: {}\n", term.name, term.levels.front());
  // The likelihood takes rows for independent; with clusters the robust tests stand in for it.
  if (fit.clusters == 0) addTest(text, "likelihood ratio", fit.likelihoodRatio);
  if (fit.clusters > 0) addTest(text, fmt::format("robust Wald, {} patients", fit.clusters), fit.wald);
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

void addCompeting(std::string& text, const analysis::CompetingSection& section) {
  text += fmt::format("Cumulative incidence, n {}{}\n", section.n, dropped(section.dropped));
  if (section.unknownCause > 0)
    text += fmt::format("  note: {} event{} of unknown cause left out, so that incidences are too low\n",
                        section.unknownCause, section.unknownCause == 1 ? "" : "s");
  for (std::size_t c = 0; c < section.causes.size(); ++c) {
    text += fmt::format("  {}: {} event{}\n", section.causes[c], section.events[c], section.events[c] == 1 ? "" : "s");
    for (const analysis::GroupIncidence& one : section.groups)
      for (const double horizon : section.horizons)
        text += fmt::format("    {} at {}: {}\n", one.group, timeText(horizon),
                            withInterval(one.incidence.at(c + 1, horizon)));
    if (c < section.gray.size()) addTest(text, "  Gray's test", section.gray[c]);
  }
}

void addClasses(std::string& text, const analysis::ClassesSection& section) {
  for (const statistics::HorizonTable& table : section.tables) {
    text += fmt::format("Classes at {}, n {}{}\n", timeText(table.horizon), section.n, dropped(section.dropped));
    constexpr std::array<const char*, statistics::kRiskClasses> kNames{"good", "uncertain", "poor"};
    for (std::size_t i = 0; i < kNames.size(); ++i) {
      const statistics::HorizonRow& row = table.rows[i];
      if (row.n == 0) continue;
      text += fmt::format("  {}: n {}, {} with the event, {} without, {} censored before; risk {}\n", kNames[i], row.n,
                          row.events, row.eventFree, row.leftOut,
                          withInterval(row.risk.value, row.risk.percentile95.lower, row.risk.percentile95.upper));
    }
    for (const auto& [name, figures] : {std::pair{"uncertain as poor", &table.uncertainIsPoor},
                                        std::pair{"uncertain as good", &table.uncertainIsGood}}) {
      const auto& sensitivity = figures->weightedFigures[0];
      const auto& specificity = figures->weightedFigures[1];
      text +=
          fmt::format("  {}: sensitivity {}, specificity {}\n", name,
                      withInterval(sensitivity.value, sensitivity.percentile95.lower, sensitivity.percentile95.upper),
                      withInterval(specificity.value, specificity.percentile95.lower, specificity.percentile95.upper));
    }
  }
}

void addAgreement(std::string& text, const analysis::AgreementSection& section) {
  text +=
      fmt::format("Agreement of {}, n {}{}\n", fmt::join(section.columns, ", "), section.n, dropped(section.dropped));
  if (section.classes) {
    text += fmt::format("  kappa {}\n", withInterval(section.classes->unweighted.kappa));
    if (section.classes->quadratic)
      text += fmt::format("  kappa, quadratic weights {}\n", withInterval(section.classes->quadratic->kappa));
  }
  if (section.intraclass)
    text += fmt::format("  ICC(2,1) {}, ICC(3,1) {}\n", withInterval(section.intraclass->agreement),
                        withInterval(section.intraclass->consistency));
  if (section.blandAltman)
    text += fmt::format("  bias {}, limits of agreement {} to {}\n", withInterval(section.blandAltman->bias),
                        figure(section.blandAltman->lowerLimit.value), figure(section.blandAltman->upperLimit.value));
  if (section.overlap) text += fmt::format("  Dice {}\n", figure(section.overlap->dice));
}

void addPower(std::string& text, const analysis::PowerSection& section) {
  const analysis::PowerRequest& design = section.design;
  text += fmt::format("Study ({}), solved for {}\n ", section.method, section.solvedFor);
  const auto add = [&](std::string_view name, const std::optional<double>& value) {
    if (value) text += fmt::format(" {} {:.6g}", name, *value);
  };
  add("hazard ratio", design.hazardRatio);
  add("or", section.hazardRatioBelow);
  add("C", design.c);
  add("C0", design.c0);
  add("width", design.width);
  add("power", design.power);
  add("events", design.events);
  add("(Freedman's events", section.eventsFreedman);
  if (section.eventsFreedman) text += ")";
  add("patients", design.n);
  add("alpha", design.alpha);
  text += "\n";
}

void addDrift(std::string& text, const analysis::StatsResult& result) {
  if (result.stability) {
    const statistics::PopulationStability& psi = result.stability->stability;
    text += fmt::format("Population stability of {}, n {}{}\n  PSI {}, p {}; 5 in 100 samples of this size exceed {}\n",
                        result.stability->column, result.stability->n, dropped(result.stability->dropped),
                        figure(psi.value), pText(psi.p), figure(psi.critical95));
  }
  if (!result.cusum) return;
  const analysis::CusumSection& cusum = *result.cusum;
  text += fmt::format(
      "CUSUM of {}, n {}{}\n  {} alarms upwards, {} downwards; without a change {} observations pass\n"
      "  between false alarms, and {} is the chance of one within these\n",
      cusum.request.column, cusum.n, dropped(cusum.dropped), cusum.chart.upperAlarms.size(),
      cusum.chart.lowerAlarms.size(), figure(cusum.runLength, 0), figure(cusum.alarmWithin));
}

}  // namespace

std::string statsText(const analysis::StatsResult& result, const std::filesystem::path& out) {
  std::string text;
  for (const std::string& note : result.notes) text += "Note: " + note + "\n";
  if (result.survival) addSurvival(text, *result.survival);
  if (result.cox) addCox(text, *result.cox);
  if (result.discrimination) addDiscrimination(text, *result.discrimination);
  if (result.calibration) addCalibration(text, *result.calibration);
  if (result.competing) addCompeting(text, *result.competing);
  if (result.classes) addClasses(text, *result.classes);
  if (result.agreement) addAgreement(text, *result.agreement);
  if (result.power) addPower(text, *result.power);
  addDrift(text, result);
  return text + out.string() + " has all figures.\n";
}

}  // namespace snitt::app
