// Pseudo-values of a cumulative incidence: they stand for the outcome that a censored patient lacks. Pure functions.
#pragma once

#include <vector>

#include "core/statistics/competing/competing_data.h"

namespace snitt::statistics {

// n·F − (n − 1)·F₋ᵢ for each patient i, F being the incidence of `cause` (from 1) at `horizon` (Aalen and Johansen) and
// F₋ᵢ that of all others, which keeps its last value where their follow-up ends before. Klein and Andersen, Biometrics
// 61:223 (2005); R: prodlim's jackknife. O(n log n). Of data that checkCompeting accepts, with times of which none
// differ by rounding alone; empty for fewer than two patients.
[[nodiscard]] std::vector<double> pseudoIncidence(CompetingView data, std::uint8_t cause, double horizon);

}  // namespace snitt::statistics
