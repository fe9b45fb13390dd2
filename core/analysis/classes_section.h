// The classes of a score against what had happened by each horizon. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "core/analysis/cohort.h"
#include "core/analysis/resampling_request.h"
#include "core/statistics/agreement/horizon_table.h"

namespace snitt::analysis {

struct ClassesRequest {
  std::string classes;  // a column of good, uncertain and poor, or of 0 (good) and 1 (poor)
  std::vector<double> horizons;
  ResamplingRequest bootstrap;
  std::string cluster;         // a column that says which patient a row is of, or empty
  std::string competing;       // who had a competing event and so was free of the event; or empty
  std::string competingValue;  // the value that is one; empty: the column holds 0 and 1
};

struct ClassesSection {
  std::string column;
  std::size_t n = 0;
  std::size_t dropped = 0;
  std::size_t patients = 0;                      // whose rows the bootstrap draws together
  std::vector<statistics::HorizonTable> tables;  // one a horizon
  ResamplingRequest bootstrap;
  bool competing = false;  // whether events that compete were told
};

[[nodiscard]] Result<ClassesSection> analyseClasses(const DataTable& table, const Followup& followup,
                                                    const ClassesRequest& request);

}  // namespace snitt::analysis
