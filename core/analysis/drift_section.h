// Whether a score is still what it was: population stability of a column against a reference table, and CUSUM of a
// column against its target. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/statistics/monitoring/cusum.h"
#include "core/statistics/monitoring/population_stability.h"
#include "core/table/data_table.h"

namespace snitt::analysis {

struct StabilitySection {
  std::string column;
  std::size_t n = 0;
  std::size_t dropped = 0;
  std::size_t referenceDropped = 0;
  std::vector<double> edges;         // inner edges of the bins: the reference's deciles; empty for a column of texts
  std::vector<std::string> classes;  // of a column of texts
  std::vector<std::uint64_t> referenceCounts;
  std::vector<std::uint64_t> counts;
  statistics::PopulationStability stability;
};

// Columns of numbers by the deciles of the reference, columns of texts by their values.
[[nodiscard]] Result<StabilitySection> analyseStability(const DataTable& table, const DataTable& reference,
                                                        const std::string& column);

struct CusumRequest {
  std::string column;  // in the order of the rows
  double target = 0;
  double sd = 0;
  statistics::CusumDesign design{};
};

struct CusumSection {
  CusumRequest request;
  std::size_t n = 0;
  std::size_t dropped = 0;
  std::vector<std::size_t> rows;  // of the table, of each observation
  statistics::Cusum chart;
  double runLength = 0;         // mean number of observations between false alarms
  double alarmWithin = 0;       // chance of a false alarm within n observations
  double runLengthShifted = 0;  // until a shift of 2 k is found, mean
};

[[nodiscard]] Result<CusumSection> analyseCusum(const DataTable& table, const CusumRequest& request);

}  // namespace snitt::analysis
