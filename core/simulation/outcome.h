// What becomes of a simulated patient. Pure functions.
#pragma once

#include <limits>
#include <string_view>

#include "core/simulation/covariates.h"

namespace snitt::simulation {

// Days from surgery at which things would happen if nothing came before them; infinite where they never would.
struct LatentTimes {
  double recurrenceDays = std::numeric_limits<double>::infinity();
  double cancerDeathDays = std::numeric_limits<double>::infinity();
  double otherDeathDays = std::numeric_limits<double>::infinity();
  double followedDays = 1;  // until the end of the study, or until the patient is lost
};

enum class Cause { none, cancer, other };
[[nodiscard]] std::string_view toText(Cause cause);  // "" for none

// As in the table: `time` in whole days from 1 on; `event` is death of any cause and `cause` that of the dead alone; a
// recurrence comes at recurrenceTime ≤ time, which is `time` where there was none. Who dies of cancer has had one.
struct Outcome {
  int timeDays = 1;
  bool event = false;
  Cause cause = Cause::none;
  bool recurrence = false;
  int recurrenceDays = 1;
  bool operator==(const Outcome&) const = default;
};

// η of the model: the log of the hazard of cancer death over that of a latent of 0 with pT and pN as expected.
[[nodiscard]] double linearPredictor(const CohortModel& model, double latent, const Covariates& patient);

struct Course {
  Day surgery;
  LatentTimes times;
  Outcome outcome;
};

// Of patient `index`, with its random numbers; the model has been checked.
[[nodiscard]] Course drawCourse(const CohortModel& model, std::size_t index, double latent, const Covariates& patient);

// What is seen of these times. What happens during a day counts on it.
[[nodiscard]] Outcome observed(const LatentTimes& times);

}  // namespace snitt::simulation
