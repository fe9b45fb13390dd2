// How long a CUSUM runs until it alarms: falsely while nothing has changed, rightly after a shift. Pure functions.
//
// For independent normal observations whose target and standard deviation are known; where both were estimated from a
// few control slides false alarms come more often (Hawkins and Olwell, 1998, chapter 7). `shift` is that of the mean,
// in standard deviations; the sums begin at 0.
//
// Sources: Brook and Evans, Biometrika 59:539 (1972): each side is a Markov chain over the values of its sum, here on
// grids of different widths from which the limit for width 0 is extrapolated (the error goes with the square of the
// width); both sides together by 1 / ARL = 1 / ARL⁺ + 1 / ARL⁻ (Kemp, J R Stat Soc B 23:149, 1961). Siegmund,
// Sequential Analysis (1985): ARL = (exp(−2 Δ b) + 2 Δ b − 1) / (2 Δ²), Δ = ±shift − k, b = h + 1.166.
#pragma once

#include <cstddef>

#include "core/result.h"
#include "core/statistics/monitoring/cusum.h"

namespace snitt::statistics {

enum class CusumSides { upper, both };

// Mean number of observations to the alarm (ARL; with shift 0 that is ARL₀, the mean time between false alarms), by the
// Markov chain, to about six digits; infinite beyond 10¹².
[[nodiscard]] Result<double> cusumRunLength(CusumDesign design, double shift = 0, CusumSides sides = CusumSides::both);

// The same by Siegmund's formula, within a few per cent.
[[nodiscard]] Result<double> cusumRunLengthSiegmund(CusumDesign design, double shift = 0,
                                                    CusumSides sides = CusumSides::both);

// Chance of an alarm within the first `observations`, by the Markov chain. With both sides, as if they alarmed
// independently: they do so late, and early alarms are too rare for it to matter.
[[nodiscard]] Result<double> cusumAlarmWithin(CusumDesign design, std::size_t observations, double shift = 0,
                                              CusumSides sides = CusumSides::both);

// The limit h with which `k` has a wanted mean run length in control. Fails (usage) when it is less than h = 0 already
// has, or more than 10⁹.
[[nodiscard]] Result<double> cusumLimit(double k, double runLength, CusumSides sides = CusumSides::both);

}  // namespace snitt::statistics
