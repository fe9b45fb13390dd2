// Residuals of a Cox regression, with the figures of R's residuals.coxph. The arguments after the fit are those that it
// was made from. Pure functions.
#pragma once

#include <vector>

#include "core/statistics/cox/cox_fit.h"

namespace snitt::statistics {

// One entry a row, as in the data; the matrices have rows × coefficients entries, row by row, undefined in the columns
// of undefined coefficients.
struct CoxResiduals {
  // Events less what the model expects of the row by its time (Barlow and Prentice, Biometrika 75:65, 1988), Σ 0.
  std::vector<double> martingale;
  // The same made symmetric (Therneau, Grambsch and Fleming, Biometrika 77:147, 1990).
  std::vector<double> deviance;
  // Each row's part of the score; the columns' Σ 0.
  std::vector<double> score;
  // About how much each coefficient would fall if the row were left out: score · naive covariance.
  std::vector<double> dfbeta;
};

[[nodiscard]] Result<CoxResiduals> coxResiduals(const CoxFit& fit, SurvivalView data, const Design& design,
                                                const CoxOptions& options = {});

// Schoenfeld (Biometrika 69:239, 1982), one entry an event in order of stratum and time; the matrices have events ×
// coefficients entries, event by event.
struct SchoenfeldResiduals {
  std::vector<std::size_t> row;  // of the data
  std::vector<double> time;
  // x less its mean in the risk set; under Efron the mean of the risk sets of the events of that time.
  std::vector<double> residual;
  // residual · naive covariance · events + β, which follows β(t) (Grambsch and Therneau, Biometrika 81:515, 1994).
  std::vector<double> scaled;
};

[[nodiscard]] Result<SchoenfeldResiduals> schoenfeldResiduals(const CoxFit& fit, SurvivalView data,
                                                              const Design& design, const CoxOptions& options = {});

}  // namespace snitt::statistics
