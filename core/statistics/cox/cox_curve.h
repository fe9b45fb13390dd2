// Hazard and survival that a Cox regression predicts, with the figures of R's survfit.coxph and basehaz. Pure
// functions.
#pragma once

#include <span>
#include <vector>

#include "core/statistics/cox/cox_fit.h"

namespace snitt::statistics {

// β·x of each row of `design` (of the fit's columns), not centred; an undefined coefficient adds nothing.
[[nodiscard]] Result<std::vector<double>> linearPredictors(const CoxFit& fit, const Design& design);

// The prediction for one set of covariates in one stratum. Entries are the stratum's different times, ascending, those
// of censorings too; `atRisk` just before.
struct CoxCurve {
  int stratum = 0;          // as in CoxOptions::strata; 0 without
  std::vector<double> row;  // of the covariates, as the design's columns
  std::vector<double> time;
  std::vector<std::size_t> atRisk;
  std::vector<std::size_t> events;
  std::vector<double> cumHazard;
  std::vector<double> cumHazardSe;
  std::vector<double> survival;  // exp(−cumHazard)
  std::vector<double> lower95;   // of survival, on the scale of its log, at most 1
  std::vector<double> upper95;
};

// A curve a stratum, by their numbers. `row` has one number a column, all 0 for R's basehaz(centered = FALSE). The
// cumulative hazard is the sum over the events of exp(β·row) / Σ exp(β·x), with the fit's rule for ties (Breslow's and
// Efron's estimates; Therneau and Grambsch, Modeling Survival Data, 2000, chapter 10); its variance is Tsiatis's (Ann
// Stat 9:93, 1981), with that of the coefficients from the fit's covariance. Usage unless the data are those of the fit
// and `row` is finite and of its length.
[[nodiscard]] Result<std::vector<CoxCurve>> coxCurves(const CoxFit& fit, SurvivalView data, const Design& design,
                                                      const CoxOptions& options, std::span<const double> row);

// The survival at t with its standard error and interval: 1 before the first time, undefined after the stratum's last.
[[nodiscard]] Estimate survivalAt(const CoxCurve& curve, double t);

// The risk of an event by t, one less the survival, of each row of `design` (of the fit's columns, any patients), in
// the curve's stratum. Undefined after the stratum's last time.
[[nodiscard]] Result<std::vector<double>> coxRisks(const CoxFit& fit, const CoxCurve& curve, const Design& design,
                                                   double t);

}  // namespace snitt::statistics
