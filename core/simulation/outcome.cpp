#include "core/simulation/outcome.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/simulation/streams_p.h"

namespace snitt::simulation {
namespace {

using statistics::CounterRandom;

// Of the time to cancer death: before it there is no recurrence.
constexpr double kEarliestRecurrence = 0.2;
// Follow-up of at most 150 years, so that days are small numbers.
constexpr double kLongestDays = 150 * kDaysPerYear;

double exponential(CounterRandom& random) { return -std::log(random.uniform()); }

double cancerDeathDays(const CohortModel& model, double eta, CounterRandom& random) {
  return model.weibullScaleYears * kDaysPerYear * std::pow(exponential(random) / std::exp(eta), 1 / model.weibullShape);
}

// The inverse of Gompertz's cumulative hazard h·(e^{gt} − 1) / g, h being the hazard at surgery.
double otherDeathDays(const CohortModel& model, const Covariates& patient, CounterRandom& random) {
  const double growth = model.otherHazardGrowth;
  const double hazard = model.otherHazardAt70 * std::exp(growth * (patient.ageYears - 70)) *
                        (patient.male ? model.otherHazardRatioMale : 1);
  const double cumulative = exponential(random);
  if (hazard <= 0) return std::numeric_limits<double>::infinity();
  const double years = growth > 0 ? std::log1p(growth * cumulative / hazard) / growth : cumulative / hazard;
  return years * kDaysPerYear;
}

double lostDays(const CohortModel& model, CounterRandom& random) {
  const double years = exponential(random);
  return model.lossPerYear > 0 ? years / model.lossPerYear * kDaysPerYear : std::numeric_limits<double>::infinity();
}

// The day that an instant lies in, counted from 1.
int dayOf(double days) { return std::max(1, static_cast<int>(std::ceil(std::min(days, kLongestDays)))); }

}  // namespace

std::string_view toText(Cause cause) {
  static constexpr std::array<std::string_view, 3> names{"", "cancer", "other"};
  return names.at(static_cast<std::size_t>(cause));
}

double linearPredictor(const CohortModel& model, double latent, const Covariates& patient) {
  const ExpectedExtent expected = expectedExtent(model, latent);
  return std::log(model.hazardRatio) * latent + std::log(model.hazardRatioPT) * (patient.pT - expected.pT) +
         std::log(model.hazardRatioPN) * (patient.pN - expected.pN);
}

Course drawCourse(const CohortModel& model, std::size_t index, double latent, const Covariates& patient) {
  CounterRandom random = streamOf(model, Part::outcome, index);
  const double recruitmentDays = model.recruitmentYears * kDaysPerYear;
  const double surgery = std::floor(random.uniform() * recruitmentDays);
  LatentTimes times;
  times.cancerDeathDays = cancerDeathDays(model, linearPredictor(model, latent, patient), random);
  times.otherDeathDays = otherDeathDays(model, patient, random);
  const double gap = exponential(random) * model.recurrenceToDeathYears * kDaysPerYear;
  times.recurrenceDays = std::max(times.cancerDeathDays - gap, kEarliestRecurrence * times.cancerDeathDays);
  const double endDays = recruitmentDays + model.followUpYears * kDaysPerYear - surgery;
  times.followedDays = std::min(endDays, lostDays(model, random));
  return {model.recruitmentStart + std::chrono::days(static_cast<int>(surgery)), times, observed(times)};
}

Outcome observed(const LatentTimes& times) {
  const double deathDays = std::min(times.cancerDeathDays, times.otherDeathDays);
  const int followed = dayOf(times.followedDays);
  Outcome outcome;
  outcome.event = deathDays <= kLongestDays && dayOf(deathDays) <= followed;
  outcome.timeDays = outcome.event ? dayOf(deathDays) : followed;
  if (outcome.event) outcome.cause = times.cancerDeathDays <= times.otherDeathDays ? Cause::cancer : Cause::other;
  // By the instant, not the day: who dies of something else in the morning has no recurrence in the evening.
  outcome.recurrence = times.recurrenceDays <= deathDays && dayOf(times.recurrenceDays) <= outcome.timeDays;
  outcome.recurrenceDays = outcome.recurrence ? dayOf(times.recurrenceDays) : outcome.timeDays;
  return outcome;
}

}  // namespace snitt::simulation
