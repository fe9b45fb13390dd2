// Cox regression of columns of a table. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/cohort.h"
#include "core/analysis/resampling_request.h"
#include "core/statistics/cox/cox_curve.h"
#include "core/statistics/cox/cox_fit.h"
#include "core/statistics/cox/proportional_hazards.h"
#include "core/statistics/cox/residuals.h"

namespace snitt::analysis {

struct CoxRequest {
  std::vector<std::string> covariates;  // a column of text is a factor
  std::vector<std::string> factors;     // those of the covariates whose numbers stand for levels
  std::string strata;
  std::string cluster;
  statistics::CoxTies ties = statistics::CoxTies::efron;
  std::vector<double> horizons;  // survival is predicted for these times, of a patient with the mean of all covariates
  bool residuals = false;
  std::optional<ResamplingRequest> bootstrap;  // of the hazard ratios
};

// A stratum's survival as the fit has it.
struct StratumHazard {
  std::string stratum;                        // empty where there are no strata
  statistics::CoxCurve baseline;              // with all covariates 0
  std::vector<statistics::Estimate> atMeans;  // survival at each horizon
};

struct CoxSection {
  std::size_t dropped = 0;
  std::vector<std::size_t> rows;  // of the table, in the order of the fit
  std::vector<std::uint8_t> event;
  statistics::Design design;
  statistics::CoxFit fit;
  std::vector<statistics::ProportionalHazardsTest> proportional;  // empty where the fit has no coefficient
  std::string proportionalUndefined;                              // why it is empty
  std::vector<double> horizons;
  std::vector<double> means;  // of the design's columns
  std::vector<StratumHazard> strata;
  std::optional<statistics::CoxResiduals> residuals;
  std::optional<statistics::SchoenfeldResiduals> schoenfeld;
  std::optional<ResampledFigures> bootstrap;
};

[[nodiscard]] Result<CoxSection> analyseCox(const DataTable& table, const Followup& followup,
                                            const CoxRequest& request);

}  // namespace snitt::analysis
