// How well one or several scores tell who has the event first: C and time-dependent AUC on the same patients, compared,
// and with bootstrap intervals where they are asked for. A higher score means a higher risk. Where an event competes,
// who had it by the horizon is a control of the AUC; in C it is a censoring. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/cohort.h"
#include "core/analysis/resampling_request.h"
#include "core/statistics/discrimination/concordance_comparison.h"
#include "core/statistics/discrimination/time_auc.h"

namespace snitt::analysis {

struct DiscriminationRequest {
  std::vector<std::string> scores;  // columns; the first is the one that others are compared with
  std::string strata;               // pairs are counted within a stratum only; or empty
  std::string cluster;              // which patient a row is of, or empty: each row is a patient
  std::vector<double> horizons;     // of the AUC
  std::optional<ResamplingRequest> bootstrap;
  std::string competing;       // who had a competing event, in the AUC; or empty
  std::string competingValue;  // the value that is one; empty: the column holds 0 and 1
};

struct ScoreDiscrimination {
  std::string score;
  statistics::Concordance harrell;
  statistics::Concordance uno;
  std::vector<statistics::TimeAuc> auc;  // one a horizon
  std::vector<statistics::TimeRoc> roc;
};

// The first score against another one.
struct ScoreComparison {
  std::string first;
  std::string second;
  statistics::Difference harrell;
  statistics::Difference uno;
  std::vector<statistics::TimeAucComparison> auc;
};

struct DiscriminationSection {
  std::size_t n = 0;
  std::size_t events = 0;
  std::size_t dropped = 0;
  bool competing = false;  // whether events that compete were told
  std::vector<double> horizons;
  std::vector<ScoreDiscrimination> scores;
  std::vector<ScoreComparison> comparisons;
  std::optional<ResampledFigures> bootstrap;
};

[[nodiscard]] Result<DiscriminationSection> analyseDiscrimination(const DataTable& table, const Followup& followup,
                                                                  const DiscriminationRequest& request);

}  // namespace snitt::analysis
