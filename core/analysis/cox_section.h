// Cox regression of columns of a table. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "core/analysis/cohort.h"
#include "core/statistics/cox/cox_fit.h"

namespace snitt::analysis {

struct CoxRequest {
  std::vector<std::string> covariates;  // a column of text is a factor
  std::vector<std::string> factors;     // those of the covariates whose numbers stand for levels
  std::string strata;
  std::string cluster;
  statistics::CoxTies ties = statistics::CoxTies::efron;
};

struct CoxSection {
  std::size_t dropped = 0;
  std::vector<std::size_t> rows;  // of the table, in the order of the fit
  std::vector<std::uint8_t> event;
  statistics::Design design;
  statistics::CoxFit fit;
};

[[nodiscard]] Result<CoxSection> analyseCox(const DataTable& table, const Followup& followup,
                                            const CoxRequest& request);

}  // namespace snitt::analysis
