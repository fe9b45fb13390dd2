// Which patients train, tune and test. Pure functions.
//
// Within each stratum patients stand in a random order that follows from seed and patient id alone, so neither the
// order of the list nor the number of a patient's slides matters; a patient who is added moves hardly any other.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "core/training/cohort.h"
#include "core/training/label_rule.h"

namespace snitt::training {

struct SplitShares {
  double train = 0.7;
  double tune = 0.3;
  double test = 0;
  std::uint64_t seed = 1;
  bool operator==(const SplitShares&) const = default;
};

struct PatientSide {
  Side side = Side::train;
  // Drawn (or given) for train, but in between, and so tunes. These are no sample of the cohort: what needs one (the
  // risk map) leaves them out.
  bool moved = false;
  bool operator==(const PatientSide&) const = default;
};

struct SplitPatient {
  std::string id;
  int stratum = 0;  // patients of one number are spread evenly
  std::optional<Side> given;
};

// Label and event as a stratum.
[[nodiscard]] int stratumOf(DistinctLabel label, bool event);

// One entry a patient. Given sides are kept; where none is given, shares are met to within one patient in every stratum
// and overall (what one stratum's rounding lacks the next makes up for). Usage: shares that are negative or do not add
// up to 1, no share of train or tune, an id that is empty or stands twice.
[[nodiscard]] Result<std::vector<Side>> splitPatients(std::span<const SplitPatient> patients,
                                                      const SplitShares& shares);

// The rule "patients in between only tune": moves those of train to tune.
[[nodiscard]] std::vector<PatientSide> sidesForDistinctLabels(std::span<const Side> sides,
                                                              std::span<const DistinctLabel> labels);

// Whether both train and tune hold what a network is learned from and judged by: a good and a poor patient, or an
// event. Usage, saying which side lacks what.
[[nodiscard]] Result<void> checkDistinctSides(std::span<const PatientSide> sides,
                                              std::span<const DistinctLabel> labels);
[[nodiscard]] Result<void> checkEventSides(std::span<const PatientSide> sides, std::span<const std::uint8_t> events);

}  // namespace snitt::training
