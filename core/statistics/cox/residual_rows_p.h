// Residuals in the sorted rows and scaled columns.
#pragma once

#include <span>

#include "core/statistics/cox/risk_sets_p.h"

namespace snitt::statistics {

// rows × columns: each row's part of the score (Therneau, Grambsch and Fleming, Biometrika 77:147, 1990): of an event,
// x less its mean in the risk set, averaged over the risk sets that Efron's rule gives the events of one time; less,
// over all events by the row's time, the same difference times what was expected of the row then.
[[nodiscard]] RowMatrix scoreResiduals(const CoxRows& rows, const RiskSets& sets, CoxTies ties);

// clusters × columns: sums by cluster, which is one number for each of the caller's rows.
[[nodiscard]] RowMatrix sumsByCluster(const CoxRows& rows, const RowMatrix& residuals, std::span<const int> cluster);

}  // namespace snitt::statistics
