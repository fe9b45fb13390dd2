// The maximum of the partial likelihood, by Newton's method.
#pragma once

#include <vector>

#include "core/statistics/cox/risk_sets_p.h"

namespace snitt::statistics {

// Where the likelihood is maximal, or a point on the way. In the rows' centred and scaled columns.
struct CoxMaximum {
  Eigen::VectorXd beta;
  RiskSets sets;                    // at beta
  Eigen::MatrixXd information;      // at beta
  std::vector<bool> mayBeInfinite;  // columns
  int iterations = 0;
  bool converged = false;
};

// From β = 0 in `atZero` with its information. The likelihood is concave, so a step that loses is halved until it
// gains. It is at its end where the next step would gain less than 1e-13 (it is then taken); or, without a maximum,
// where steps gain nothing beside the likelihood and still move the linear predictors: each would move them by about
// one for ever, while the gain falls by a factor of e. `atRisk` tells rows that are in a risk set.
[[nodiscard]] CoxMaximum maximise(const CoxRows& rows, CoxTies ties, const std::vector<bool>& atRisk,
                                  CoxMaximum atZero);

// The point β = 0.
[[nodiscard]] CoxMaximum pointAtZero(const CoxRows& rows, CoxTies ties);

}  // namespace snitt::statistics
