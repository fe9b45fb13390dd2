// What the input of a Cox regression must be, and a fit put back on its rows.
#pragma once

#include "core/statistics/cox/risk_sets_p.h"

namespace snitt::statistics {

[[nodiscard]] Result<void> checkCoxInput(SurvivalView data, const Design& design, const CoxOptions& options);

// The rows with the columns whose coefficients are defined, and the risk sets at the fit's β.
struct FittedRows {
  CoxRows rows;
  RiskSets sets;
};

// Usage unless data, design and options are those of the fit (as far as their sizes and names tell) and it has events.
[[nodiscard]] Result<FittedRows> fittedRows(const CoxFit& fit, SurvivalView data, const Design& design,
                                            const CoxOptions& options);

}  // namespace snitt::statistics
