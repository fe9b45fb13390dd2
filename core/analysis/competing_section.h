// Cumulative incidence of several causes by group, with Gray's test. Pure functions.
#pragma once

#include <string>
#include <vector>

#include "core/analysis/cohort.h"
#include "core/statistics/competing/cumulative_incidence.h"
#include "core/statistics/competing/gray_test.h"

namespace snitt::analysis {

struct CompetingRequest {
  std::string cause;   // a column: what the event was, for rows that had one
  std::string group;   // or empty
  std::string strata;  // of Gray's test, or empty
  std::vector<double> horizons;
};

struct GroupIncidence {
  std::string group;
  statistics::CumulativeIncidence incidence;
};

struct CompetingSection {
  std::size_t n = 0;
  std::size_t dropped = 0;
  std::size_t unknownCause = 0;     // of them: events without a cause, which make every incidence too low
  std::vector<std::string> causes;  // sorted; cause i + 1 of the statistics is causes[i]
  std::vector<std::size_t> events;  // of each cause
  std::vector<GroupIncidence> groups;
  std::vector<double> horizons;
  std::vector<statistics::ChiSquareTest> gray;  // one a cause, where there are groups
};

// Corrupt where a row without the event names a cause: somebody who died of something else would count as censored.
[[nodiscard]] Result<CompetingSection> analyseCompeting(const DataTable& table, const Followup& followup,
                                                        const CompetingRequest& request);

}  // namespace snitt::analysis
