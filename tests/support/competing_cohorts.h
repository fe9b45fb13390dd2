// Cohorts in which another event competes with the one of interest, as the statistics of predictions take them.
#pragma once

#include <cmath>
#include <random>
#include <span>

#include "core/statistics/survival/survival_data.h"
#include "support/survival_tables.h"

namespace snitt::test {

struct CompetingCohort {
  std::vector<double> time;
  std::vector<std::uint8_t> event;
  std::vector<std::uint8_t> competing;
  std::vector<double> score;

  [[nodiscard]] statistics::SurvivalView view() const { return {time, event}; }
  void add(double t, int cause, double s) {
    time.push_back(t);
    event.push_back(cause == 1 ? 1 : 0);
    competing.push_back(cause == 2 ? 1 : 0);
    score.push_back(s);
  }
  // 1 − exp(−horizon / mean · exp(slope · (score − centre))) of each patient.
  [[nodiscard]] std::vector<double> risks(double horizon, double mean, double slope, double centre) const {
    std::vector<double> result;
    for (const double s : score) result.push_back(1 - std::exp(-horizon / mean * std::exp(slope * (s - centre))));
    return result;
  }
};

// R's rotterdam: recurrence, with death before it competing; the score is the number of positive nodes.
inline CompetingCohort rotterdamRecurrence() {
  const RTable table = sharedSurvival("rotterdam");
  CompetingCohort cohort;
  for (std::size_t i = 0; i < table.rows; ++i) {
    const bool recurred = table.number.at("recur")[i] == 1;
    cohort.add(table.number.at(recurred ? "rtime" : "dtime")[i],
               recurred                           ? 1
               : table.number.at("death")[i] == 1 ? 2
                                                  : 0,
               table.number.at("nodes")[i]);
  }
  return cohort;
}

// The patients in whole months whose rows stand in competing_prediction.json.
inline CompetingCohort competingMonths(const nlohmann::json& months) {
  CompetingCohort cohort;
  for (std::size_t i = 0; i < months["time"].size(); ++i)
    cohort.add(months["time"][i], months["cause"][i], months["score"][i]);
  return cohort;
}

// Whole times 1…`times`, of three patients about one each with the event, with the other one and censored.
inline CompetingCohort randomCompeting(std::mt19937& random, std::size_t n, int times) {
  CompetingCohort cohort;
  std::uniform_int_distribution<int> time(1, times), cause(0, 2), score(1, 9);
  for (std::size_t i = 0; i < n; ++i) cohort.add(time(random), cause(random), score(random));
  return cohort;
}

}  // namespace snitt::test
