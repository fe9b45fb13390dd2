// Predicted risks that were fixed before these patients were looked at. Calibration, Brier score and decision curve
// take nothing else: a risk that is fitted on the patients it is judged on is calibrated by construction. Nothing in
// this folder makes risks out of scores.
#pragma once

#include <string>
#include <vector>

#include "core/result.h"
#include "core/statistics/survival/survival_data.h"

namespace snitt::statistics {

struct FixedRisks {
  std::vector<double> risk;  // of the event by `horizon`, one entry a patient, in [0, 1]
  double horizon = 0;        // in the unit of the times
  std::string source;        // what fixed them, for the report: the bundle's id, the paper
};

// What checkSurvival and checkCompetingEvents refuse; a horizon that is no positive number; no source; another number
// of risks than of patients; a risk outside [0, 1] or NaN, naming the patient (from 1): usage.
//
// With `competing` (competing_events.h), here and in all that takes risks, a risk is the cumulative incidence of the
// event, and what was observed is so too.
[[nodiscard]] Result<void> checkRisks(SurvivalView data, const FixedRisks& risks,
                                      std::span<const std::uint8_t> competing = {});

}  // namespace snitt::statistics
