#include "core/training/risk_map.h"

#include <algorithm>
#include <cmath>

#include "core/statistics/cox/cox_curve.h"
#include "core/statistics/survival/kaplan_meier.h"
#include "core/text/number.h"

namespace snitt::training {
namespace {

constexpr double kLeastScore = 1e-6;
constexpr double kEndStep = 0.25;  // of logit(score)

double logit(double score) {
  const double cut = std::clamp(score, kLeastScore, 1 - kLeastScore);
  return std::log(cut / (1 - cut));
}

double scoreOf(double logitScore) { return 1 / (1 + std::exp(-logitScore)); }

struct Columns {
  std::vector<double> time;
  std::vector<std::uint8_t> event;
  std::vector<std::uint8_t> competing;
  std::vector<double> x;
};

// Increments of both cumulative hazards at one time: of the event where x = `centre`, and of competing deaths.
struct HazardStep {
  double time;
  double event;
  double competing;
};

struct Hazards {
  double slope = 0;
  double slopeSe = 0;
  double centre = 0;
  std::vector<HazardStep> steps;
};

Columns columnsOf(std::span<const RiskPatient> patients) {
  Columns columns;
  for (const RiskPatient& patient : patients) {
    columns.time.push_back(patient.timeDays);
    columns.event.push_back(patient.event ? 1 : 0);
    columns.competing.push_back(patient.competing ? 1 : 0);
    columns.x.push_back(logit(patient.score));
  }
  columns.time = statistics::withoutRounding(columns.time);
  return columns;
}

Result<void> checkPatients(std::span<const RiskPatient> patients, const RiskMapRequest& request) {
  for (const RiskPatient& patient : patients) {
    if (!(patient.score >= 0 && patient.score <= 1))
      return fail(ErrorKind::usage, "a combined score is " + shortest(patient.score) + " and must be from 0 to 1");
    if (!(std::isfinite(patient.timeDays) && patient.timeDays > 0))
      return fail(ErrorKind::usage, "a time is " + shortest(patient.timeDays) + " and must be above 0 days");
    if (patient.event && patient.competing)
      return fail(ErrorKind::usage, "a patient has the event and a competing death at once");
  }
  if (std::ranges::none_of(patients, [](const RiskPatient& one) { return one.label == DistinctLabel::between; }))
    return fail(
        ErrorKind::refused,
        "the risk map cannot be fitted on patients of distinct outcome alone: they were chosen by their outcome, "
        "so their risks are nobody's");
  const auto events = std::ranges::count_if(patients, &RiskPatient::event);
  if (events < request.leastEvents)
    return fail(ErrorKind::usage,
                "the tuning patients have " + std::to_string(events) +
                    (events == 1 ? " event, and the risk map needs " : " events, and the risk map needs ") +
                    std::to_string(request.leastEvents));
  const double last = std::ranges::max(patients, {}, &RiskPatient::timeDays).timeDays;
  for (const double horizon : request.horizonsDays)
    if (!(horizon > 0 && horizon <= last))
      return fail(ErrorKind::usage, "the horizon " + shortest(horizon) +
                                        " days is beyond the last follow-up of the tuning patients, " + shortest(last) +
                                        " days");
  return {};
}

Result<Hazards> fitHazards(const Columns& columns) {
  const statistics::SurvivalView events{columns.time, columns.event};
  const std::vector<statistics::Covariate> covariates{{"score", columns.x}};
  const auto design = statistics::makeDesign(columns.x.size(), covariates);
  if (!design) return fail(design.error());
  const statistics::CoxOptions options{.ties = statistics::CoxTies::breslow, .strata = {}, .cluster = {}};
  const auto fit = statistics::coxFit(events, *design, options);
  if (!fit) return fail(fit.error());
  const statistics::CoxCoefficient& score = fit->coefficients.front();
  if (!std::isfinite(score.beta))
    return fail(ErrorKind::usage, "the combined scores of the tuning patients do not differ");
  if (score.mayBeInfinite)
    return fail(ErrorKind::usage,
                "the combined score tells events from others without any overlap on tuning data, so "
                "the risk has no finite slope");
  if (score.beta <= 0)
    return fail(ErrorKind::usage, "the risk does not rise with the combined score on tuning data (log hazard ratio " +
                                      fixed(score.beta, 3) + ")");
  Hazards hazards{score.beta, score.se, statistics::columnMeans(*design).front(), {}};
  const auto curves = statistics::coxCurves(*fit, events, *design, options, std::vector{hazards.centre});
  if (!curves) return fail(curves.error());
  const statistics::CoxCurve& curve = curves->front();
  const statistics::SurvivalView others{columns.time, columns.competing};
  const auto competing = statistics::kaplanMeier(others);
  if (!competing) return fail(competing.error());
  const auto competingHazard = statistics::cumulativeHazard(*competing);
  // Both have a step at each different time.
  for (std::size_t i = 0; i < curve.time.size(); ++i) {
    const double eventBefore = i == 0 ? 0 : curve.cumHazard[i - 1];
    const double competingBefore = i == 0 ? 0 : competingHazard[i - 1].hazard;
    hazards.steps.push_back(
        {curve.time[i], curve.cumHazard[i] - eventBefore, competingHazard[i].hazard - competingBefore});
  }
  return hazards;
}

double incidence(const Hazards& hazards, double x, double horizon) {
  const double ratio = std::exp(hazards.slope * (x - hazards.centre));
  double free = 1;  // of both
  double risk = 0;
  for (const HazardStep& step : hazards.steps) {
    if (step.time > horizon) break;
    const double event = -std::expm1(-step.event * ratio);
    risk += free * event;
    free *= (1 - event) * std::exp(-step.competing);
  }
  return risk;
}

RiskMap mapAt(const Hazards& hazards, std::span<const double> knots, double horizon, EventKind event) {
  RiskMap map{horizon, std::string(toText(event)), {}, {}};
  for (const double x : knots) {
    const double score = scoreOf(x);
    // Rounding at the ends of [0, 1] may let two knots fall together.
    if (!map.scores.empty() && score <= map.scores.back()) continue;
    map.scores.push_back(score);
    const double least = map.risks.empty() ? 0 : map.risks.back();
    map.risks.push_back(std::clamp(incidence(hazards, x, horizon), least, 1.0));
  }
  return map;
}

}  // namespace

Result<RiskMapFit> fitRiskMaps(std::span<const RiskPatient> patients, const RiskMapRequest& request) {
  if (auto checked = checkPatients(patients, request); !checked) return fail(checked.error());
  const Columns columns = columnsOf(patients);
  const auto hazards = fitHazards(columns);
  if (!hazards) return failIn("risk map", hazards.error());
  // The lowest and the highest score are those of two patients, who should not be read off the map.
  const auto [lowest, highest] = std::ranges::minmax(columns.x);
  const double low = std::floor(lowest / kEndStep) * kEndStep;
  const double high = std::ceil(highest / kEndStep) * kEndStep;
  std::vector<double> knots;
  const int count = std::max(request.knots, 2);
  for (int i = 0; i < count; ++i) knots.push_back(std::lerp(low, high, static_cast<double>(i) / (count - 1)));

  RiskMapFit fit{{}, hazards->slope, hazards->slopeSe, patients.size(), 0};
  fit.events = static_cast<std::size_t>(std::ranges::count_if(patients, &RiskPatient::event));
  for (const double horizon : request.horizonsDays) fit.maps.push_back(mapAt(*hazards, knots, horizon, request.event));
  return fit;
}

}  // namespace snitt::training
